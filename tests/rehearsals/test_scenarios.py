import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rehearsal.errors import RehearsalError
from rehearsal.stage import Stage
from rehearsals.stories import (
    GROUPS,
    IAM,
    IDENTITY_CENTER,
    SUBNETS,
    USERS,
    Story,
    in_subnets,
)

Json = dict[str, Any]
NewStory = Callable[[str, Json], Story]


@pytest.fixture
def story(stage: Stage, tmp_path: Path) -> Iterator[NewStory]:
    stage.aws.set_people(dict.fromkeys(USERS, ()), GROUPS)
    yield lambda name, config: Story(stage, tmp_path, name, config)
    stage.aws.set_faults()


# --- changes in place -------------------------------------------------------------------------------------------------


def test_tiers_people_description_and_subnets_change_in_place(story: NewStory) -> None:
    changing = story("Changing", IDENTITY_CENTER)
    changing.deploy()
    before = changing.studio
    assert changing.tiers == {"alice@example.com": "BASIC", "analysts": "BASIC"}

    changing.deploy(
        description="Notebooks",
        network=in_subnets(*SUBNETS),
        users={"alice@example.com": "ADVANCED", "bob@example.com": "INTERMEDIATE"},
        groups={},
    )

    after = changing.studio
    assert (after["StudioId"], after["Url"]) == (before["StudioId"], before["Url"])
    assert after["Description"] == "Notebooks"
    assert after["SubnetIds"] == list(SUBNETS)
    assert changing.tiers == {"alice@example.com": "ADVANCED", "bob@example.com": "INTERMEDIATE"}
    assert changing.diff() == []


def test_a_studio_with_another_key_is_a_new_one_as_cdk_diff_says_and_the_old_one_stays(story: NewStory) -> None:
    replaced = story("Replaced", IAM)
    replaced.deploy()
    old = replaced.studio

    storage = {"source": "NEW", "encryption": "S3_MANAGED"}
    [change] = [change for change in replaced.diff(storage=storage) if change.type == "AWS::EMR::Studio"]
    assert change.replaces
    replaced.deploy()

    assert replaced.studio["StudioId"] != old["StudioId"]
    assert replaced.clients("emr").describe_studio(StudioId=old["StudioId"])["Studio"]["Url"] == old["Url"]
    assert replaced.kept("AWS::EMR::Studio") == [old["StudioId"]]


def test_people_move_to_the_new_studio_when_a_studio_is_replaced(story: NewStory) -> None:
    replaced = story("Moving", IDENTITY_CENTER)
    replaced.deploy()
    old = replaced.studio

    replaced.deploy(storage={"source": "NEW", "encryption": "S3_MANAGED"})

    assert replaced.studio["StudioId"] != old["StudioId"]
    assert replaced.tiers == {"alice@example.com": "BASIC", "analysts": "BASIC"}
    mapped = replaced.clients("emr").list_studio_session_mappings(StudioId=old["StudioId"])
    assert mapped["SessionMappings"] == []


# --- failures in the middle -------------------------------------------------------------------------------------------


def test_a_subnet_less_is_refused_and_everything_is_as_it_was(story: NewStory) -> None:
    refused = story("SubnetLess", IDENTITY_CENTER)
    refused.deploy()
    before = refused.studio

    with pytest.raises(RehearsalError, match="Subnets cannot be removed from a Studio"):
        refused.deploy(network=in_subnets(SUBNETS[0]), users={"alice@example.com": "ADVANCED"})

    assert refused.status == "UPDATE_ROLLBACK_COMPLETE"
    assert refused.studio == before
    assert refused.tiers == {"alice@example.com": "BASIC", "analysts": "BASIC"}


def test_someone_whom_the_directory_does_not_know_is_refused_and_nothing_is_lost(story: NewStory) -> None:
    refused = story("Unknown", IDENTITY_CENTER)
    refused.deploy()

    with pytest.raises(RehearsalError, match="IdentityName is invalid"):
        refused.deploy(users={"alice@example.com": "ADVANCED", "nobody@example.com": "BASIC"}, description="New")

    assert refused.status == "UPDATE_ROLLBACK_COMPLETE"
    assert refused.tiers == {"alice@example.com": "BASIC", "analysts": "BASIC"}
    assert "Description" not in refused.studio or not refused.studio["Description"]


