"""Shows what was found: as a table, and as JSON."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version

from rich.table import Table
from rich.text import Text

from .figures import Figure, Part

_MARKS = {None: "", True: "met", False: "missed"}


def table_of(parts: Sequence[Part]) -> Table:
    """A table with each number as its median, the least and the most."""
    table = Table("what", "median", "least", "most", "goal", title=machine(), title_justify="left")
    for part in parts:
        table.add_section()
        table.add_row(Text(part.title, style="bold"))
        for figure in part.figures:
            table.add_row(f"  {figure.what}", *_cells(figure))
    return table


def json_of(parts: Sequence[Part]) -> str:
    """The same for programs, with the points of the curves."""
    return json.dumps({"machine": machine(), "parts": [asdict(part) for part in parts]}, indent=2) + "\n"


def machine() -> str:
    """What all of it ran on."""
    cdk, jsii, python = version("aws-cdk-lib"), version("jsii"), platform.python_version()
    return f"Python {python}, aws-cdk-lib {cdk}, jsii {jsii}, {os.cpu_count()} processors ({platform.machine()})"


def _cells(figure: Figure) -> list[str]:
    values = [
        f"{value:.3g} {figure.unit}".strip() for value in (figure.value.median, figure.value.low, figure.value.high)
    ]
    goal = "" if figure.goal is None else f"{figure.goal:g} {figure.unit}".strip() + f" {_MARKS[figure.is_met]}"
    return [*values, goal]
