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
    console = Console(stderr=stderr, highlight=False, markup=False)
    return console if console.is_terminal else Console(stderr=stderr, highlight=False, markup=False, width=_WIDTH)
