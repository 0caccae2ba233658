"""The calls of the EMR API that fail on purpose: `faults.json` in the run's directory.

Whoever rehearses writes it, the local AWS counts in it; each holds a lock meanwhile, so that no count is lost.
"""

import fcntl
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

Json = dict[str, Any]
_FILE = "faults.json"


def write(directory: Path, faults: Sequence[Json]) -> None:
    """Replaces the faults of a run."""
    with _locked(directory):
        (directory / _FILE).write_text(json.dumps(faults), encoding="utf-8")


def take(directory: Path, operation: str, *, after: bool) -> Json | None:
    """The fault that a call meets, before it is carried out or after; the first of several."""
    with _locked(directory):
        file = directory / _FILE
        faults = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
        about = [fault for fault in faults if (fault["operation"], fault.get("after", False)) == (operation, after)]
        met = next((fault for fault in about if _is_met(fault)), None)
        if about:
            file.write_text(json.dumps(faults), encoding="utf-8")
    return met


def _is_met(fault: Json) -> bool:
    """Counts in the fault itself: `times` down, or `calls` and `hits` up."""
    if "share" not in fault:
        left = fault["times"]
        fault["times"] = max(left - 1, 0)
        return bool(left > 0)
    fault["calls"] = fault.get("calls", 0) + 1
    seed = f"{fault.get('seed', 0)} {fault['operation']} {fault['error']} {fault['calls']}"
    hit = Random(seed).random() < float(fault["share"])  # noqa: S311 - the same calls are to be hit again
    fault["hits"] = fault.get("hits", 0) + hit
    return hit


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    with (directory / "faults.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
