"""Requests of the Studio calls against AWS's own model of them."""

import re
from typing import Any

import pytest

from rehearsal.local_aws.errors import AwsError
from rehearsal.local_aws.shapes import model_of, validate

Json = dict[str, Any]
CREATE: Json = {
    "Name": "studio",
    "AuthMode": "IAM",
    "VpcId": "vpc-1",
    "SubnetIds": ["subnet-1"],
    "ServiceRole": "role",
    "WorkspaceSecurityGroupId": "sg-1",
    "EngineSecurityGroupId": "sg-2",
    "DefaultS3Location": "s3://bucket",
}
MAPPING: Json = {"StudioId": "es-1", "IdentityType": "USER", "IdentityName": "alice", "SessionPolicyArn": "arn"}
GOOD: dict[str, Json] = {
    "CreateStudio": CREATE,
    "DescribeStudio": {"StudioId": "es-1"},
    "UpdateStudio": {"StudioId": "es-1"},
    "DeleteStudio": {"StudioId": "es-1"},
    "ListStudios": {},
    "CreateStudioSessionMapping": MAPPING,
    "GetStudioSessionMapping": {"StudioId": "es-1", "IdentityType": "USER"},
    "UpdateStudioSessionMapping": MAPPING,
    "DeleteStudioSessionMapping": {"StudioId": "es-1", "IdentityType": "GROUP"},
    "ListStudioSessionMappings": {},
    "AddTags": {"ResourceId": "es-1", "Tags": [{"Key": "owner"}]},
    "RemoveTags": {"ResourceId": "es-1", "TagKeys": ["owner"]},
}


def refused(operation: str, request: Json) -> str:
    with pytest.raises(AwsError) as caught:
        validate(operation, request)
    assert caught.value.code == "ValidationException"
    return caught.value.message


@pytest.mark.parametrize("operation", GOOD)
def test_a_good_request_passes(operation: str) -> None:
    validate(operation, GOOD[operation])


@pytest.mark.parametrize(
    ("operation", "member"),
    [
        (operation, member)
        for operation in GOOD
        for member in model_of("emr").operation_model(operation).input_shape.required_members
    ],
)
def test_a_required_member_is_missed(operation: str, member: str) -> None:
    request = {name: value for name, value in GOOD[operation].items() if name != member}
    message = refused(operation, request)
    assert message.startswith("1 validation error detected: ")
    assert f'"{member}"' in message


@pytest.mark.parametrize(
    ("operation", "change", "message"),
    [
        pytest.param("CreateStudio", {"Name": "n" * 257}, "'Name' failed .* less than or equal to 256", id="too long"),
        pytest.param(
            "CreateStudio", {"ServiceRole": "r" * 10281}, "'ServiceRole' failed .* or equal to 10280", id="far too long"
        ),
        pytest.param(
            "CreateStudio", {"IdcInstanceArn": "arn"}, "IdcInstanceArn.* valid min length: 20", id="too short"
        ),
        pytest.param("CreateStudio", {"AuthMode": "LDAP"}, r"'AuthMode' failed .*\[SSO, IAM\]", id="another mode"),
        pytest.param(
            "CreateStudio",
            {"IdcUserAssignment": "NONE"},
            r"'IdcUserAssignment' failed .*\[REQUIRED, OPTIONAL\]",
            id="a word",
        ),
        pytest.param(
            "GetStudioSessionMapping", {"IdentityType": "ROLE"}, r"'IdentityType' failed .*\[USER, GROUP\]", id="a role"
        ),
        pytest.param("CreateStudio", {"SubnetIds": "subnet-1"}, "SubnetIds.*list", id="no list"),
        pytest.param("CreateStudio", {"SubnetIds": [1]}, r"SubnetIds\[0\].*str", id="a number in a list"),
        pytest.param("CreateStudio", {"SubnetIds": None}, "SubnetIds.*NoneType", id="nothing"),
        pytest.param("UpdateStudio", {"ServiceRole": "role"}, "Unknown parameter.*ServiceRole", id="not in an update"),
        pytest.param("RemoveTags", {"ClusterId": "j" * 257}, "'ClusterId' failed .* equal to 256", id="a long cluster"),
    ],
)
def test_a_member_is_refused_that_is(operation: str, change: Json, message: str) -> None:
    found = refused(operation, {**GOOD[operation], **change})
    assert found.startswith("1 validation error detected: ")
    assert re.search(message, found)


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert refused("CreateStudio", {**CREATE, "Name": "n" * 257, "AuthMode": "LDAP"}).startswith("2 validation errors ")
    assert refused("CreateStudio", {}).startswith(f"{len(CREATE)} validation errors detected: ")


def test_what_a_studio_is_made_of_can_be_described() -> None:
    studio = model_of("emr").shape_for("Studio").members
    assert set(model_of("emr").operation_model("CreateStudio").input_shape.members) <= set(studio)
    assert set(model_of("emr").operation_model("UpdateStudio").input_shape.members) <= set(studio)
