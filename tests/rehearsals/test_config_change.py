"""The change of a rehearsal reaches a Studio and one of its people, wherever they are written."""

from pathlib import Path

import pytest

from emr_studio_constructs.app.config import StudioConfig
from emr_studio_constructs.app.config.compute.cluster_templates import ClusterTemplatesConfig, TemplateFileConfig
from emr_studio_constructs.app.load import load_config
from rehearsal.config_change import DESCRIPTION, write_changed

ID = "906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d"
STUDIO = "studios: {A: {auth: {mode: IDENTITY_CENTER, mapped_by: CLI}, PEOPLE}}"


def changed(directory: Path, text: str) -> tuple[StudioConfig, list[str]]:
    """A Studio after the change, read from another directory than the config's, and the change in words."""
    (directory / "changed").mkdir()
    config, copy = directory / "config.yaml", directory / "changed" / "copy.yaml"
    config.write_text(text, encoding="utf-8")
    words = write_changed(config, copy)
    return load_config(str(copy))[0].studios["A"], words


@pytest.mark.parametrize(
    "people",
    [
        "users: {alice: ADVANCED, bob: BASIC}",
        f"users: {{alice: {{identity_id: {ID}, tier: ADVANCED}}, bob: BASIC}}",
        "users: {}, groups: {alice: ADVANCED, bob: BASIC}",
    ],
    ids=["by name", "by id", "groups alone"],
)
@pytest.mark.parametrize("apart", [False, True], ids=["here", "in a people file"])
def test_the_first_of_the_people_gets_another_tier(tmp_path: Path, people: str, *, apart: bool) -> None:
    (tmp_path / "people.yaml").write_text(f"{{{people}}}", encoding="utf-8")
    studio, words = changed(tmp_path, STUDIO.replace("PEOPLE", "people_file: people.yaml" if apart else people))
    assert [(person.name, person.tier) for person in studio.people] == [("alice", "BASIC"), ("bob", "BASIC")]
    assert [person.identity_id for person in studio.people] == [ID if ID in people else None, None]
    assert words == ["A: description", "A: alice is BASIC now"]


def test_the_first_access_gets_another_tier(tmp_path: Path) -> None:
    studio, words = changed(tmp_path, "studios: {A: {access: [{role: a}, {role: b, tier: BASIC}]}}")
    assert [access.tier for access in studio.access] == [None, "ADVANCED"]
    assert words[1:] == ["A: the first access is ADVANCED now"]


def test_a_studio_without_people_gets_a_description(tmp_path: Path) -> None:
    studio, words = changed(tmp_path, "studios: {A: {}}")
    assert studio.description == DESCRIPTION
    assert words == ["A: description"]


def test_files_of_cluster_templates_are_found_from_the_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "spark.yaml").write_text("Resources: {}", encoding="utf-8")
    template = "{name: spark, source: FILE, path: spark.yaml}"
    compute = f"{{kind: CLUSTER_TEMPLATES, id: T, provider_name: us, templates: [{template}]}}"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "changed").mkdir()
    Path("config.yaml").write_text(f"studios: {{A: {{compute: [{compute}]}}}}", encoding="utf-8")
    write_changed(Path("config.yaml"), Path("changed/copy.yaml"))
    (found,) = load_config("changed/copy.yaml")[0].studios["A"].compute
    assert isinstance(found, ClusterTemplatesConfig)
    assert [Path(each.path) for each in found.templates if isinstance(each, TemplateFileConfig)] == [
        tmp_path / "spark.yaml"
    ]
