"""Asks EventBridge's own question, whether a pattern matches an event, many in one process.

The answers are those of ministack's `TestEventPattern`, in the environment of the local AWS. It refuses patterns that
EventBridge refuses.
"""

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from conftest import ROOT, Json

_PYTHON = ROOT / "rehearsal" / ".venv" / "bin" / "python"
_SCRIPT = Path(__file__).with_name("answer_matches.py")


class PatternError(AssertionError):
    """EventBridge would refuse a pattern."""


class Question(NamedTuple):
    """Does a pattern match an event?"""

    pattern: Json
    event: Json


Ask = Callable[[Sequence[Question]], list[bool]]


@contextmanager
def matcher() -> Iterator[Ask]:
    """Answers questions for the length of a `with` block, or raises with what is wrong with a pattern."""
    with subprocess.Popen([_PYTHON, _SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        asked, answered = process.stdin, process.stdout
        assert asked is not None
        assert answered is not None

        def ask(questions: Sequence[Question]) -> list[bool]:
            line = json.dumps([{"EventPattern": each.pattern, "Event": each.event} for each in questions])
            print(line, file=asked, flush=True)
            answers = json.loads(answered.readline())
            if wrong := [answer["message"] for answer in answers if "Result" not in answer]:
                raise PatternError(wrong[0])
            return [answer["Result"] for answer in answers]

        yield ask
