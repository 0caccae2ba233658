"""What ends a command otherwise than with success."""


class OpsError(Exception):
    """A command cannot do what it was asked: what, why, and what to do."""


class DifferencesFoundError(Exception):
    """A command did what it was asked, and found differences or problems, which it has shown."""
