"""A Studio of its own for each test."""

from pathlib import Path

import pytest
from rehearsals.given import an_account

from ops.mappings.given_people import Scene
from rehearsal.aws import LocalAws


@pytest.fixture
def scene(
    aws: LocalAws,
    directory: None,  # noqa: ARG001  # puts all settings back
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Scene:
    return Scene(an_account(aws), tmp_path, monkeypatch, capsys)
