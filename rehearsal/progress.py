"""What a rehearsal shows while it runs: each step with its result and its seconds."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.markup import escape
from rich.table import Table

_ENDS: dict[type[BaseException], str] = {KeyboardInterrupt: "interrupted", SystemExit: "stopped"}


@dataclass(kw_only=True)
class Step:
    """A step: what was done, how it ended, how long it took."""

    name: str
    say: Callable[[str], None]
    """Shows a line of what goes on, while the step lasts."""
    result: str = ""
    seconds: float = 0
    failed: bool = False

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The step in a table."""
        mark = "[red]\N{BALLOT X}[/]" if self.failed else "[green]\N{CHECK MARK}[/]"
        return mark, escape(self.name), escape(self.result), f"{self.seconds:.1f}"


@dataclass(frozen=True)
class Progress:
    """The steps so far, on a console."""

    console: Console
    steps: list[Step] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """A step for the length of a `with` block, which sets its result; an error there fails the step and goes on."""
        started = time.monotonic()
        with self.console.status(escape(name)) as status:

            def say(line: str) -> None:
                room = max(self.console.width - len(name) - 8, 0)
                status.update(f"{escape(name)}  [dim]{escape(line.strip()[:room])}[/]")

            step = Step(name=name, say=say)
            self.steps.append(step)
            try:
                yield step
            except BaseException as error:
                step.failed = True
                step.result = _ENDS.get(type(error), "failed")
                raise
            finally:
                step.seconds = time.monotonic() - started
                self.console.print(*step.cells[:2], f"[dim]{step.seconds:.1f} s[/]", step.cells[2], sep="  ")

    def table(self) -> Table:
        """All steps."""
        table = Table("", "Step", "Result", "Seconds", title="Steps", title_justify="left")
        table.columns[3].justify = "right"
        for step in self.steps:
            table.add_row(*step.cells)
        table.add_section()
        table.add_row("", "all", "", f"{sum(step.seconds for step in self.steps):.1f}")
        return table
