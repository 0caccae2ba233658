"""What runs in Lambda, as plain Python."""
