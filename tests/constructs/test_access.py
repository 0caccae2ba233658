"""Access in IAM mode: to roles, users and groups, by this Studio, by tag, or by source identity."""

import functools
from collections.abc import Callable

import pytest
from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from conftest import Argument, Json, Right, new_stack, new_studio, rights, template_of

from emr_studio_constructs import SamlFederationRole, SourceIdentity, StudioTag, Tier
from emr_studio_constructs.cfn import Resolver, identity_policies, resources, the_only

SIGN_IN = "elasticmapreduce:CreateStudioPresignedUrl"
EVERY_STUDIO = "arn:aws:elasticmapreduce:eu-west-1:111122223333:studio/*"


def saml_role(stack: Stack) -> iam.Role:
    arn = "arn:aws:iam::111122223333:saml-provider/idp"
    provider = iam.SamlProvider.from_saml_provider_arn(stack, "Provider", arn)
    return SamlFederationRole(stack, "Person", saml_provider=provider)


def role(stack: Stack) -> iam.Role:
    return iam.Role(stack, "Person", assumed_by=iam.AccountRootPrincipal())


GRANTEES: dict[str, Callable[[Stack], iam.IGrantable]] = {
    "role": role,
    "user": lambda s: iam.User(s, "Person"),
    "group": lambda s: iam.Group(s, "Person"),
    "saml": saml_role,
}


def person(template: Json) -> str:
    """The logical id of the role, user or group that was called Person."""
    (name,) = (
        name
        for kind in ("Role", "User", "Group")
        for name in resources(template, f"AWS::IAM::{kind}")
        if name.startswith("Person")
    )
    return name


@functools.cache
def granted(grantee: str = "role", **arguments: Argument) -> tuple[dict[str, Right], str]:
    """What a grantee is allowed in a Studio, and the Studio's ARN."""
    stack = new_stack()
    studio = new_studio(stack)
    studio.grant_access(GRANTEES[grantee](stack), tier=Tier.BASIC, **arguments)
    template = template_of(stack)
    arn = Resolver(template).physical(the_only(template, "AWS::EMR::Studio")[0]).arn()
    return rights(identity_policies(template, person(template))), arn


@pytest.mark.parametrize("grantee", GRANTEES)
def test_a_grantee_has_the_tier_and_may_open_this_studio(grantee: str) -> None:
    allowed, studio = granted(grantee)
    assert "elasticmapreduce:StartEditor" in allowed
    assert allowed[SIGN_IN] == Right((studio,), {})


def test_only_the_right_to_open_is_granted_for_sign_in() -> None:
    stack = new_stack()
    grantee = role(stack)
    new_studio(stack).grant_sign_in(grantee)
    template = template_of(stack)
    assert set(rights(identity_policies(template, person(template)))) == {SIGN_IN}


def test_access_by_tag_is_to_every_studio_with_the_tag() -> None:
    allowed, _ = granted(by=StudioTag("team", "${aws:PrincipalTag/team}"))
    when = {"StringEquals": {"elasticmapreduce:ResourceTag/team": "${aws:PrincipalTag/team}"}}
    assert allowed[SIGN_IN] == Right((EVERY_STUDIO,), when)


def test_access_by_source_identity_is_to_this_studio() -> None:
    allowed, studio = granted("saml", by=SourceIdentity(("alice", "bob")))
    assert allowed[SIGN_IN] == Right((studio,), {"StringEquals": {"aws:SourceIdentity": ["alice", "bob"]}})


def test_the_console_lists_studios_where_asked() -> None:
    allowed, studio = granted(console=True)
    assert allowed["elasticmapreduce:ListStudios"].on == ("*",)
    assert allowed["elasticmapreduce:DescribeStudio"].on == (studio,)
    assert allowed[SIGN_IN].on == (studio,)
    assert "elasticmapreduce:ListStudios" not in granted()[0]


@pytest.mark.parametrize("mutable", [True, False])
def test_an_imported_role_is_given_access_unless_it_is_immutable(*, mutable: bool) -> None:
    stack = new_stack()
    arn = "arn:aws:iam::111122223333:role/person"
    new_studio(stack).grant_access(iam.Role.from_role_arn(stack, "Person", arn, mutable=mutable), tier=Tier.BASIC)
    template = template_of(stack)
    policies = [
        *resources(template, "AWS::IAM::ManagedPolicy").values(),
        *resources(template, "AWS::IAM::Policy").values(),
    ]
    held = [policy for policy in policies if policy["Properties"].get("Roles") == ["person"]]
    assert len(held) == (2 if mutable else 0)


@pytest.mark.parametrize("kind", ["user", "group"])
def test_an_imported_user_or_group_is_given_access(kind: str) -> None:
    stack = new_stack()
    grantee = (
        iam.User.from_user_name(stack, "Person", "person")
        if kind == "user"
        else iam.Group.from_group_name(stack, "Person", "person")
    )
    new_studio(stack).grant_access(grantee, tier=Tier.BASIC)
    template = template_of(stack)
    policies = [
        *resources(template, "AWS::IAM::ManagedPolicy").values(),
        *resources(template, "AWS::IAM::Policy").values(),
    ]
    held = [policy for policy in policies if policy["Properties"].get(f"{kind.title()}s") == ["person"]]
    assert len(held) == 2


def test_two_grantees_of_one_tier_share_its_policy() -> None:
    stack = new_stack()
    studio = new_studio(stack)
    for name in ("One", "Two"):
        studio.grant_access(iam.Group(stack, name), tier=Tier.BASIC)
    assert set(studio.tier_policies.sizes) == {"BASIC"}
    groups = resources(template_of(stack), "AWS::IAM::Group").values()
    one, two = (group["Properties"]["ManagedPolicyArns"] for group in groups)
    assert one == two


def test_a_grant_tells_that_it_was_made() -> None:
    stack = new_stack()
    grant = new_studio(stack).grant_access(iam.Group(stack, "Person"), tier=Tier.BASIC)
    assert isinstance(grant, iam.Grant)
    assert grant.success
