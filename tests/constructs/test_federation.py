"""The role for people who sign in by SAML: whose assertions it takes, in each partition."""

import pytest
from aws_cdk import Duration, Stack
from aws_cdk import aws_iam as iam
from conftest import Argument, Json, new_stack, template_of

from emr_studio_constructs import SamlFederationRole
from emr_studio_constructs.cfn import Resolver, identity_policies, the_only, trust_policy

AUDIENCES = [
    ("eu-west-1", "aws", "https://signin.aws.amazon.com/saml"),
    ("cn-north-1", "aws-cn", "https://signin.amazonaws.cn/saml"),
    ("us-gov-west-1", "aws-us-gov", "https://signin.amazonaws-us-gov.com/saml"),
]


def federation(stack: Stack, **arguments: Argument) -> Json:
    provider = iam.SamlProvider(stack, "Provider", metadata_document=iam.SamlMetadataDocument.from_xml("<xml/>"))
    SamlFederationRole(stack, "Role", saml_provider=provider, **arguments)
    return template_of(stack)


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize(("region", "partition", "audience"), AUDIENCES)
def test_assertions_are_for_the_sign_in_page_of_the_partition(
    region: str, partition: str, audience: str, *, known: bool
) -> None:
    found = Resolver(federation(new_stack(region=region if known else None)), region=region, partition=partition)
    trust = trust_policy(found, the_only(found.template, "AWS::IAM::Role")[0])["Statement"]
    assert all(statement["Condition"] == {"StringEquals": {"SAML:aud": audience}} for statement in trust[:1])
    assert trust[0]["Action"] == "sts:AssumeRoleWithSAML"


def test_a_mapping_is_there_only_where_the_region_is_unknown() -> None:
    assert "Mappings" not in federation(new_stack())
    assert "Mappings" in federation(new_stack(region=None))


def test_only_the_provider_signs_people_in_with_tags_and_a_source_identity() -> None:
    template = federation(new_stack())
    found = Resolver(template)
    provider = found.ref(the_only(template, "AWS::IAM::SAMLProvider")[0])
    trust = trust_policy(template, the_only(template, "AWS::IAM::Role")[0])["Statement"]
    actions = [action for s in trust for action in ([s["Action"]] if isinstance(s["Action"], str) else s["Action"])]
    assert sorted(actions) == ["sts:AssumeRoleWithSAML", "sts:SetSourceIdentity", "sts:TagSession"]
    assert all(statement["Principal"] == {"Federated": provider} for statement in trust)


def test_a_new_role_has_no_permissions() -> None:
    template = federation(new_stack())
    assert identity_policies(template, the_only(template, "AWS::IAM::Role")[0]) == []


def test_session_boundary_and_path_are_those_given() -> None:
    stack = new_stack()
    boundary = iam.ManagedPolicy.from_managed_policy_name(stack, "Boundary", "boundary")
    template = federation(
        stack, max_session_duration=Duration.hours(4), permissions_boundary=boundary, role_path="/people/"
    )
    role = Resolver(template).properties(the_only(template, "AWS::IAM::Role")[0])
    assert role["MaxSessionDuration"] == 4 * 3600
    assert role["PermissionsBoundary"] == "arn:aws:iam::111122223333:policy/boundary"
    assert role["Path"] == "/people/"
