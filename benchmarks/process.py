"""Runs a module of `benchmarks.apps` in a process of its own, as `python -m` or the CDK CLI would."""

import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).parent.parent
_FLAGS = json.loads((ROOT / "cdk.json").read_text(encoding="utf-8"))["context"]


@dataclass(frozen=True)
class Done:
    """A process that ended well."""

    seconds: float
    """From its start to its end."""
    cpu_seconds: float
    """What it took of the processors, Node.js with it: other work on the machine moves it less."""
    said: Any
    """The last line of its output, read as JSON; none where it said nothing."""


def run(module: str, *arguments: str, cdk_out: Path | None = None, validate: bool = False) -> Done:
    """Runs a module and waits for it.

    Args:
        module: Its name in `benchmarks.apps`.
        arguments: Its arguments.
        cdk_out: Where the CDK writes what is synthesized. Default: a directory of its own, as it likes.
        validate: Whether the CDK checks templates as it does by default, for most of a second.

    Raises:
        RuntimeError: It failed; says what it said.
    """
    # Byte code is kept between runs, as where the package is installed.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"CDK_CONTEXT_JSON": json.dumps(_FLAGS), "CDK_VALIDATION": "true" if validate else "false"}
    if cdk_out:
        environment["CDK_OUTDIR"] = str(cdk_out)
    command = [sys.executable, "-m", f"benchmarks.apps.{module}", *arguments]
    start, cpu = perf_counter(), _cpu_of_children()
    done = subprocess.run(command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True)  # noqa: S603  # our own
    seconds, cpu_seconds = perf_counter() - start, _cpu_of_children() - cpu
    if done.returncode:
        message = f"benchmarks.apps.{module} must end with 0, got {done.returncode}: {done.stderr}"
        raise RuntimeError(message)
    lines = done.stdout.splitlines()
    return Done(seconds, cpu_seconds, json.loads(lines[-1]) if lines else None)


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
