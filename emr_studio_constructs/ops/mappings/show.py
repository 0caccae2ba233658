"""Shows plans and what became of them, to people."""

from collections import Counter
from collections.abc import Iterator

from rich.table import Table

from emr_studio_constructs.ops.screen import out

from .comparison import Comparison
from .execution import Outcome
from .lines import lines_of


def show_comparison(comparison: Comparison) -> None:
    """A Studio's differences, one a line, and how many there are."""
    target = comparison.target
    out().print(f"Studio {target.studio_id}, by {target.source}", style="bold")
    table = Table.grid(padding=(0, 2))
    for line in lines_of(comparison):
        identity = line.mapping.identity
        table.add_row(line.sign, identity.type.value, str(identity), line.policy, line.note, style=line.style)
    if table.row_count:
        out().print(table)
    out().print(", ".join(_counts(comparison)))


def show_outcome(outcome: Outcome) -> None:
    """What was written, and what was not."""
    for failure in outcome.failed:
        change = failure.write
        identity = change.mapping.identity
        out().print(f"failed: {change.kind} {identity.type} {identity}: {failure.reason}", style="red", soft_wrap=True)
    numbers = {"written": len(outcome.done), "failed": len(outcome.failed), "not begun": len(outcome.not_started)}
    out().print(", ".join(f"{number} {word}" for word, number in numbers.items() if number) or "nothing to write")


def _counts(comparison: Comparison) -> Iterator[str]:
    plan = comparison.plan
    for number, text in (
        (len(plan.deletes), "to delete"),
        (len(plan.updates), "to update"),
        (len(plan.creates), "to create"),
        (len(plan.waiting), "waiting for a deploy"),
        (len(plan.conflicts), "in the way of a deploy"),
        (len(plan.strays), "not declared"),
    ):
        if number:
            yield f"{number} {text}"
    yield f"{len(plan.unchanged)} as declared"
    for kind, number in Counter(mapping.identity.type.lower() for mapping in plan.unmanaged).items():
        yield f"{number} {kind}{'s' if number > 1 else ''} not looked at, since no {kind}s are declared"
