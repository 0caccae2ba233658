"""Says what IAM policies allow together, and which statement decides."""
