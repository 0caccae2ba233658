"""What ends a rehearsal."""


class RehearsalError(Exception):
    """Something went another way than it should; the message says which."""
