"""Tests of the commands that only ask."""
