"""What the command says of an app at the local AWS, and what a deploy then does there."""

from pathlib import Path

import pytest
from rehearsals.stories import GROUPS, IAM, IDENTITY_CENTER, SUBNETS, USERS, Story, in_subnets

from ops.guard.given import Bench, Json
from rehearsal.errors import RehearsalError
from rehearsal.stage import Stage

OTHER_KEY = {"storage": {"source": "NEW", "encryption": "S3_MANAGED"}}


@pytest.fixture
def engineer(stage: Stage, directory: None, monkeypatch: pytest.MonkeyPatch) -> Stage:  # noqa: ARG001  # puts all settings back
    """The stage, and a shell in its account."""
    stage.aws.set_people(dict.fromkeys(USERS, ()), GROUPS)
    for name, value in stage.settings().items():
        monkeypatch.setenv(name, value)
    return stage


def physical_ids(story: Story) -> dict[str, str]:
    pages = story.clients("cloudformation").get_paginator("list_stack_resources").paginate(StackName=story.name)
    rows = [row for page in pages for row in page["StackResourceSummaries"]]
    return {row["LogicalResourceId"]: row["PhysicalResourceId"] for row in rows}


def said(bench: Bench, assembly: Path) -> list[Json]:
    [stack] = bench.guard(assembly, "--output", "json").stacks
    return list(stack["changes"])


def ids(changes: list[Json], *actions: str) -> set[str]:
    return {change["logical_id"] for change in changes if change["action"] in actions}


def test_a_studio_that_would_be_replaced_stops_a_deploy_and_then_is_replaced(
    engineer: Stage, bench: Bench, tmp_path: Path
) -> None:
    story = Story(engineer, tmp_path, "GuardReplaced", IDENTITY_CENTER)
    story.deploy()
    before = physical_ids(story)

    assembly = story.synth(**OTHER_KEY)
    assert bench.guard(assembly).code == 2
    assert bench.guard(assembly, "--allow", "REPLACEMENT").code == 2
    assert bench.guard(assembly, "--allow", "REPLACEMENT", "--allow", "DELETION").code == 0
    told = said(bench, assembly)
    engineer.deploy(assembly, lambda _line: None)

    after = physical_ids(story)
    assert before.keys() - after.keys() == ids(told, "KEEP", "DELETE")
    assert after.keys() - before.keys() == ids(told, "ADD")
    assert {name for name in before.keys() & after.keys() if before[name] != after[name]} == ids(told, "REPLACE")
    replaced = {change["type"] for change in told if change["action"] == "REPLACE"}
    assert replaced == {"AWS::EMR::Studio", "AWS::EMR::StudioSessionMapping"}
    assert len(story.kept("AWS::EMR::Studio")) == 1


def test_a_subnet_less_stops_a_deploy_and_then_fails(engineer: Stage, bench: Bench, tmp_path: Path) -> None:
    story = Story(engineer, tmp_path, "GuardSubnet", IAM)
    story.deploy()

    assembly = story.synth(network=in_subnets(SUBNETS[0]))
    assert bench.guard(assembly).code == 2
    assert [each["action"] for each in said(bench, assembly) if each["type"] == "AWS::EMR::Studio"] == ["FAIL"]
    with pytest.raises(RehearsalError, match="Subnets cannot be removed from a Studio"):
        engineer.deploy(assembly, lambda _line: None)
    assert (story.status, bench.guard(assembly).code) == ("UPDATE_ROLLBACK_COMPLETE", 2)


def test_another_name_stops_no_deploy_and_leaves_the_studio(engineer: Stage, bench: Bench, tmp_path: Path) -> None:
    story = Story(engineer, tmp_path, "GuardName", IAM)
    new = bench.guard(story.synth())
    assert new.code == 0
    assert new.out.startswith("GuardName\nnot deployed, or never with success: nothing to lose; ")
    story.deploy()
    before = physical_ids(story)

    assert bench.guard(story.synth()).out == "GuardName\nno changes\n"
    assembly = story.synth(studio_name="renamed")
    assert bench.guard(assembly).code == 0
    engineer.deploy(assembly, lambda _line: None)

    assert (physical_ids(story), story.studio["Name"]) == (before, "renamed")
