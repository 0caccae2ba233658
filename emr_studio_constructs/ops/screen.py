"""Where commands write: tables or JSON to standard output, all else to standard error."""

import json
import sys
from typing import Any

from rich.console import Console

# Wide enough for ARNs where nobody says how wide a terminal is.
_WIDTH = 140


def out() -> Console:
    """What a command answers."""
    return _console(stderr=False)


def aside() -> Console:
    """What a command says while it works."""
    return _console(stderr=True)


def write_json(answer: Any) -> None:  # noqa: ANN401  # whatever JSON can say
    """Answers a program."""
    sys.stdout.write(json.dumps(answer, indent=2, default=str) + "\n")


def _console(*, stderr: bool) -> Console:
    console = _plain(stderr=stderr)
    return console if console.is_terminal else _plain(stderr=stderr, width=_WIDTH)


def _plain(*, stderr: bool, width: int | None = None) -> Console:
    """Shows names as they are, whatever Rich would make of brackets and colons in them."""
    return Console(stderr=stderr, width=width, highlight=False, markup=False, emoji=False)
