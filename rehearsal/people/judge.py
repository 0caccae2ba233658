"""What is surprising about who got how far."""

from collections.abc import Iterator, Mapping, Sequence

from .ask import Attempt
from .doors import OPEN_THE_STUDIO
from .visitors import Visitor


def surprises(tried: Mapping[Visitor, Sequence[Attempt]]) -> list[str]:
    """A line for each attempt that went another way than it does with the tiers of the package.

    Nobody gets in at a door for nobody, a stranger at no door, and the Studio opens for everybody else, if that is
    certain. A tier of one's own may allow what the others do not: whether a line is a mistake is for the caller to say.
    """
    return [line for visitor, attempts in tried.items() for line in _of(visitor, attempts)]


def _of(visitor: Visitor, attempts: Sequence[Attempt]) -> Iterator[str]:
    for attempt in attempts:
        says = f"{visitor.person} could {attempt.door.says}"
        if attempt.allowed and visitor.stranger:
            yield f"{says}, as a stranger"
        elif attempt.allowed and attempt.door.nobody:
            yield f"{says}, which no tier of the package allows"
        elif attempt.door == OPEN_THE_STUDIO and not (attempt.allowed or visitor.stranger) and visitor.certain:
            yield f"{visitor.person} could not {attempt.door.says}: {attempt.message}"
