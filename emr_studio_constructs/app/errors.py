"""Mistakes in a config file, and how they are told to the person who made them."""

from collections.abc import Sequence
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Where something is in a config file: keys and list positions from the top."""


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong with a config file: where, and what."""

    path: Path
    text: str


class ConfigError(Exception):
    """A config file cannot be used: the readable lines that say why."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Keeps the lines, one for each mistake."""
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)
