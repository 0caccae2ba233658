"""The local AWS, and `emr-studio` at it, for the tests of commands."""

import pytest
from rehearsals.conftest import account, aws, directory, stage

from ops.checks.asking import CommandLine
from rehearsal.aws import LocalAws

__all__ = ["account", "aws", "directory", "emr_studio", "stage"]


@pytest.fixture
def emr_studio(aws: LocalAws, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(aws, monkeypatch, capsys)
