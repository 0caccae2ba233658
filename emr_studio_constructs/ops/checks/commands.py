"""The commands that only ask: `preflight`, `doctor` and `teardown-check`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from emr_studio_constructs.ops.access import Access, chosen_studios
from emr_studio_constructs.ops.options import Output, OutputOption, ProfileOption, RegionOption, StudioOption
from emr_studio_constructs.ops.reader import Reader
from emr_studio_constructs.ops.screen import aside

from .ask import Check, ask
from .contents import DOCTOR, PREFLIGHT, TEARDOWN
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
    _ask(DOCTOR, studio_id, Access(profile=profile, region=region), output, verbose=verbose)


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
    _ask(TEARDOWN, studio_id, Access(profile=profile, region=region), output, verbose=verbose)


def _ask(checks: Sequence[Check], studio_id: str, access: Access, output: Output, *, verbose: bool) -> None:
    read = Reader(access.connect(studio_id))
    with aside().status("asking AWS"):
        findings = ask(checks, read, subject_of_studio(read, studio_id))
    show({studio_id: findings}, output, verbose=verbose)
