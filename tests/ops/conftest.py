"""The local AWS, for the tests of commands."""

from rehearsals.conftest import account, aws, directory

__all__ = ["account", "aws", "directory"]
