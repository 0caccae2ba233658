"""Which part of the config file is to blame for what the constructs or the CDK refuse."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from jsii.errors import JSIIError

from .errors import Mistake


class BuildError(Exception):
    """The constructs refused what the config says."""

    def __init__(self, mistake: Mistake) -> None:
        """Keeps the mistake, which the file and its line are still to be added to."""
        super().__init__(mistake.text)
        self.mistake = mistake


def message_of(error: Exception) -> str:
    """The message of an error as one line, without the name that the CDK puts before its messages."""
    return re.sub(r"^[A-Z][A-Za-z]+: ", "", " ".join(str(error).split()))


@contextmanager
def blame(*path: str | int) -> Iterator[None]:
    """Names the part of the config that is being built, should the constructs or the CDK refuse it."""
    try:
        yield
    except BuildError as error:
        raise BuildError(Mistake((*path, *error.mistake.path), error.mistake.text)) from error
    except (ValueError, RuntimeError, JSIIError) as error:
        raise BuildError(Mistake(path, message_of(error))) from error
