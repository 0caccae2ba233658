"""How things are called on a page: names cut to what tells them apart, counts with their noun."""

import re
import textwrap
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import TypeVar

from emr_studio_constructs.review.network import End, EndKind, Path

T = TypeVar("T")

# What many resources are called in their construct.
_GENERIC = ("Network", "Resource", "SecurityGroup", "Subnet")


# Controls that turn text around, or show nothing: who reads a name must see that it has them.
_TURNS = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SHOWN = {sign: f"\\u{sign:04x}" for sign in (*_TURNS, *range(32), *range(127, 160)) if chr(sign) not in "\n\t"}


def visible(text: str) -> str:
    """A text with what hides in it."""
    return text.translate(_SHOWN)


def short(name: str) -> str:
    """A path without its stack, an ARN without what comes before the resource, anything else as it is."""
    if name.startswith("arn:"):
        return name.split(":", 5)[-1]
    return name.partition("/")[2] or name


def count(number: int, noun: str) -> str:
    """A number with its noun: `no group`, `1 group`, `2 groups`, `2 policies`."""
    plural = f"{noun.removesuffix('y')}ies" if noun.endswith("cy") else f"{noun}s"
    return f"{number or 'no'} {noun if number in (0, 1) else plural}"


def listed(words: Sequence[str], limit: int | None = None) -> str:
    """`a`, `a and b`, `a, b and c`; behind a limit, how many more there are."""
    shown = words if limit is None or len(words) <= limit else [*words[:limit], f"{len(words) - limit} more"]
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


def tail(name: str) -> str:
    """The last of a path that tells things apart: `PrivateSubnet1` of `Analytics/Vpc/PrivateSubnet1/Subnet`."""
    parts = [part for part in name.split("/") if part not in _GENERIC]
    return parts[-1] if parts else name


def port(path: Path) -> str:
    """The protocol and ports of a path: `TCP 18888`."""
    return "all traffic" if path.protocol == "all" else f"{path.protocol.upper()} {path.ports}"


def wrapped(text: str, width: int) -> list[str]:
    """Lines of a text."""
    return textwrap.wrap(text, width, break_long_words=False)


def end(of: End) -> str:
    """An end of a network path: a group by its name, all else by what it is."""
    kinds = {EndKind.INTERNET: "internet", EndKind.PREFIX_LIST: "prefix list", EndKind.UNKNOWN: "group of others"}
    return short(of.name) if of.kind is EndKind.GROUP else f"{kinds.get(of.kind, '')} {of.name}".strip()


def alike(things: Iterable[T], *attributes: str) -> list[list[T]]:
    """Things that differ in other attributes alone, together, in the order of the first of each."""
    found: dict[object, list[T]] = {}
    for thing in things:
        found.setdefault(attrgetter(*attributes)(thing), []).append(thing)
    return list(found.values())


def kind(type_: str) -> str:
    """A type of resource in words: `log group` of `AWS::Logs::LogGroup`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type_.rpartition("::")[2]).lower()


def sentence(words: str) -> str:
    """Words with a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:]}."
