"""Session mappings brought in line with what was declared."""
