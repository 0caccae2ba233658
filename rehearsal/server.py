"""The local AWS as a process: started in a directory of its own, stopped with whoever started it."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .aws import LocalAws
from .errors import RehearsalError

ROOT = Path(__file__).parent.parent

_PYTHON = ROOT / "rehearsal" / ".venv" / "bin" / "python"
_MODULES = ROOT / "node_modules"
_SECONDS_TO_START = 60
_SECONDS_TO_STOP = 5


class ServerError(RehearsalError):
    """The local AWS does not run."""


@contextmanager
def local_aws() -> Iterator[LocalAws]:
    """A local AWS for the length of a `with` block; leaves neither process nor file.

    Raises:
        ServerError: It does not start; the message has the end of its log.
    """
    directory = Path(tempfile.mkdtemp(prefix="emr-studio-rehearsal-"))
    try:
        with (directory / "server.log").open("wb") as log:
            # It ends when its standard input does: with this process, however that ends.
            process = subprocess.Popen(
                [_PYTHON, "-m", "rehearsal.local_aws"],
                cwd=ROOT,
                env=_environment(directory),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            yield _wait_for(process, directory)
        finally:
            _stop(process)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def local_aws_in(directory: Path) -> LocalAws:
    """The local AWS that runs in a directory.

    Raises:
        ServerError: None does.
    """
    ready = directory / "ready.json"
    if not ready.exists():
        raise ServerError(f"no local AWS runs in {directory}")
    found = json.loads(ready.read_text(encoding="utf-8"))
    return LocalAws(directory=directory, endpoint=found["endpoint"], certificate_authority=found["ca"])


def _environment(directory: Path) -> dict[str, str]:
    temporary = directory / "tmp"
    temporary.mkdir()
    return {
        "HOME": str(directory),
        "PATH": os.environ["PATH"],
        # The AWS SDK of Lambda functions in JavaScript, which AWS's runtime brings along.
        "NODE_PATH": str(_MODULES),
        "REHEARSAL_DIRECTORY": str(directory),
        "TMPDIR": str(temporary),
    }


def _wait_for(process: subprocess.Popen[bytes], directory: Path) -> LocalAws:
    ready = directory / "ready.json"
    deadline = time.monotonic() + _SECONDS_TO_START
    while not ready.exists():
        if process.poll() is not None or time.monotonic() > deadline:
            end = (directory / "server.log").read_text(encoding="utf-8").splitlines()[-15:]
            raise ServerError("\n".join(["the local AWS did not start; the end of its log:", *end]))
        time.sleep(0.05)
    return local_aws_in(directory)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the server, and with its process group whatever it started."""
    if process.stdin:
        process.stdin.close()
    try:
        process.wait(_SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
