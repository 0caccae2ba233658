"""What a rehearsal shows between its steps."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from .assembly import Deployable
from .inventory import Clients, describe
from .people.ask import Attempt
from .people.ask_table import by_person
from .people.visitors import Visitor
from .stage import Change

Json = dict[str, Any]


def show_studio(clients: Clients, stack: Deployable, studio: Json, console: Console) -> None:
    """What there is of a Studio."""
    console.print(_facts(f"What there is in {stack.name}, read by boto3", describe(clients, studio)))


def show_people(stack: Deployable, tried: Mapping[Visitor, Sequence[Attempt]], console: Console) -> None:
    """Who got how far in a Studio."""
    attempts = [attempt for attempts in tried.values() for attempt in attempts]
    table = by_person(attempts, {visitor.person: visitor.label for visitor in tried})
    table.title, table.title_justify = f"\nWho gets how far in {stack.name}", "left"
    console.print(table)


def show_leftovers(left: Iterable[tuple[str, str]]) -> Table:
    """What is kept when everything was destroyed."""
    return _facts("What is left", [(kind.removeprefix("AWS::"), name) for kind, name in left] or [("nothing", "")])


def changes_in_words(changes: Iterable[Change]) -> str:
    """The lines of `cdk diff`, counted by type: `[~] EMR::Studio, [+] IAM::ManagedPolicy`."""
    counted = Counter(f"[{change.sign}] {change.type.removeprefix('AWS::')}" for change in changes)
    return ", ".join(
        line if count == 1 else f"{line} \N{MULTIPLICATION SIGN}{count}" for line, count in counted.items()
    )


def _facts(title: str, rows: Iterable[tuple[str, str]]) -> Table:
    table = Table(box=None, show_header=False, title=f"\n{title}", title_justify="left")
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(name, escape(value))
    table.add_row("")
    return table
