"""Each property of a Studio and of a mapping: what another value does, by templates of our constructs."""

from functools import partial

import pytest
from aws_cdk import Stack, Tags
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from changing import (
    ALICE,
    MAPPING,
    MAPPING_BY_ID,
    STUDIO,
    a_studio_with_people,
    a_template,
    changed,
    changes,
    settable,
    the,
)
from conftest import Argument, Json, imported_vpc, new_studio

from emr_studio_constructs import IamAuth, IdentityCenterAuth, UserAssignment
from emr_studio_constructs.changes import Action, Loss

INSTANCES = [f"arn:aws:sso:::instance/ssoins-{digit * 16}" for digit in "12"]
KEYS = [f"arn:aws:kms:eu-west-1:111122223333:key/{digit * 8}-1111-1111-1111-111111111111" for digit in "12"]
GROUPS = [f"sg-0123456789abcdef{digit}" for digit in range(3)]
REPLACED = (Action.REPLACE, Loss.REPLACEMENT)
MAY_BE_REPLACED = (Action.MAY_REPLACE, Loss.REPLACEMENT)
IN_PLACE = (Action.UPDATE, None)


def studio(stack: Stack, **arguments: Argument) -> None:
    """A Studio with values in the place of what the constructs take."""
    for name in ("workspace_security_group", "engine_security_group"):
        if name in arguments:
            arguments[name] = ec2.SecurityGroup.from_security_group_id(stack, name, arguments[name])
    if "encryption_key" in arguments:
        arguments["encryption_key"] = kms.Key.from_key_arn(stack, "Key", arguments["encryption_key"])
    if "service_role" in arguments:
        arguments["service_role"] = iam.Role.from_role_name(stack, "Role", arguments["service_role"])
    if "vpc_id" in arguments:
        arguments["vpc"] = ec2.Vpc.from_vpc_attributes(
            stack,
            "Vpc",
            vpc_id=arguments.pop("vpc_id"),
            availability_zones=["eu-west-1a"],
            private_subnet_ids=["subnet-0123456789abcde00"],
        )
    if "zones" in arguments:
        vpc = imported_vpc(stack)
        subnets = [vpc.private_subnets[number] for number in arguments.pop("zones")]
        arguments.update(vpc=vpc, vpc_subnets=ec2.SubnetSelection(subnets=subnets))
    tags = arguments.pop("tags", {})
    made = new_studio(stack, **arguments)
    for key, value in tags.items():
        Tags.of(made).add(key, value, include_resource_types=[STUDIO])


