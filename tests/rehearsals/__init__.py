"""Rehearsals: the local AWS by itself, and what the real CDK CLI deploys to it."""
