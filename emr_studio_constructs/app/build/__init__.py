"""Turns a checked config into constructs, one file for each part of it."""
