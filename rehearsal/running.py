"""A rehearsal that was left running: what another shell needs to work with it."""

import json
import os
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from emr_studio_constructs.app.config import StudioConfig

from .assembly import stacks_in
from .aws import LocalAws
from .cdk import app_command
from .config import config_in, in_one_file
from .inventory import Clients, studios_in
from .server import ROOT, ServerError, local_aws_in
from .stage import Stage

_VARIABLE = "REHEARSAL_DIRECTORY"
# Profiles, endpoints and the like, which would lead elsewhere.
_FORGET = "for name in $(env | sed -n 's/^\\(AWS_[A-Z0-9_]*\\)=.*/\\1/p'); do unset \"$name\"; done"
# Where Node.js, Python and the CDK CLI of this checkout are.
_TOOLS = (".venv/node/bin", ".venv/bin", "node_modules/.bin")


@dataclass(frozen=True, kw_only=True)
class DeployedStudio:
    """A Studio of a rehearsal that runs."""

    aws: LocalAws
    studio: dict[str, Any]
    config: StudioConfig


def leave_running(stage: Stage, config: Path) -> Path:
    """Writes what `deployed_studios` reads, and a file of settings for a shell, whose path is returned."""
    directory = stage.aws.directory
    (directory / "config.yaml").write_text(yaml.safe_dump(in_one_file(config), sort_keys=False), encoding="utf-8")
    settings = {**stage.settings(), _VARIABLE: str(directory)}
    # The shell outlives the directory, and needs a place for its own temporary files then.
    del settings["TMPDIR"]
    _name_the_app(stage.project)
    lines = [_FORGET, *(f"export {name}={shlex.quote(value)}" for name, value in settings.items())]
    tools = ":".join(str(ROOT / place) for place in _TOOLS)
    lines += [f'export PATH={shlex.quote(tools)}:"$PATH"', f"export PYTHONPATH={shlex.quote(str(ROOT))}"]
    file = directory / "environment.sh"
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return file


def deployed_studios() -> Iterator[DeployedStudio]:
    """The Studios of the rehearsal that the shell's settings point to.

    Raises:
        ServerError: They point to none.
    """
    if not (directory := os.environ.get(_VARIABLE)):
        raise ServerError(f"no {_VARIABLE}: read the settings that `make rehearse-up` names, with `. FILE`")
    aws = local_aws_in(Path(directory))
    config = config_in(Path(directory) / "config.yaml")
    for stack in stacks_in(Path(directory) / "project" / "assembly"):
        place = stack.environment
        for studio in studios_in(_as_root(aws, place.account, place.region), stack.name):
            yield DeployedStudio(aws=aws, studio=studio, config=config.studios[stack.id])


def _name_the_app(project: Path) -> None:
    """Lets the CLI run this checkout's app from its own directory, where it keeps what it looks up here."""
    file = project / "cdk.json"
    settings = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**settings, "app": app_command()}), encoding="utf-8")


def _as_root(aws: LocalAws, account: str, region: str) -> Clients:
    return lambda service: aws.client(service, account=account, region=region)
