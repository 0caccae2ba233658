"""What the one who rehearses may set, in files of the run's directory; read anew at each call."""

import json
import os
from pathlib import Path
from typing import Any


def directory() -> Path:
    """Where the run keeps its files."""
    return Path(os.environ["REHEARSAL_DIRECTORY"])


def read(name: str) -> Any:
    """A file of the run, or nothing where there is none."""
    path = directory() / name
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
