"""People who try to get in: they sign in for real, and call for real."""
