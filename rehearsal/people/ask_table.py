"""Attempts as tables for the terminal: people by doors, and one person's reasons."""

from collections.abc import Mapping, Sequence

from rich import box
from rich.markup import escape
from rich.table import Table

from .ask import Attempt, Outcome

_MARKS = {Outcome.LET_IN: "[green]yes[/]", Outcome.PASSED: "[green]yes[/]", Outcome.REFUSED: "[red]no[/]"}


def by_person(attempts: Sequence[Attempt], labels: Mapping[str, str] | None = None) -> Table:
    """A row for each door, a column for each person; whom a Studio lacks the door for has none in that row.

    People are called by their `labels`, or as in the attempts.
    """
    people = list(dict.fromkeys(attempt.person for attempt in attempts))
    doors = list(dict.fromkeys(attempt.door for attempt in attempts))
    marks = {(attempt.person, attempt.door): _MARKS[attempt.outcome] for attempt in attempts}
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column(no_wrap=True)
    for person in people:
        table.add_column(escape((labels or {}).get(person, person)), overflow="fold")
    for door in doors:
        table.add_row(door.says, *(marks.get((person, door), "") for person in people))
    return table


def with_reasons(attempts: Sequence[Attempt]) -> Table:
    """A row for each attempt: the door, its action, what came of it and why."""
    table = Table(box=box.SIMPLE_HEAD, title=escape(", ".join(dict.fromkeys(attempt.person for attempt in attempts))))
    for heading in ("", "IAM action", "", "Why"):
        table.add_column(heading, overflow="fold")
    for attempt in attempts:
        table.add_row(attempt.door.says, attempt.door.action, _MARKS[attempt.outcome], escape(_why(attempt)))
    return table


def _why(attempt: Attempt) -> str:
    passed = attempt.outcome is Outcome.PASSED
    return f"IAM let it pass; then: {attempt.message}" if passed else attempt.message
