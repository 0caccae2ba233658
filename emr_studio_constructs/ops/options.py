"""The arguments and options that commands share, and how commands end."""

from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Output(StrEnum):
    """How a command answers."""

    TABLE = "table"
    JSON = "json"


OutputOption = Annotated[Output, typer.Option("--output", "-o", help="For people, or for programs.")]
ProfileOption = Annotated[str | None, typer.Option("--profile", help="A profile of the AWS configuration.")]
RegionOption = Annotated[str | None, typer.Option("--region", help="The Region, where nothing else says it.")]
StudioOption = Annotated[str | None, typer.Option("--studio", help="One Studio, by its key in the config.")]


CdkOutArgument = Annotated[
    Path, typer.Argument(metavar="CDK_OUT", help="A cloud assembly (cdk.out), or the template of a stack in it.")
]
StackOption = Annotated[
    str | None, typer.Option("--stack", help="One stack, as `cdk deploy` knows it, or by its name.")
]


class ExitCode(IntEnum):
    """How a command ends."""

    DONE = 0
    """Nothing to do, or all done."""
    FAILED = 1
    """A mistake, or AWS refused."""
    DIFFERENT = 2
    """Differences or problems were found."""
