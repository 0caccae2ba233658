"""Tells how much memory a process had at most, and Node.js below it, as Linux counts it."""

import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path


def tell_peak() -> None:
    """Prints the MiB of this process and of all below it: the sum of the most that each ever had."""
    mib = sum(map(_peak, _family(os.getpid()))) / 1024
    sys.stdout.write(json.dumps({"mib": mib}) + "\n")


def _family(process: int) -> Iterator[int]:
    """A process, those that it started, and so on: jsii starts Node.js, which starts another one that works."""
    yield process
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8")
    for child in children.split():
        yield from _family(int(child))


def _peak(process: int) -> int:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text(encoding="utf-8"))
    return int(found[1]) if found else 0
