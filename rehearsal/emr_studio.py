"""The real command line `emr-studio`, pointed at the local AWS."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from .environment import without_aws
from .errors import RehearsalError
from .server import ROOT


def run_emr_studio(
    *arguments: str, environment: Mapping[str, str], directory: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Runs a command in a directory, however it ends."""
    return subprocess.run(
        [sys.executable, "-m", "emr_studio_constructs.ops.main", *arguments],
        cwd=directory,
        env={**without_aws(os.environ), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def emr_studio(*arguments: str, environment: Mapping[str, str]) -> str:
    """Runs a command and returns what it answered.

    Raises:
        RehearsalError: It did not end with 0.
    """
    done = run_emr_studio(*arguments, environment=environment)
    if done.returncode:
        raise RehearsalError(done.stderr or done.stdout)
    return done.stdout
