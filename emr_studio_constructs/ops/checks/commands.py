"""The commands that only ask: `preflight`, `doctor` and `teardown-check`."""

from pathlib import Path
from typing import Annotated

import typer

from emr_studio_constructs.ops.access import Access, chosen_studios
from emr_studio_constructs.ops.aws import connect
from emr_studio_constructs.ops.options import Output, OutputOption, ProfileOption, RegionOption, StudioOption
from emr_studio_constructs.ops.screen import aside

from .ask import ask
from .contents import DOCTOR, PREFLIGHT, TEARDOWN
from .reader import Reader
from .show import show
from .subject_of_config import subject_of_config
from .subject_of_studio import subject_of_studio

_VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="With causes and fixes.")]
_StudioArgument = Annotated[str, typer.Argument(metavar="STUDIO_ID", help="The Studio's id, as in its URL: es-...")]


def preflight(
    config: Annotated[Path, typer.Argument(metavar="CONFIG", help="The config file.")],
    studio: StudioOption = None,
    profile: ProfileOption = None,
    region: RegionOption = None,
    output: OutputOption = Output.TABLE,
    *,
    verbose: _VerboseOption = False,
) -> None:
    """Say what would make a deploy fail or hurt, before it.

    Reads only. Ends with 2 where there are problems, or something could not be looked at; warnings alone end with 0.
    """
    studios, access = chosen_studios(config, studio), Access(profile=profile, region=region)
    readers = {
        key: Reader(access.connect(f"Studio {key}", account=each.account, region=each.region))
        for key, each in studios.items()
    }
    with aside().status("asking AWS"):
        answers = {key: ask(PREFLIGHT, readers[key], subject_of_config(key, each)) for key, each in studios.items()}
    show(answers, output, verbose=verbose)


def doctor(
    studio_id: _StudioArgument,
    profile: ProfileOption = None,
    region: RegionOption = None,
    output: OutputOption = Output.TABLE,
    *,
    verbose: _VerboseOption = False,
) -> None:
    """Say what is wrong with a Studio, however it was made.

    Reads only. Ends with 2 where there are problems, or something could not be looked at; warnings alone end with 0.
    """
    read = Reader(connect(profile=profile, region=region))
    with aside().status("asking AWS"):
        findings = ask(DOCTOR, read, subject_of_studio(read, studio_id))
    show({studio_id: findings}, output, verbose=verbose)


def teardown_check(
    studio_id: _StudioArgument,
    profile: ProfileOption = None,
    region: RegionOption = None,
    output: OutputOption = Output.TABLE,
    *,
    verbose: _VerboseOption = False,
) -> None:
    """Say what would block or outlive the delete of a Studio.

    Reads only. Ends with 2 where something blocks it, or could not be looked at; warnings alone end with 0.
    """
    read = Reader(connect(profile=profile, region=region))
    with aside().status("asking AWS"):
        findings = ask(TEARDOWN, read, subject_of_studio(read, studio_id))
    show({studio_id: findings}, output, verbose=verbose)
