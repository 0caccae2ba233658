"""The samples as they once were, against today's: no deploy on the way cost anybody anything."""

import json
from pathlib import Path

import pytest
from changing import STUDIO, renamed, the
from conftest import Json
from samples import templates_of

from emr_studio_constructs.changes import Action, Change, Loss, compare
from emr_studio_constructs.testing.snapshot import stable

HISTORY = sorted((Path(__file__).parent / "history").glob("*.json"))


def then_and_now(file: Path) -> tuple[Json, Json]:
    """The template of the sample's Studio, as it was at the date of the file and as it is."""
    ((name, before),) = json.loads(file.read_text(encoding="utf-8")).items()
    sample = file.stem.split("-", 3)[3]
    return before, stable(templates_of(sample)[name])


def found(file: Path) -> list[Change]:
    return compare(*then_and_now(file))


@pytest.mark.parametrize("file", HISTORY, ids=lambda file: file.stem)
def test_todays_template_costs_nobody_anything(file: Path) -> None:
    assert [change for change in found(file) if change.stops(frozenset())] == []


@pytest.mark.parametrize("file", HISTORY, ids=lambda file: file.stem)
def test_no_studio_bucket_or_key_became_another(file: Path) -> None:
    actions = {change.action for change in found(file) if change.type in (STUDIO, "AWS::S3::Bucket", "AWS::KMS::Key")}
    assert actions <= {Action.UPDATE}


@pytest.mark.parametrize("file", [file for file in HISTORY if "2026-11-21" in file.name], ids=lambda file: file.stem)
def test_what_became_of_bucket_and_key_is_said(file: Path) -> None:
    changed = {change.type: change.properties for change in found(file)}
    assert "DeletionPolicy" in changed["AWS::S3::Bucket"]
    assert {"DeletionPolicy", "KeyPolicy"} <= set(changed["AWS::KMS::Key"])


@pytest.mark.parametrize("file", HISTORY, ids=lambda file: file.stem)
def test_a_logical_id_that_moved_since_would_have_been_noticed(file: Path) -> None:
    before, after = then_and_now(file)
    studio = the(after, STUDIO)
    (moved,) = [c for c in compare(before, renamed(after, {studio: "Moved"})) if c.logical_id == studio]
    assert (moved.action, moved.moved_to, moved.loss) == (Action.MOVE, "Moved", Loss.DELETION)
