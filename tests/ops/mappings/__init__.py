"""Tests of the commands about session mappings."""
