"""How many calls to Node.js a Studio costs."""

from collections.abc import Iterator, Mapping

from .figures import Figure, Part
from .pairs import spread
from .process import run


def measure() -> Part:
    """Counts them once: they are the same each time."""
    said = run("crossings").said
    return Part(
        title="calls to Node.js",
        figures=[*_figures("one Studio", said["studio"]), *_figures("a further person", said["person"])],
    )


def _figures(whose: str, kinds: Mapping[str, float]) -> Iterator[Figure]:
    yield Figure(what=whose, value=spread([sum(kinds.values())]))
    for kind, count in sorted(kinds.items(), key=lambda each: -each[1]):
        yield Figure(what=f"{whose}: {kind}", value=spread([count]))
