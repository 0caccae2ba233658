"""The real CDK CLI, pointed at the local AWS."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from .environment import without_aws
from .errors import RehearsalError
from .server import ROOT

_CLI = ROOT / "node_modules" / ".bin" / "cdk"


class CdkError(RehearsalError):
    """The CLI ended with a failure; the message is what it said."""


def _say_nothing(_line: str) -> None:
    pass


def cdk(
    *arguments: str,
    environment: Mapping[str, str],
    directory: Path = ROOT,
    on_line: Callable[[str], None] = _say_nothing,
) -> str:
    """Runs the CLI in a directory and returns what it said; `on_line` hears each line as it comes.

    Raises:
        CdkError: It failed.
    """
    with subprocess.Popen(
        [str(_CLI), *arguments, "--no-notices", "--no-color"],
        cwd=directory,
        env={**without_aws(os.environ), **environment, "CI": "true"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        lines = []
        for line in process.stdout or ():
            lines.append(line)
            on_line(line.rstrip())
    said = "".join(lines)
    if process.returncode:
        raise CdkError(said)
    return said


def new_project(directory: Path) -> Path:
    """A directory for the CLI, with the feature flags of this project.

    What the CLI looks up in the local AWS it keeps there, not in the `cdk.context.json` of the checkout. No app is
    named: `cdk bootstrap` would synthesize it, only to learn what it is told anyway.
    """
    settings = json.loads((ROOT / "cdk.json").read_text(encoding="utf-8"))
    del settings["app"]
    directory.mkdir()
    (directory / "cdk.json").write_text(json.dumps(settings), encoding="utf-8")
    return directory


def app_command() -> str:
    """What runs this project's app, from any directory."""
    return f"{shlex.quote(sys.executable)} {shlex.quote(str(ROOT / 'app.py'))}"


def synth(config: Path, output: Path, *, environment: Mapping[str, str] | None = None, directory: Path = ROOT) -> None:
    """Synthesizes a config into a cloud assembly.

    Raises:
        CdkError: The config is refused.
    """
    options = ("--quiet", "--app", app_command(), "--output", str(output), "--context", f"config={config.resolve()}")
    cdk("synth", *options, environment=environment or {}, directory=directory)
