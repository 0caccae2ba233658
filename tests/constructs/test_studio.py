"""The Studio itself: its properties by sign-in mode, what it waits for, what it gives to others."""

import functools

import pytest
from aws_cdk import CfnOutput, aws_emr
from aws_cdk import aws_kms as kms
from conftest import (
    Argument,
    Json,
    new_stack,
    new_studio,
    service_role,
    studio_properties,
    studio_template,
    template_of,
    user_role,
)

from emr_studio_constructs import IamAuth, IdentityCenterAuth, RelayState, UserAssignment
from emr_studio_constructs.cfn import Resolver, resources, the_only, trust_policy

INSTANCE = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
ALWAYS = {
    "AuthMode",
    "DefaultS3Location",
    "EncryptionKeyArn",
    "EngineSecurityGroupId",
    "Name",
    "ServiceRole",
    "SubnetIds",
    "VpcId",
    "WorkspaceSecurityGroupId",
}


@functools.cache
def iam_template() -> Json:
    return studio_template()


@functools.cache
def identity_center_template() -> Json:
    return studio_template(auth=IdentityCenterAuth())


def sign_in(**arguments: Argument) -> Json:
    """What a sign-in mode adds to the properties of every Studio."""
    return {
        name: value for name, value in studio_properties(studio_template(**arguments)).items() if name not in ALWAYS
    }


def test_a_studio_without_arguments_signs_in_by_iam_and_has_no_user_role() -> None:
    properties = studio_properties(iam_template())
    assert properties["AuthMode"] == "IAM"
    assert set(properties) == ALWAYS


def test_federation_sends_people_to_the_identity_provider() -> None:
    auth = IamAuth(idp_auth_url="https://idp.example.com/app", idp_relay_state_parameter_name=RelayState.PING_ONE)
    assert sign_in(auth=auth) == {
        "IdpAuthUrl": "https://idp.example.com/app",
        "IdpRelayStateParameterName": "TargetResource",
    }


def test_identity_center_needs_a_user_role_and_leaves_the_rest_to_emr() -> None:
    template = identity_center_template()
    assert set(studio_properties(template)) == ALWAYS | {"UserRole"}
    assert studio_properties(template)["AuthMode"] == "SSO"
    assert user_role(template) != service_role(template)
    assert "elasticmapreduce.amazonaws.com" in str(trust_policy(template, user_role(template)))


def test_identity_center_options_are_properties_of_the_studio() -> None:
    auth = IdentityCenterAuth(
        instance_arn=INSTANCE, user_assignment=UserAssignment.OPTIONAL, trusted_identity_propagation=True
    )
    added = sign_in(auth=auth)
    added.pop("UserRole")
    assert added == {
        "IdcInstanceArn": INSTANCE,
        "IdcUserAssignment": "OPTIONAL",
        "TrustedIdentityPropagationEnabled": True,
    }


def test_a_replaced_studio_is_kept_and_a_deleted_one_is_not() -> None:
    _, studio = the_only(iam_template(), "AWS::EMR::Studio")
    assert studio["UpdateReplacePolicy"] == "Retain"
    assert studio.get("DeletionPolicy", "Delete") == "Delete"


@pytest.mark.parametrize(
    "kind",
    ["AWS::IAM::Role", "AWS::IAM::ManagedPolicy", "AWS::S3::Bucket", "AWS::S3::BucketPolicy", "AWS::KMS::Key"],
)
def test_a_studio_waits_for_what_creating_it_checks(kind: str) -> None:
    template = iam_template()
    _, studio = the_only(template, "AWS::EMR::Studio")
    assert the_only(template, kind)[0] in studio["DependsOn"]


def test_a_studio_waits_for_a_key_that_it_was_given() -> None:
    stack = new_stack()
    new_studio(stack, encryption_key=kms.Key(stack, "Key"))
    template = template_of(stack)
    assert the_only(template, "AWS::KMS::Key")[0] in the_only(template, "AWS::EMR::Studio")[1]["DependsOn"]


def test_name_and_description_are_those_given() -> None:
    properties = studio_properties(studio_template(studio_name="Data_Science-1", description="For research"))
    assert (properties["Name"], properties["Description"]) == ("Data_Science-1", "For research")


def test_names_made_from_the_path_differ_and_fit() -> None:
    stack = new_stack()
    for name in ("One", "Two", "T" * 250):
        new_studio(stack, name)
    template = template_of(stack)
    names = {properties["Properties"]["Name"] for properties in resources(template, "AWS::EMR::Studio").values()}
    assert len(names) == 3
    assert all(0 < len(name) <= 256 and name.replace("-", "").isalnum() for name in names)


def test_attributes_are_those_of_the_deployed_studio() -> None:
    stack = new_stack()
    studio = new_studio(stack)
    for name in ("studio_id", "studio_arn", "url", "deep_link", "s3_location"):
        CfnOutput(stack, name.replace("_", ""), value=getattr(studio, name))
    template = template_of(stack)
    logical_id, _ = the_only(template, "AWS::EMR::Studio")
    found = Resolver(template)
    studio_id = found.ref(logical_id)
    assert {name: found.resolve(output["Value"]) for name, output in template["Outputs"].items()} == {
        "studioid": studio_id,
        "studioarn": f"arn:aws:elasticmapreduce:eu-west-1:111122223333:studio/{studio_id}",
        "url": f"https://{studio_id}.emrstudio-prod.eu-west-1.amazonaws.com",
        "deeplink": f"https://console.aws.amazon.com/emr/home?region=eu-west-1#studio/{studio_id}/start",
        "s3location": f"s3://{found.ref(the_only(template, 'AWS::S3::Bucket')[0])}",
    }


def test_the_parts_are_those_that_the_studio_is_defined_with() -> None:
    stack = new_stack()
    studio = new_studio(stack, auth=IdentityCenterAuth())
    found = Resolver(template_of(stack))
    properties = found.properties(the_only(found.template, "AWS::EMR::Studio")[0])
    parts = {
        "VpcId": studio.vpc.vpc_id,
        "SubnetIds": [subnet.subnet_id for subnet in studio.subnets],
        "WorkspaceSecurityGroupId": studio.workspace_security_group.security_group_id,
        "EngineSecurityGroupId": studio.engine_security_group.security_group_id,
        "EncryptionKeyArn": studio.encryption_key and studio.encryption_key.key_arn,
        "ServiceRole": studio.service_role.role_arn,
        "UserRole": studio.user_role and studio.user_role.role_arn,
    }
    assert {name: found.resolve(stack.resolve(part)) for name, part in parts.items()} == {
        name: properties[name] for name in parts
    }


def test_the_cdks_own_constructs_take_the_studio() -> None:
    stack = new_stack()
    studio = new_studio(stack, auth=IdentityCenterAuth())
    mapping = aws_emr.CfnStudioSessionMapping(
        stack,
        "Mapping",
        identity_name="alice",
        identity_type="USER",
        session_policy_arn="arn:aws:iam::111122223333:policy/p",
        studio_id=studio,
    )
    found = Resolver(template_of(stack))
    studio_id = found.ref(the_only(found.template, "AWS::EMR::Studio")[0])
    assert found.properties(stack.resolve(mapping.logical_id))["StudioId"] == studio_id
