"""The command `cost`: before a deploy, what it costs each month."""

from pathlib import Path
from typing import Annotated

import typer

from emr_studio_constructs.ops.assembly import chosen_stacks
from emr_studio_constructs.ops.options import Output, OutputOption

from .show import show
from .summary import summarize


def cost(
    cdk_out: Annotated[
        Path, typer.Argument(metavar="CDK_OUT", help="A cloud assembly (cdk.out), or the template of a stack in it.")
    ],
    *,
    stack: Annotated[
        str | None, typer.Option("--stack", help="One stack, as `cdk deploy` knows it, or by its name.")
    ] = None,
    output: OutputOption = Output.TABLE,
) -> None:
    """Say what a deploy costs each month, used or not.

    Reads templates alone, and asks AWS nothing. Ends with 0, also where something has no price here and is unknown.
    """
    show([summarize(each) for each in chosen_stacks(cdk_out, stack)], output)
