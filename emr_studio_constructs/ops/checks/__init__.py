"""Questions about a Studio, before a deploy or after: all of them only read."""
