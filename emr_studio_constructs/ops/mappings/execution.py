"""Carries plans out: some writes at a time, all that it can, until it is done or told to stop."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from threading import Event

from botocore.exceptions import BotoCoreError, ClientError
from rich.progress import Progress

from emr_studio_constructs.ops.aws import message_of
from emr_studio_constructs.ops.errors import OpsError
from emr_studio_constructs.ops.screen import aside

from .comparison import Comparison
from .interrupts import stop_on_interrupt
from .model import Plan, Write
from .write import write

WORKERS = 4
"""Writes at a time: few, so that AWS seldom has to say that it is too many."""


@dataclass(frozen=True)
class Failure:
    """A write that was refused."""

    write: Write
    reason: str


@dataclass
class Outcome:
    """What became of a plan's writes."""

    done: list[Write] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    not_started: list[Write] = field(default_factory=list)


def carry_out_all(found: Sequence[Comparison]) -> list[Outcome]:
    """Carries out the plans of some Studios, one Studio after the other, with a progress bar on a terminal.

    May be interrupted.
    """
    console, total = aside(), sum(each.plan.number_of_writes for each in found)
    hidden = not (total and console.is_terminal)
    with stop_on_interrupt() as stop, Progress(console=console, transient=True, disable=hidden) as progress:
        bar = progress.add_task("writing", total=total)
        return [
            carry_out(
                each.plan,
                partial(write, each.target.aws.client("emr"), each.target.studio_id),
                stop=stop,
                on_progress=partial(progress.advance, bar),
            )
            for each in found
        ]


def carry_out(plan: Plan, write: Callable[[Write], None], *, stop: Event, on_progress: Callable[[], None]) -> Outcome:
    """Makes exactly the writes of a plan: deletes, then updates, then creates.

    One that fails does not stop the others.

    Args:
        plan: What to write.
        write: Makes one write.
        stop: When set, no write is begun, and those under way are waited for.
        on_progress: Called after each write.
    """
    outcome = Outcome()

    def attempt(change: Write) -> None:
        if stop.is_set():
            outcome.not_started.append(change)
            return
        try:
            write(change)
        except OpsError as error:
            outcome.failed.append(Failure(change, str(error)))
        except (BotoCoreError, ClientError) as error:
            outcome.failed.append(Failure(change, message_of(error)))
        else:
            outcome.done.append(change)

    for step in plan.writes():
        with ThreadPoolExecutor(WORKERS) as executor:
            for _ in executor.map(attempt, step):
                on_progress()
    return outcome
