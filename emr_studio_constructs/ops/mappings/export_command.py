"""The command `mappings export`."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
import yaml

from emr_studio_constructs.ops.access import Access
from emr_studio_constructs.ops.errors import OpsError
from emr_studio_constructs.ops.options import Output, OutputOption, ProfileOption, RegionOption, StudioOption

from .exports import exported


def export(
    what: Annotated[str, typer.Argument(metavar="STUDIO_ID|CONFIG", help="A Studio, or the config of one.")],
    *,
    file: Annotated[Path | None, typer.Option("--file", help="A new file. Default: standard output.")] = None,
    by_id: Annotated[bool, typer.Option("--by-id", help="Write ids, where AWS gives them.")] = False,
    studio: StudioOption = None,
    profile: ProfileOption = None,
    region: RegionOption = None,
    output: OutputOption = Output.TABLE,
) -> None:
    """Write down who is mapped: a mappings file for a Studio, users and groups for a config."""
    found = exported(what, Access(profile=profile, region=region), studio=studio, by_id=by_id)
    if output is Output.JSON:
        text = f"{json.dumps(found, indent=2)}\n"
    else:
        text = yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=1000)
    if file is None:
        sys.stdout.write(text)
        return
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(text)
    except OSError as error:
        raise OpsError(f"{file}: {(error.strerror or 'cannot be written').lower()}: name a new file") from error
