"""Mistakes in a config file, and how they travel from where they are noticed to the person who made them."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from jsii.errors import JSIIError

Path = tuple[str | int, ...]
"""Where something is in a config file: keys and list positions from the top."""


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong with a config file: where, and what."""

    path: Path
    text: str


class ConfigError(Exception):
    """A config file cannot be used: the readable lines that say why."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Keeps the lines, one for each mistake."""
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)


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
