"""The command line, for tests of the commands that only ask."""

import pytest

from ops.checks.asking import CommandLine
from rehearsal.aws import LocalAws


@pytest.fixture
def emr_studio(aws: LocalAws, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(aws, monkeypatch, capsys)
