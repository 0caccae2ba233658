"""What the one who rehearses may set, in files of the run's directory; read anew at each call."""

import json
import os
from pathlib import Path
from threading import Lock
from typing import Any

Json = dict[str, Any]
_lock = Lock()


def directory() -> Path:
    """Where the run keeps its files."""
    return Path(os.environ["REHEARSAL_DIRECTORY"])


def read(name: str) -> Any:
    """A file of the run, or nothing where there is none."""
    path = directory() / name
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def take_fault(operation: str) -> Json | None:
    """The error that `faults.json` has for this operation, counted down."""
    with _lock:
        faults = read("faults.json") or []
        for fault in faults:
            if fault["operation"] == operation and fault["times"] > 0:
                fault["times"] -= 1
                # In one move: whoever sets faults may be reading.
                (directory() / "faults.json.new").write_text(json.dumps(faults), encoding="utf-8")
                (directory() / "faults.json.new").replace(directory() / "faults.json")
                return dict(fault)
    return None
