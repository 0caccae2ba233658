"""Measures, and writes a table, `benchmarks.json` and `benchmarks.svg`: `python -m benchmarks --rounds 9`."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from . import calls, loading, many, reconciler, synth
from .draw import draw
from .figures import Part
from .show import json_of, table_of

_WIDTH = 120


def main() -> None:
    """Runs the parts that are asked for; takes some eight minutes for all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="How fast the constructs are.")
    parser.add_argument(
        "--rounds", type=int, default=9, help="how often the short parts are measured; the long, a third"
    )
    parser.add_argument("--only", choices=["synth", "many", "loading", "calls", "reconciler"], help="one part")
    parser.add_argument("--output", type=Path, default=Path("build/bench"), help="the directory of what is written")
    given = parser.parse_args()
    with TemporaryDirectory() as directory:
        chosen = parts(given.rounds, Path(directory))
        found = [measure() for name, measure in chosen.items() if given.only in {None, name}]
    given.output.mkdir(parents=True, exist_ok=True)
    (given.output / "benchmarks.json").write_text(json_of(found), encoding="utf-8")
    draw(found, given.output / "benchmarks.svg")
    console = Console(width=None if sys.stdout.isatty() else _WIDTH, highlight=False)
    console.print(table_of(found))


def parts(rounds: int, directory: Path) -> Mapping[str, Callable[[], Part]]:
    """What there is to measure, by name; a long part has a third of the rounds."""
    few = max(1, rounds // 3)
    return {
        "synth": lambda: synth.measure(rounds, directory),
        "many": lambda: many.measure(few, directory),
        "loading": lambda: loading.measure(rounds),
        "calls": calls.measure,
        "reconciler": lambda: reconciler.measure(few),
    }


if __name__ == "__main__":
    main()
