import json
from pathlib import Path

import pytest
from rehearsals.stories import ACCOUNT, IDENTITY_CENTER, REGION, Story, plant_network

from emr_studio_constructs.ops.main import run
from rehearsal.assembly import Environment
from rehearsal.aws import LocalAws
from rehearsal.stage import Stage

CAROL = "906a1b2c3d-4e5f6071-8293-a4b5-c6d7-e8f90a1b2c3d"
USERS = {"alice@example.com": "BASIC", "our Carol": {"identity_id": CAROL, "tier": "ADVANCED"}}


@pytest.fixture
def story(aws: LocalAws, directory: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Story:  # noqa: ARG001  # puts all settings back
    """The stack of an app, deployed by the real CLI, and a shell in its account."""
    people = {"alice@example.com": (), "bob@example.com": (), "carol@example.com": ()}
    aws.set_people(people, ("analysts",), ids={"USER/carol@example.com": CAROL})
    stage = Stage(aws, [Environment(account=ACCOUNT, region=REGION)])
    stage.bootstrap(lambda _line: None)
    plant_network(lambda service: aws.client(service, account=ACCOUNT, region=REGION))
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
