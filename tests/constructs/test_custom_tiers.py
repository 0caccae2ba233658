"""Tiers of one's own: capabilities and rows by choice, and no trace of one that is refused."""

import pytest
from conftest import Right, new_stack, new_studio, rights, template_of

from emr_studio_constructs import Allow, Capability, CustomTier, EmrStudio, IdentityCenterAuth, Tier
from emr_studio_constructs.cfn import Resolver, managed_policy_document, resources

MAPPING = "AWS::EMR::StudioSessionMapping"
POLICY = "AWS::IAM::ManagedPolicy"
# What every policy for people has to have.
ALWAYS = {"secretsmanager:TagResource", "iam:PassRole"}
READ_TABLE = Allow(
    sid="ReadTable", actions=("dynamodb:GetItem",), on=("arn:<partition>:dynamodb:<region>:<account>:table/t",)
)


def sso_studio() -> EmrStudio:
    return new_studio(new_stack(), auth=IdentityCenterAuth())


def allowed(tier: CustomTier) -> dict[str, Right]:
    """What the session policy of a tier allows, by action."""
    studio = sso_studio()
    studio.add_user("alice", tier=tier)
    found = Resolver(template_of(studio.stack))
    arns = [found.properties(name)["SessionPolicyArn"] for name in resources(found.template, MAPPING)]
    (name,) = (name for name in resources(found.template, POLICY) if found.ref(name) in arns)
    return rights([managed_policy_document(found, name)])


def test_a_custom_tier_has_its_capabilities_and_rows_and_no_more() -> None:
    found = allowed(
        CustomTier(name="Readers", capabilities=[Capability.LIST_ROLES, Capability.CODEWHISPERER], rows=[READ_TABLE])
    )
    assert set(found) == ALWAYS | {"iam:ListRoles", "codewhisperer:GenerateRecommendations", "dynamodb:GetItem"}
    assert found["dynamodb:GetItem"].on == ("arn:aws:dynamodb:eu-west-1:111122223333:table/t",)


def test_rows_alone_make_a_tier() -> None:
    assert set(allowed(CustomTier(name="Readers", capabilities=[], rows=[READ_TABLE]))) == ALWAYS | {"dynamodb:GetItem"}


def test_capabilities_may_be_given_by_their_names() -> None:
    by_name = CustomTier(name="Readers", capabilities=["LIST_ROLES", "GIT"])  # type: ignore[list-item]  # plain text, as from a file
    assert by_name == CustomTier(name="Readers", capabilities=[Capability.LIST_ROLES, Capability.GIT])


def test_one_custom_tier_given_twice_is_one_policy() -> None:
    studio = sso_studio()
    for name in ("alice", "bob"):
        studio.add_user(name, tier=CustomTier(name="Readers", capabilities=[Capability.LIST_ROLES]))
    assert set(studio.tier_policies.sizes) == {"Readers"}


def test_a_tier_that_is_too_large_leaves_no_trace() -> None:
    studio = sso_studio()
    before = set(resources(template_of(sso_studio().stack), POLICY))
    rows = [Allow(sid=f"Row{number}", actions=[f"s3:{'x' * 100}"], on=["*"]) for number in range(40)]
    with pytest.raises(ValueError, match="policy Own must have at most 6144 non-blank characters, got "):
        studio.add_user("alice", tier=CustomTier(name="Own", capabilities=[], rows=rows))
    assert studio.tier_policies.sizes == {}
    assert set(resources(template_of(studio.stack), POLICY)) == before


def test_the_name_of_a_refused_tier_is_free_again() -> None:
    studio = sso_studio()
    typo = Allow(sid="Typo", actions=["s3:GetObject"], on=["arn:<typo>:s3:::bucket/*"])
    with pytest.raises(ValueError, match="<typo>"):
        studio.add_user("alice", tier=CustomTier(name="Own", capabilities=[], rows=[typo]))
    studio.add_user("alice", tier=CustomTier(name="Own", capabilities=[], rows=[READ_TABLE]))
    studio.add_user("bob", tier=Tier.BASIC)
    assert set(studio.tier_policies.sizes) == {"Own", "BASIC"}
