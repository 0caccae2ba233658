"""Things that were measured by turns, and what their numbers say of each other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import sub, truediv
from statistics import median
from typing import TypeVar

Measured = TypeVar("Measured")


@dataclass(frozen=True)
class Spread:
    """What several rounds gave."""

    median: float
    low: float
    high: float


def by_turns(rounds: int, measures: Mapping[str, Callable[[], Measured]]) -> dict[str, list[Measured]]:
    """Measures each thing once in every round, A B A B, so that what slows the machine down slows all of them.

    Args:
        rounds: How many count; one more goes before, to warm up caches.
        measures: What measures each.
    """
    turns = [{name: measure() for name, measure in measures.items()} for _ in range(rounds + 1)]
    return {name: [turn[name] for turn in turns[1:]] for name in measures}


def spread(values: Sequence[float]) -> Spread:
    """The median, least and most of some values."""
    return Spread(median(values), min(values), max(values))


def ratios(values: Sequence[float], others: Sequence[float]) -> Spread:
    """One thing over another, round by round."""
    return spread(list(map(truediv, values, others)))


def differences(values: Sequence[float], others: Sequence[float]) -> Spread:
    """One thing less another, round by round."""
    return spread(list(map(sub, values, others)))
