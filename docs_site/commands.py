"""The commands of `emr-studio`, from what `--help` says."""

import re

from typer import Context
from typer.cli import get_docs_for_click
from typer.main import get_command

from emr_studio_constructs.ops.main import app

# Typer cuts the help of each command in a list of them; they follow in full.
_LIST = re.compile(r"\*\*Commands\*\*:\n\n(\* .*\n)+\n*")


def command_reference() -> str:
    """All commands, below each other."""
    command = get_command(app)
    context = Context(command, info_name=command.name)
    text = get_docs_for_click(obj=command, ctx=context, indent=1, name=command.name or "", title="All commands")
    return _LIST.sub("", text)