# property: arguments before, arguments after, what happens and what people lose
CASES: dict[str, list[tuple[Json, Json, tuple[Action, Loss | None]]]] = {
    "AuthMode": [({"auth": IamAuth()}, {"auth": IdentityCenterAuth()}, REPLACED)],
    "DefaultS3Location": [({"prefix": "old"}, {"prefix": "new"}, (Action.UPDATE, Loss.NOTEBOOKS))],
    "Description": [({}, {"description": "Ours"}, IN_PLACE), ({"description": "Ours"}, {}, IN_PLACE)],
    "EncryptionKeyArn": [({"encryption_key": KEYS[0]}, {"encryption_key": KEYS[1]}, REPLACED)],
    "EngineSecurityGroupId": [
        (
            {"workspace_security_group": GROUPS[0], "engine_security_group": GROUPS[1]},
            {"workspace_security_group": GROUPS[0], "engine_security_group": GROUPS[2]},
            REPLACED,
        )
    ],
    "IdcInstanceArn": [
        (
            {"auth": IdentityCenterAuth(instance_arn=INSTANCES[0])},
            {"auth": IdentityCenterAuth(instance_arn=INSTANCES[1])},
            REPLACED,
        )
    ],
    "IdcUserAssignment": [
        (
            {"auth": IdentityCenterAuth()},
            {"auth": IdentityCenterAuth(user_assignment=UserAssignment.OPTIONAL)},
            REPLACED,
        )
    ],
    "IdpAuthUrl": [
        (
            {"auth": IamAuth(idp_auth_url="https://old.example.com", idp_relay_state_parameter_name="RelayState")},
            {"auth": IamAuth(idp_auth_url="https://new.example.com", idp_relay_state_parameter_name="RelayState")},
            MAY_BE_REPLACED,
        )
    ],
    "IdpRelayStateParameterName": [
        (
            {"auth": IamAuth(idp_auth_url="https://example.com", idp_relay_state_parameter_name="RelayState")},
            {"auth": IamAuth(idp_auth_url="https://example.com", idp_relay_state_parameter_name="TargetResource")},
            MAY_BE_REPLACED,
        )
    ],
    "Name": [({"studio_name": "old"}, {"studio_name": "new"}, IN_PLACE)],
    "ServiceRole": [({"service_role": "old"}, {"service_role": "new"}, REPLACED)],
    "SubnetIds": [
        ({"zones": [0, 1]}, {"zones": [0, 1, 2]}, IN_PLACE),
        ({"zones": [0, 1]}, {"zones": [1, 0]}, IN_PLACE),
        ({"zones": [0, 1]}, {"zones": [0]}, (Action.FAIL, None)),
        ({"zones": [0, 1]}, {"zones": [0, 2]}, (Action.FAIL, None)),
    ],
    "Tags": [({}, {"tags": {"team": "data"}}, IN_PLACE)],
    "TrustedIdentityPropagationEnabled": [
        (
            {"auth": IdentityCenterAuth()},
            {"auth": IdentityCenterAuth(trusted_identity_propagation=True)},
            REPLACED,
        )
    ],
    "UserRole": [({"auth": IamAuth()}, {"auth": IdentityCenterAuth()}, REPLACED)],
    "VpcId": [({"vpc_id": "vpc-0123456789abcdef0"}, {"vpc_id": "vpc-0123456789abcdef1"}, REPLACED)],
    "WorkspaceSecurityGroupId": [
        (
            {"workspace_security_group": GROUPS[0], "engine_security_group": GROUPS[1]},
            {"workspace_security_group": GROUPS[2], "engine_security_group": GROUPS[1]},
            REPLACED,
        )
    ],
}


def test_each_property_of_a_studio_has_a_case() -> None:
    assert set(CASES) == settable(STUDIO)


@pytest.mark.parametrize(
    ("name", "before", "after", "expected"), [(name, *case) for name, cases in CASES.items() for case in cases]
)
def test_another_value_does_this_to_the_studio(
    name: str, before: Json, after: Json, expected: tuple[Action, Loss | None]
) -> None:
    old, new = (a_template(partial(studio, **given)) for given in (before, after))
    change = changes(old, new)[the(old, STUDIO)]
    assert (change.action, change.loss) == expected
    assert name in change.properties
    assert change.causes or change.action is Action.UPDATE


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("StudioId", "es-ANOTHER", (Action.REPLACE, None)),
        ("IdentityType", "GROUP", (Action.REPLACE, None)),
        ("IdentityName", "bob", (Action.REPLACE, None)),
        ("SessionPolicyArn", "arn:aws:iam::111122223333:policy/other", (Action.UPDATE, None)),
    ],
)
def test_another_value_does_this_to_a_mapping_by_name(
    name: str, value: str, expected: tuple[Action, Loss | None]
) -> None:
    before = a_studio_with_people()
    mapping = the(before, MAPPING)
    (change,) = changes(before, changed(before, mapping, **{name: value})).values()
    assert (change.action, change.loss) == expected
    assert change.properties == (name,)


