"""The command `cost`: before a deploy, what it costs each month."""

from emr_studio_constructs.ops.assembly import chosen_stacks
from emr_studio_constructs.ops.options import CdkOutArgument, Output, OutputOption, StackOption

from .show import show
from .summary import summarize


def cost(
    cdk_out: CdkOutArgument,
    *,
    stack: StackOption = None,
    output: OutputOption = Output.TABLE,
) -> None:
    """Say what a deploy costs each month, used or not.

    Reads templates alone, and asks AWS nothing. Ends with 0, also where something has no price here and is unknown.
    """
    show([summarize(each) for each in chosen_stacks(cdk_out, stack)], output)
