"""What a benchmark found: numbers with their goals, and curves to draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .pairs import Spread


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number."""

    what: str
    value: Spread
    unit: str = ""
    goal: float | None = None
    """The most that it should be."""

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is met; none where there is none."""
        return None if self.goal is None else self.value.median <= self.goal


@dataclass(frozen=True, kw_only=True)
class Curves:
    """Several things over one number, to be drawn together."""

    title: str
    x: str
    y: str
    points: Mapping[str, Mapping[float, Spread]]
    """By thing, each point by its place on the x-axis."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of the benchmark."""

    title: str
    figures: Sequence[Figure]
    curves: Sequence[Curves] = field(default_factory=tuple)
