"""The commands themselves: what they show, and that they leave nothing behind."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "config" / "identity-center.yaml"
# Its people are mapped by the command line, after the deploy.
WITHOUT_MAPPINGS = ROOT / "config" / "people-file.yaml"
SECONDS = 120


# What would lead the CLI and boto3 elsewhere, or nowhere.
HOSTILE = {
    "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true",
    "AWS_PROFILE": "no-such-profile",
    "AWS_SESSION_TOKEN": "somebody-elses",
    "AWS_USE_FIPS_ENDPOINT": "true",
    "HTTPS_PROXY": "http://127.0.0.1:9",
    "https_proxy": "http://127.0.0.1:9",
}


@contextmanager
def rehearsal(temporary: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A command of the rehearsal, in a process group of its own and with its own place for temporary files."""
    process = subprocess.Popen(
        [sys.executable, "-m", "rehearsal", *arguments],
        cwd=ROOT,
        env={**os.environ, **HOSTILE, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def read_until(process: subprocess.Popen[str], text: str) -> str:
    """What a command says, up to and with the line that has this text."""
    said = ""
    for line in process.stdout or ():
        said += line
        if text in line:
            return said
    pytest.fail(f"{text!r} was never said:\n{said}")


def address_in(temporary: Path) -> tuple[str, int]:
    """Where the local AWS of a command answers."""
    [ready] = temporary.glob("emr-studio-rehearsal-*/ready.json")
    endpoint = urlsplit(json.loads(ready.read_text(encoding="utf-8"))["endpoint"])
    return str(endpoint.hostname), int(endpoint.port or 0)


def assert_silent(address: tuple[str, int]) -> None:
    """Asserts that nobody answers there, at once or in a few seconds."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(address) != 0:
                return
        time.sleep(0.05)
    pytest.fail(f"somebody still answers at {address}")


def test_a_rehearsal_shows_its_steps_what_there_is_and_what_is_left(tmp_path: Path) -> None:
    with rehearsal(tmp_path, "run", str(CONFIG)) as process:
        said, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, said
    for expected in (
        r"cdk bootstrap\s.*aws://111122223333/eu-west-1",
        r"cdk diff\s.*no differences",
        r"cdk diff\s.*\[~\] EMR::Studio, \[~\] EMR::StudioSessionMapping",
        r"cdk deploy\s.*in place",
        r"URL\s+https://es-\w+\.emrstudio-prod\.eu-west-1\.amazonaws\.com",
        r"engine group\s+sg-\w+: in TCP 18888 from sg-\w+; out nothing",
        r"user\s+alice@example\.com: ADVANCED",
        r"create a cluster\s+yes\s+no\s+no\s+no\s+yes\s+no",
        r"read a notebook in the bucket\s+no\s+no\s+no\s+no\s+no\s+no",
        r"KMS::Key\s+[0-9a-f-]{36}",
        r"S3::Bucket\s+analytics-\w+",
        r"turn termination protection off\s",
    ):
        assert re.search(expected, said), f"{expected} is not in\n{said}"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_rehearsal_leaves_neither_process_nor_file(tmp_path: Path, number: signal.Signals) -> None:
    with rehearsal(tmp_path, "run", str(CONFIG)) as process:
        read_until(process, "make what the config takes for granted")
        address = address_in(tmp_path)
        # Into the next step, where the CDK's own processes are at work.
        time.sleep(1.5)
        os.killpg(process.pid, number)
        said, _ = process.communicate(timeout=SECONDS)
    assert process.returncode != 0
    assert "Traceback" not in said
    assert re.search(r"cdk synth .*(interrupted|stopped)", said)
    assert_silent(address)
    assert list(tmp_path.iterdir()) == []


def test_a_killed_rehearsal_takes_its_local_aws_along(tmp_path: Path) -> None:
    with rehearsal(tmp_path, "run", str(CONFIG)) as process:
        read_until(process, "cdk bootstrap")
        address = address_in(tmp_path)
        process.kill()
        process.wait(SECONDS)
        assert_silent(address)


def test_a_rehearsal_left_running_maps_people_and_answers_other_shells_until_it_is_stopped(tmp_path: Path) -> None:
    with rehearsal(tmp_path, "up", str(WITHOUT_MAPPINGS)) as process:
        said = read_until(process, "Ctrl-C stops it")
        [settings] = re.findall(r"\. (\S+environment\.sh)", said)
        [project] = re.findall(r"cd (\S+)", said)
        answer, diff = (
            subprocess.run(
                ["sh", "-c", f". '{settings}' && {command}"],
                cwd=project,
                env={**os.environ, **HOSTILE, "NO_PROXY": "*"},
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
            )
            for command in (
                "python -m rehearsal ask carol@example.com elasticmapreduce:StartEditor",
                f"cdk diff --no-notices -c config='{WITHOUT_MAPPINGS}'",
            )
        )
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=SECONDS)
    assert answer.returncode == 0, answer.stderr
    assert re.search(r"emr-studio mappings apply, Analytics\s.*5 written", said)
    assert re.search(r"user\s+carol@example\.com: INTERMEDIATE", said)
    assert re.search(r"start a Workspace.*elasticmapreduce:StartEditor.*yes", answer.stdout)
    assert "There were no differences" in diff.stdout + diff.stderr
    assert process.returncode == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "no-such.yaml"], "no-such.yaml: no such file or directory"),
        (["ask", "alice@example.com"], "no REHEARSAL_DIRECTORY: read the settings that `make rehearse-up` names"),
    ],
)
def test_a_mistake_is_said_in_a_line_without_a_traceback(tmp_path: Path, arguments: list[str], message: str) -> None:
    with rehearsal(tmp_path, *arguments) as process:
        said, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 1
    assert message in said
    assert "Traceback" not in said
