"""Suggestions for misspelt keys and values."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """The end of a message about `word`: the known word it resembles, or all known words."""
    by_folded = {name.casefold(): str(name) for name in known}
    close = get_close_matches(str(word).casefold(), by_folded, n=1)
    if close:
        return f", did you mean {by_folded[close[0]]!r}?"
    return f": known are {', '.join(by_folded.values())}" if by_folded else ""
