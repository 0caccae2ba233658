import json
from pathlib import Path

import pytest
from rehearsals.stories import IDENTITY_CENTER, Story

from emr_studio_constructs.ops.main import run
from rehearsal.stage import Stage

CAROL = "906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d"
USERS = {"alice@example.com": "BASIC", "our Carol": {"identity_id": CAROL, "tier": "ADVANCED"}}


@pytest.fixture
def story(stage: Stage, directory: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Story:  # noqa: ARG001  # puts all settings back
    """The stack of an app, deployed by the real CLI, and a shell in its account."""
    people = {"alice@example.com": (), "bob@example.com": (), "carol@example.com": ()}
    stage.aws.set_people(people, ("analysts",), ids={"USER/carol@example.com": CAROL})
    story = Story(stage, tmp_path, "Mapped", {**IDENTITY_CENTER, "users": USERS})
    story.deploy()
    for name, value in stage.settings().items():
        monkeypatch.setenv(name, value)
    return story


def test_config_and_assembly_of_an_app_agree_with_what_they_deployed(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    config, assembly = str(story.directory / "1.yaml"), str(story.directory / "1.out")
    for source in (config, assembly):
        assert run(["mappings", "drift", source]) == 0

    studio = story.studio["StudioId"]
    emr = story.clients("emr")
    emr.delete_studio_session_mapping(StudioId=studio, IdentityType="USER", IdentityId=CAROL)
    emr.create_studio_session_mapping(
        StudioId=studio,
        IdentityType="USER",
        IdentityName="bob@example.com",
        SessionPolicyArn=emr.get_studio_session_mapping(StudioId=studio, IdentityType="GROUP", IdentityName="analysts")[
            "SessionMapping"
        ]["SessionPolicyArn"],
    )

    for source in (config, assembly):
        capsys.readouterr()
        assert run(["mappings", "drift", source, "--output", "json"]) == 2
        [found] = json.loads(capsys.readouterr().out)["studios"]
        assert [mapping["identity_id"] for mapping in found["creates"]] == [CAROL]
        assert [mapping["identity_name"] for mapping in found["strays"]] == ["bob@example.com"]
        assert found["unchanged"] == 2

    assert run(["mappings", "apply", assembly, "--prune"]) == 0
    assert story.tiers == {"alice@example.com": "BASIC", "analysts": "BASIC", "carol@example.com": "ADVANCED"}
    assert run(["mappings", "drift", config]) == 0
    assert story.diff() == []


def test_who_goes_from_id_to_name_is_taken_out_first(story: Story, capsys: pytest.CaptureFixture[str]) -> None:
    story.synth(users={"alice@example.com": "BASIC", "carol@example.com": "ADVANCED"})

    for source in ("2.yaml", "2.out"):
        capsys.readouterr()
        assert run(["mappings", "plan", str(story.directory / source), "--output", "json"]) == 2
        [found] = json.loads(capsys.readouterr().out)["studios"]
        assert [(each["identity_name"], each["of_stack"]) for each in found["conflicts"]] == [
            ("carol@example.com", True)
        ]
        assert (found["creates"], found["leaving"], found["strays"], found["unchanged"]) == ([], [], [], 2)
