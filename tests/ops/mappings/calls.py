"""Watches the calls that the command line makes, as botocore sends them."""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import boto3
import pytest


@contextmanager
def counted(shell: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """The calls of all clients that are made meanwhile, by operation; those tried again count once."""
    calls: Counter[str] = Counter()

    def count(operation: str) -> None:
        calls[operation] += 1

    with _before_calls(shell, count):
        yield calls


@contextmanager
def interrupted_at(shell: pytest.MonkeyPatch, operation: str) -> Iterator[None]:
    """Ctrl-C when a call of the operation is made for the first time."""
    made: list[str] = []

    def interrupt(name: str) -> None:
        if name == operation and not made:
            made.append(name)
            os.kill(os.getpid(), signal.SIGINT)

    with _before_calls(shell, interrupt):
        yield


@contextmanager
def _before_calls(shell: pytest.MonkeyPatch, notice: Callable[[str], None]) -> Iterator[None]:
    def on_call(model: Any, **_: object) -> None:  # noqa: ANN401  # botocore has no types
        notice(model.name)

    def session(**arguments: object) -> boto3.Session:
        made = make_session(**arguments)
        made.events.register("before-call", on_call)
        return made

    make_session = boto3.Session
    with shell.context() as patched:
        patched.setattr(boto3, "Session", session)
        yield
