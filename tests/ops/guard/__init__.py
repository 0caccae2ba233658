"""Tests of the command that compares a deploy with what is there."""
