"""The command `guard`: before a deploy, what it would cost the people of a Studio."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from emr_studio_constructs.changes import Loss
from emr_studio_constructs.changes.template_text import WRITE_ONE
from emr_studio_constructs.ops.access import Access
from emr_studio_constructs.ops.assembly import Stack, chosen_stacks
from emr_studio_constructs.ops.deployed import DeployedStacks
from emr_studio_constructs.ops.errors import DifferencesFoundError, OpsError
from emr_studio_constructs.ops.options import (
    CdkOutArgument,
    Output,
    OutputOption,
    ProfileOption,
    RegionOption,
    StackOption,
)
from emr_studio_constructs.ops.screen import aside

from .comparison import Comparison, compare_sides
from .show import show
from .side import NOTHING, Side, side_of_file, side_of_stack


def guard(
    cdk_out: CdkOutArgument,
    *,
    stack: StackOption = None,
    deployed: Annotated[
        Path | None, typer.Option("--deployed", help="A template to take for the deployed one; AWS is not asked.")
    ] = None,
    allow: Annotated[
        list[Loss] | None,
        typer.Option(
            "--allow", case_sensitive=False, metavar="LOSS", help=f"What may be lost: {', '.join(Loss)}; repeatable."
        ),
    ] = None,
    profile: ProfileOption = None,
    region: RegionOption = None,
    output: OutputOption = Output.TABLE,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="With what is harmless.")] = False,
) -> None:
    """Say what a deploy would replace, delete or fail over, before it.

    Reads only. Ends with 2 where people would lose something that is not allowed,
    the deploy would fail, or something could not be looked at.
    """
    allowed, access = frozenset(allow or ()), Access(profile=profile, region=region)
    with aside().status("comparing"):
        found = list(_compared(chosen_stacks(cdk_out, stack), deployed, access))
    show(found, allowed, output, verbose=verbose)
    if any(each.stops(allowed) for each in found):
        raise DifferencesFoundError


def _compared(stacks: list[Stack], deployed: Path | None, access: Access) -> Iterator[Comparison]:
    if deployed and len(stacks) > 1:
        names = ", ".join(stack.id for stack in stacks)
        raise OpsError(f"--deployed is one template, and there are the stacks {names}: choose one by --stack")
    for stack in stacks:
        if deployed:
            before, region = side_of_file(deployed, fix=WRITE_ONE), stack.region or access.region
        else:
            before, region = _as_deployed(stack, access)
        after = side_of_file(stack.file, fix="run `cdk synth` again")
        yield from compare_sides(stack.id, before, after, region=region)


def _as_deployed(stack: Stack, access: Access) -> tuple[Side, str | None]:
    """A stack in its account and Region, or in those of the credentials; and the Region."""
    aws = access.connect(f"stack {stack.id}", account=stack.account, region=stack.region)
    found = DeployedStacks(aws).find(stack.name, stack_id=stack.id)
    return side_of_stack(found) if found else NOTHING, aws.region
