"""Draws the curves of what was found."""

from collections.abc import Sequence
from pathlib import Path

from matplotlib.figure import Figure as Sheet

from .figures import Curves, Part


def draw(parts: Sequence[Part], file: Path) -> None:
    """Writes an SVG with all curves side by side: medians, and a bar from the least to the most."""
    several = [curves for part in parts for curves in part.curves]
    if not several:
        return
    sheet = Sheet(figsize=(5 * len(several), 4), layout="constrained")
    for position, curves in enumerate(several, start=1):
        _draw(sheet, (1, len(several), position), curves)
    sheet.savefig(file)


def _draw(sheet: Sheet, place: tuple[int, int, int], curves: Curves) -> None:
    axes = sheet.add_subplot(*place)
    axes.set(title=curves.title, xlabel=curves.x, ylabel=curves.y)
    for name, points in curves.points.items():
        medians = [point.median for point in points.values()]
        below = [point.median - point.low for point in points.values()]
        above = [point.high - point.median for point in points.values()]
        axes.errorbar(list(points), medians, yerr=[below, above], label=name, marker="o", capsize=3)
    axes.set_ylim(bottom=0)
    axes.legend()
