import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import botocore.client
import pytest
import yaml
from rehearsals.stories import ACCOUNT, GROUPS, IDENTITY_CENTER, REGION, USERS, Story

from ops.checks.asking import CommandLine
from rehearsal.aws import Credentials, LocalAws, root_of
from rehearsal.stage import Stage

Json = dict[str, Any]
NEW = {"vpc": {"source": "NEW", "availability_zones": [f"{REGION}a", f"{REGION}b"]}}
COMPUTE = [
    {"kind": "EMR_SERVERLESS", "source": "NEW", "id": "Notebooks"},
    {
        "kind": "CLUSTER_TEMPLATES",
        "id": "Templates",
        "provider_name": "Data platform",
        "templates": [{"name": "spark", "source": "SPARK"}],
    },
]
ROOT = root_of(ACCOUNT)
READING = ("Describe", "Get", "Head", "List", "Scan", "Simulate")


@pytest.fixture(scope="module")
def story(aws: LocalAws, stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """A Studio as this library makes it, with people of Identity Center."""
    aws.set_people(dict.fromkeys(USERS, ()), GROUPS)
    told = Story(
        stage, tmp_path_factory.mktemp("good"), "Good", {**IDENTITY_CENTER, "network": NEW, "compute": COMPUTE}
    )
    told.deploy()
    yield told
    (aws.directory / "people.json").unlink()


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The names and requests of all calls that a test makes."""
    made: list[tuple[str, str]] = []
    theirs = botocore.client.BaseClient._make_api_call

    def counting(client: object, name: str, request: Json) -> object:
        made.append((name, json.dumps(request, sort_keys=True)))
        return theirs(client, name, request)

    monkeypatch.setattr(botocore.client.BaseClient, "_make_api_call", counting)
    return made


def test_a_studio_of_ours_is_all_good(story: Story, emr_studio: CommandLine) -> None:
    answer = emr_studio.run(ROOT, "doctor", story.studio["StudioId"], "--output", "json")
    assert answer.not_good == []
    assert answer.code == 0
    assert len(answer.findings) > 20


def test_its_config_is_all_good_before_and_after_the_deploy(
    story: Story, emr_studio: CommandLine, tmp_path: Path
) -> None:
    for name in ("Good", "NotYet"):
        config = tmp_path / f"{name}.yaml"
        config.write_text(yaml.safe_dump({"studios": {name: story.config}}), encoding="utf-8")
        answer = emr_studio.run(ROOT, "preflight", str(config), "--output", "json")
        assert answer.not_good == []
        assert answer.code == 0


def test_deleting_it_leaves_what_the_stack_keeps_and_takes_its_mappings(story: Story, emr_studio: CommandLine) -> None:
    answer = emr_studio.run(ROOT, "teardown-check", story.studio["StudioId"], "--output", "json")
    assert answer.code == 0
    assert [line.partition(":")[0] for line in answer.not_good] == ["mappings-lost", "stack-keeps"]


def test_all_three_commands_only_read_and_ask_nothing_twice(
    story: Story, emr_studio: CommandLine, calls: list[tuple[str, str]], tmp_path: Path
) -> None:
    config, studio = tmp_path / "config.yaml", story.studio["StudioId"]
    config.write_text(yaml.safe_dump({"studios": {"Good": story.config}}), encoding="utf-8")
    for arguments in (("preflight", str(config)), ("doctor", studio), ("teardown-check", studio)):
        calls.clear()
        emr_studio.run(ROOT, *arguments)
        assert len(calls) > 5
        assert [name for name, _ in calls if not name.startswith(READING)] == []
        assert [call for call, times in Counter(calls).items() if times > 1] == []


def test_one_broken_thing_is_one_problem_and_the_exit_code(story: Story, emr_studio: CommandLine) -> None:
    studio, ec2 = story.studio, story.clients("ec2")
    group = studio["WorkspaceSecurityGroupId"]
    rule = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[rule])
    try:
        as_json = emr_studio.run(ROOT, "doctor", studio["StudioId"], "--output", "json")
        as_table = emr_studio.run(ROOT, "doctor", studio["StudioId"])
        in_full = emr_studio.run(ROOT, "doctor", studio["StudioId"], "--verbose")
    finally:
        ec2.revoke_security_group_ingress(GroupId=group, IpPermissions=[rule])
    assert (as_json.code, as_table.code, in_full.code) == (2, 2, 2)
    assert as_json.not_good == [f"workspace-inbound: {group} lets traffic in to Workspaces, rules: 1"]
    assert json.loads(as_json.output)["summary"]["problem"] == 1
    assert f"\N{BALLOT X}  workspace-inbound     {group} lets traffic in to Workspaces, rules: 1" in as_table.output
    assert "    aws ec2 revoke-security-group-ingress" in as_table.output
    assert "why: the workspace group must allow no inbound traffic" not in as_table.output
    assert "why: the workspace group must allow no inbound traffic" in in_full.output
    assert as_table.output.splitlines()[-1].startswith("1 problem, 26 good; --verbose says why")


# --- mistakes ---------------------------------------------------------------------------------------------------------


def test_a_studio_that_is_not_there_is_an_error_of_one_line(story: Story, emr_studio: CommandLine) -> None:  # noqa: ARG001  # the account is hers
    for command in ("doctor", "teardown-check"):
        answer = emr_studio.run(ROOT, command, "es-NONE")
        assert (answer.code, answer.output) == (1, "")
        assert answer.errors == (
            f"es-NONE: no such Studio in account {ACCOUNT}, {REGION}: check the id, --profile and --region\n"
        )


@pytest.mark.parametrize(
    ("arguments", "credentials", "message"),
    [
        ((), root_of("999999999999"), f"Studio Good is of account {ACCOUNT}, and the credentials are of"),
        (("--studio", "god"), ROOT, "has no such Studio, did you mean 'Good'?"),
    ],
)
def test_a_config_for_others_is_an_error(
    emr_studio: CommandLine, tmp_path: Path, arguments: tuple[str, ...], credentials: Credentials, message: str
) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(yaml.safe_dump({"studios": {"Good": {"account": ACCOUNT, "region": REGION}}}), encoding="utf-8")
    answer = emr_studio.run(credentials, "preflight", str(config), *arguments)
    assert (answer.code, answer.output) == (1, "")
    assert message in answer.errors


def test_each_studio_of_a_config_is_asked_about_or_the_one_that_is_named(
    emr_studio: CommandLine, tmp_path: Path
) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(yaml.safe_dump({"studios": {"One": {}, "Two": {}}}), encoding="utf-8")
    both = emr_studio.run(ROOT, "preflight", str(config), "--output", "json")
    one = emr_studio.run(ROOT, "preflight", str(config), "--studio", "Two", "--output", "json")
    assert list(json.loads(both.output)["studios"]) == ["One", "Two"]
    assert list(json.loads(one.output)["studios"]) == ["Two"]
