"""Shows plans and what became of them, to people: a diff, and how many there are of each kind."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.table import Table

from emr_studio_constructs.ops.screen import out

from .comparison import Comparison
from .delete_command import delete_command
from .execution import Outcome
from .model import Change, Mapping


@dataclass(frozen=True)
class _Line:
    """One mapping in a diff."""

    sign: str
    style: str
    mapping: Mapping
    policy: str
    note: str = ""


def show_comparison(comparison: Comparison) -> None:
    """A Studio's differences, one a line, what to do about them, and how many there are."""
    target, plan = comparison.target, comparison.plan
    out().print(f"Studio {target.studio_id}, by {target.source}", style="bold")
    table = Table.grid(padding=(0, 2))
    for _column in ("sign", "type", "who", "policy", "note"):
        table.add_column(overflow="fold")
    for line in _lines(comparison):
        identity = line.mapping.identity
        table.add_row(line.sign, identity.type.value, str(identity), line.policy, line.note, style=line.style)
    if table.row_count:
        out().print(table)
    if any(conflict.of_stack for conflict in plan.conflicts):
        out().print("mapped by a stack otherwise: take them out in one deploy, add them in the next")
    by_hand = [conflict for conflict in plan.conflicts if not conflict.of_stack]
    if by_hand:
        out().print("before the next deploy, delete what was mapped by hand:")
    for conflict in by_hand:
        # A terminal folds a line so that it can be copied in one piece.
        command = delete_command(target.studio_id, conflict.before.identity, region=target.aws.region)
        out().print(f"  {command}", soft_wrap=True)
    out().print(", ".join(_counts(comparison)))


def show_outcome(outcome: Outcome) -> None:
    """What was written, and what was not."""
    for failure in outcome.failed:
        change = failure.write
        identity = change.mapping.identity
        out().print(f"failed: {change.kind} {identity.type} {identity}: {failure.reason}", style="red", soft_wrap=True)
    numbers = {"written": len(outcome.done), "failed": len(outcome.failed), "not begun": len(outcome.not_started)}
    out().print(", ".join(f"{number} {word}" for word, number in numbers.items() if number) or "nothing to write")


def _lines(comparison: Comparison) -> Iterator[_Line]:
    """All that is not as it was declared, or will be changed."""
    plan, tier = comparison.plan, comparison.target.tier
    yield from _of("-", "red", plan.deletes, tier)
    yield from (_Line("~", "yellow", change.after, _both(change, tier)) for change in plan.updates)
    yield from _of("+", "green", plan.creates, tier)
    yield from _of(">", "cyan", plan.waiting, tier, "next deploy maps")
    for leaving in plan.leaving:
        note = "next deploy unmaps, then apply" if leaving.declared else "next deploy unmaps"
        yield from _of("<", "cyan", [leaving], tier, note)
    for conflict in plan.conflicts:
        advice = "take out first" if conflict.of_stack else "next deploy fails"
        yield _Line("!", "red", conflict.after, _both(conflict, tier), advice)
    for stray in plan.strays:
        yield from _of("?", "magenta", [stray], tier, f"mapped {_time(stray.created)}")


def _of(
    sign: str, style: str, mappings: Iterable[Mapping], tier: Callable[[str], str], note: str = ""
) -> Iterator[_Line]:
    for mapping in mappings:
        yield _Line(sign, style, mapping, tier(mapping.session_policy_arn), note)


def _both(change: Change, tier: Callable[[str], str]) -> str:
    """The policy before and after, once if they are the same."""
    return " -> ".join(dict.fromkeys(tier(mapping.session_policy_arn) for mapping in (change.before, change.after)))


def _time(created: datetime | None) -> str:
    return f"{created.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if created else "at an unknown time"


def _counts(comparison: Comparison) -> Iterator[str]:
    plan = comparison.plan
    for number, text in (
        (len(plan.deletes), "to delete"),
        (len(plan.updates), "to update"),
        (len(plan.creates), "to create"),
        (len(plan.waiting), "waiting for a deploy"),
        (len(plan.leaving), "leaving in a deploy"),
        (len(plan.conflicts), "in the way of a deploy"),
        (len(plan.strays), "not declared"),
    ):
        if number:
            yield f"{number} {text}"
    yield f"{len(plan.unchanged)} as declared"
    for kind, number in Counter(mapping.identity.type.lower() for mapping in plan.unmanaged).items():
        why = "others may declare them" if comparison.target.not_to_prune else f"no {kind}s are declared"
        yield f"{number} {kind}{'s' if number > 1 else ''} not looked at, since {why}"