def test_each_property_of_a_mapping_by_name_has_a_case() -> None:
    assert settable(MAPPING) == {"StudioId", "IdentityType", "IdentityName", "SessionPolicyArn"}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("StudioId", "es-ANOTHER", Action.REPLACE),
        ("IdentityType", "GROUP", Action.REPLACE),
        ("IdentityId", ALICE.replace("5", "6"), Action.REPLACE),
        ("SessionPolicyArn", "arn:aws:iam::111122223333:policy/other", Action.UPDATE),
        ("ServiceTimeout", 60, Action.UPDATE),
        ("ServiceToken", "arn:aws:lambda:eu-west-1:111122223333:function:other", Action.FAIL),
    ],
)
def test_another_value_does_this_to_a_mapping_by_id(name: str, value: object, expected: Action) -> None:
    before = a_studio_with_people()
    mapping = the(before, MAPPING_BY_ID)
    (change,) = changes(before, changed(before, mapping, **{name: value})).values()
    assert (change.action, change.loss) == (expected, None)


def test_each_property_of_a_mapping_by_id_has_a_case() -> None:
    template = a_studio_with_people()
    properties = template["Resources"][the(template, MAPPING_BY_ID)]["Properties"]
    known = {"StudioId", "IdentityType", "IdentityId", "SessionPolicyArn", "ServiceTimeout", "ServiceToken"}
    assert set(properties) == known


def test_the_studio_says_why_its_key_cannot_change() -> None:
    before = a_studio_with_people()
    change = changes(before, changed(before, the(before, STUDIO), EncryptionKeyArn=KEYS[0]))[the(before, STUDIO)]
    assert change.causes == (
        "EncryptionKeyArn cannot change in place by CloudFormation, though EMR's UpdateStudio could",
    )
    assert "the old one is kept, outside of the stack, until somebody deletes it" in change.costs


@pytest.mark.parametrize("value", [{"Fn::Split": [",", {"Fn::ImportValue": "Subnets"}]}, None])
def test_of_a_list_of_subnets_that_only_the_deploy_knows_the_danger_is_said(value: object) -> None:
    before = a_studio_with_people()
    change = changes(before, changed(before, the(before, STUDIO), SubnetIds=value))[the(before, STUDIO)]
    assert change.action is Action.UPDATE
    assert change.causes == ("SubnetIds differs: only the deploy knows whether a subnet is taken away",)
    assert change.costs == ("if a subnet is taken away, EMR refuses it, and the deploy fails",)


SUBNET = "AWS::EC2::Subnet"
IMPORTED = [{"Fn::ImportValue": name} for name in "ABC"]


@pytest.mark.parametrize(
    ("old", "new", "action"),
    [
        (["subnet-1", "subnet-2"], IMPORTED[:2], Action.UPDATE),
        (IMPORTED[:2], ["subnet-1", "subnet-2"], Action.UPDATE),
        (IMPORTED[:2], [IMPORTED[2], IMPORTED[0]], Action.UPDATE),
        (IMPORTED[:2], IMPORTED[:1], Action.FAIL),
        (["subnet-1"], [{"Ref": "New"}], Action.FAIL),
        ([{"Ref": "Old"}], ["subnet-1", "subnet-2"], Action.FAIL),
    ],
)
def test_a_subnet_that_only_the_deploy_knows_may_be_the_one_that_is_gone(
    old: list[Json], new: list[Json], action: Action
) -> None:
    before, after = (
        {"Resources": {"Studio": {"Type": STUDIO, "Properties": {"SubnetIds": subnets}}, own: {"Type": SUBNET}}}
        for subnets, own in ((old, "Old"), (new, "New"))
    )
    change = changes(before, after)["Studio"]
    assert change.action is action
    assert bool(change.costs) is (action is Action.UPDATE)


def test_a_list_of_subnets_that_only_the_deploy_knows_is_the_same_as_itself() -> None:
    before = a_studio_with_people()
    same = changed(before, the(before, STUDIO), SubnetIds={"Fn::Split": [",", {"Fn::ImportValue": "Subnets"}]})
    assert changes(same, same) == {}
