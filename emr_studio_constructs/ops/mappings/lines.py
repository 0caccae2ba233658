"""A plan as the lines of a diff."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from .comparison import Comparison
from .model import Change, Mapping

_CONFLICT = "in the way of the next deploy, which fails: delete this mapping first"


@dataclass(frozen=True)
class Line:
    """One mapping in a diff."""

    sign: str
    style: str
    mapping: Mapping
    policy: str
    note: str = ""


def lines_of(comparison: Comparison) -> Iterator[Line]:
    """All that is not as it was declared, or will be changed."""
    plan, tier = comparison.plan, comparison.target.tier
    yield from _of("-", "red", plan.deletes, tier, lambda _: "")
    yield from (Line("~", "yellow", change.after, _both(change, tier)) for change in plan.updates)
    yield from _of("+", "green", plan.creates, tier, lambda _: "")
    yield from _of(">", "cyan", plan.waiting, tier, lambda _: "not mapped yet: the next deploy does it")
    for change in plan.conflicts:
        equal = change.before.session_policy_arn == change.after.session_policy_arn
        policy = tier(change.after.session_policy_arn) if equal else _both(change, tier)
        yield Line("!", "red", change.after, policy, _CONFLICT)
    yield from _of("?", "magenta", plan.strays, tier, lambda stray: f"not declared, mapped {_day(stray.created)}")


def _of(
    sign: str,
    style: str,
    mappings: Iterable[Mapping],
    tier: Callable[[str], str],
    note: Callable[[Mapping], str],
) -> Iterator[Line]:
    for mapping in mappings:
        yield Line(sign, style, mapping, tier(mapping.session_policy_arn), note(mapping))


def _both(change: Change, tier: Callable[[str], str]) -> str:
    return f"{tier(change.before.session_policy_arn)} -> {tier(change.after.session_policy_arn)}"


def _day(created: datetime | None) -> str:
    return f"{created:%Y-%m-%d %H:%M}" if created else "at an unknown time"