def test_a_call_that_is_denied_in_the_middle_is_rolled_back(story: NewStory, stage: Stage) -> None:
    denied = story("Denied", IDENTITY_CENTER)
    denied.deploy()
    stage.aws.set_faults(_fault("CreateStudioSessionMapping", "AccessDeniedException", times=1))

    with pytest.raises(RehearsalError, match="AccessDeniedException"):
        denied.deploy(users={"alice@example.com": "ADVANCED", "bob@example.com": "BASIC"})

    assert denied.status == "UPDATE_ROLLBACK_COMPLETE"
    assert denied.tiers == {"alice@example.com": "BASIC", "analysts": "BASIC"}
    denied.deploy()
    assert denied.tiers == {"alice@example.com": "ADVANCED", "bob@example.com": "BASIC", "analysts": "BASIC"}


def test_throttling_is_survived_while_it_is_short(story: NewStory, stage: Stage) -> None:
    throttled = story("ThrottledShortly", IAM)
    stage.aws.set_faults(_fault("CreateStudio", "ThrottlingException", times=2))
    throttled.deploy()
    assert throttled.status == "CREATE_COMPLETE"
    [fault] = json.loads((stage.aws.directory / "faults.json").read_text(encoding="utf-8"))
    assert fault["times"] == 0


def test_throttling_that_lasts_fails_the_first_deploy_which_leaves_nothing(story: NewStory, stage: Stage) -> None:
    throttled = story("ThrottledLong", IAM)
    stage.aws.set_faults(_fault("CreateStudio", "ThrottlingException", times=100))
    with pytest.raises(RehearsalError, match="ThrottlingException"):
        throttled.deploy()
    assert throttled.status == "ROLLBACK_COMPLETE"
    assert throttled.kept("AWS::S3::Bucket") == throttled.kept("AWS::KMS::Key") == []
    buckets = throttled.clients("s3").list_buckets()["Buckets"]
    assert not any(bucket["Name"].startswith("throttledlong") for bucket in buckets)


# --- rules broken on purpose ------------------------------------------------------------------------------------------


def test_a_service_role_without_its_grant_on_the_bucket_fails_the_deploy(story: NewStory) -> None:
    def take_grant_away(template: Json) -> None:
        policy = _the(template, "AWS::IAM::ManagedPolicy", "ServiceRolePolicy")
        statements = policy["PolicyDocument"]["Statement"]
        policy["PolicyDocument"]["Statement"] = [
            statement for statement in statements if not str(statement["Action"]).count("s3:")
        ]

    with pytest.raises(RehearsalError, match=r"Service role does not have permission to access s3://\S+: s3:PutObject"):
        story("NoGrant", IAM).deploy(take_grant_away)


@pytest.mark.parametrize("mode", [IAM, IDENTITY_CENTER], ids=["Iam", "IdentityCenter"])
def test_a_studio_that_does_not_wait_for_the_service_roles_policy_fails_the_deploy(
    story: NewStory, request: pytest.FixtureRequest, mode: Json
) -> None:
    def wait_for_nothing(template: Json) -> None:
        [studio] = [resource for resource in template["Resources"].values() if resource["Type"] == "AWS::EMR::Studio"]
        del studio["DependsOn"]

    with pytest.raises(RehearsalError, match="Service role does not have permission to access"):
        story(f"NoWait{request.node.callspec.id}", mode).deploy(wait_for_nothing)


def test_a_user_role_in_iam_mode_fails_the_deploy(story: NewStory) -> None:
    def add_user_role(template: Json) -> None:
        studio = _the(template, "AWS::EMR::Studio")
        studio["UserRole"] = studio["ServiceRole"]

    with pytest.raises(RehearsalError, match="UserRole must not be specified when AuthMode is IAM"):
        story("UserRoleInIam", IAM).deploy(add_user_role)


def test_a_workspace_group_of_another_vpc_fails_the_deploy(story: NewStory) -> None:
    def add_vpc(template: Json) -> None:
        template["Resources"]["Other"] = {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.9.0.0/16"}}
        template["Resources"]["Stray"] = {
            "Type": "AWS::EC2::SecurityGroup",
            "Properties": {"GroupDescription": "In another VPC", "VpcId": {"Ref": "Other"}},
        }
        studio = _the(template, "AWS::EMR::Studio")
        studio["WorkspaceSecurityGroupId"] = {"Fn::GetAtt": ["Stray", "GroupId"]}

    with pytest.raises(RehearsalError, match=r"Security group sg-[0-9a-f]+ does not belong to VPC vpc-0a0a0a"):
        story("StrayGroup", IAM).deploy(add_vpc)


def _the(template: Json, kind: str, name: str = "") -> Json:
    """The properties of the only resource of a type with such a name."""
    resources = template["Resources"].items()
    [found] = [resource for key, resource in resources if resource["Type"] == kind and name in key]
    properties: Json = found["Properties"]
    return properties


def _fault(operation: str, error: str, *, times: int) -> Json:
    return {"operation": operation, "error": error, "message": "Asked for by a test", "times": times}
