"""What one resource, or several alike, cost."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Whether something costs, as far as a template can tell."""

    FIXED = "fixed"
    """By the month, used or not."""
    BY_USE = "by use"
    """Nothing while nobody uses it."""
    FREE = "free"
    """AWS says so."""
    UNKNOWN = "unknown"
    """Nobody here knows: never to be taken for nothing."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A line of an answer."""

    kind: Kind
    what: str
    """What it is, in words; of an unknown one, its type."""
    quantity: int = 1
    each: float = 0.0
    """USD a month, of what is fixed."""
    note: str = ""
    """What else there is to know."""
    condition: str | None = None
    """The condition of the template on which it is there at all; it is counted as if it held."""
    page: str = ""
    """Where AWS says so."""

    @property
    def monthly(self) -> float:
        """USD a month."""
        return self.quantity * self.each
