"""The options that commands share, and how commands end."""

from enum import IntEnum, StrEnum
from typing import Annotated

import typer


class Output(StrEnum):
    """How a command answers."""

    TABLE = "table"
    JSON = "json"


OutputOption = Annotated[Output, typer.Option("--output", "-o", help="For people, or for programs.")]
ProfileOption = Annotated[str | None, typer.Option("--profile", help="A profile of the AWS configuration.")]
RegionOption = Annotated[str | None, typer.Option("--region", help="The Region, where nothing else says it.")]
StudioOption = Annotated[
    str | None, typer.Option("--studio", help="One Studio, by its key in the config, or one stack of an assembly.")
]


class ExitCode(IntEnum):
    """How a command ends."""

    DONE = 0
    """Nothing to do, or all done."""
    FAILED = 1
    """A mistake, or AWS refused."""
    DIFFERENT = 2
    """Differences or problems were found."""
