"""Carries plans out before the eyes of whoever waits, who may interrupt."""

from collections.abc import Sequence
from functools import partial

from rich.progress import Progress

from emr_studio_constructs.ops.screen import aside

from .comparison import Comparison
from .execution import Outcome, carry_out
from .interrupts import stop_on_interrupt
from .write import write


def carry_out_all(found: Sequence[Comparison]) -> list[Outcome]:
    """Carries out the plans of some Studios, one Studio after the other, with a progress bar on a terminal."""
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
