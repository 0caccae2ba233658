"""The policies of tiers: only those in use, none too large, all following the compute that is attached."""

import json
import re

import pytest
from aws_cdk import aws_iam as iam
from conftest import Argument, Right, new_stack, new_studio, rights, template_of

from emr_studio_constructs import (
    Capability,
    CustomTier,
    EmrOnEc2,
    EmrStudio,
    GitSecrets,
    IdentityCenterAuth,
    SessionMapping,
    Tier,
)
from emr_studio_constructs.cfn import Resolver, managed_policy_document, resources, the_only
from emr_studio_constructs.policies.tiers import OPTIONAL

POLICY = "AWS::IAM::ManagedPolicy"
# What every policy for people has to have.
ALWAYS = {"secretsmanager:TagResource", "iam:PassRole"}


def sso_studio(*, region: str | None = "eu-west-1", **arguments: Argument) -> EmrStudio:
    return new_studio(new_stack(region=region), auth=IdentityCenterAuth(), **arguments)


def policy(studio: EmrStudio, mapping: SessionMapping) -> dict[str, Right]:
    """What a person's session policy allows, by action."""
    found = Resolver(template_of(studio.stack))
    logical_id = studio.stack.resolve(mapping.node.default_child.logical_id)  # type: ignore[union-attr]  # a mapping has its L1
    arn = found.properties(logical_id)["SessionPolicyArn"]
    (name,) = (name for name in resources(found.template, POLICY) if found.ref(name) == arn)
    return rights([managed_policy_document(found, name)])


def allowed(tier: Tier | CustomTier, *compute: EmrOnEc2, **arguments: Argument) -> dict[str, Right]:
    studio = sso_studio(**arguments)
    mapping = studio.add_user("alice", tier=tier)
    for each in compute:
        studio.add_compute(each)
    return policy(studio, mapping)


def creating_clusters(studio: EmrStudio, **arguments: Argument) -> EmrOnEc2:
    service, instance = (
        iam.Role.from_role_name(studio.stack, f"{studio.node.id}{name}", name) for name in ("service", "instance")
    )
    return EmrOnEc2(cluster_service_roles=[service], instance_roles=[instance], **arguments)


def test_tiers_that_nobody_has_leave_no_trace() -> None:
    studio = sso_studio()
    before = set(resources(template_of(sso_studio().stack), POLICY))
    studio.add_user("alice", tier=Tier.INTERMEDIATE)
    assert len(set(resources(template_of(studio.stack), POLICY)) - before) == 1
    assert set(studio.tier_policies.sizes) == {"INTERMEDIATE"}


@pytest.mark.parametrize("tier", Tier)
def test_a_tier_may_be_given_by_its_name(tier: Tier) -> None:
    studio = sso_studio()
    found = policy(studio, studio.add_user("alice", tier=str(tier)))  # type: ignore[arg-type]  # plain text, as from a file
    assert found == allowed(tier)
    assert set(studio.tier_policies.sizes) == {tier.value}


@pytest.mark.parametrize("tier", Tier)
def test_every_tier_has_what_aws_demands(tier: Tier) -> None:
    assert set(allowed(tier)) >= ALWAYS


def test_every_tier_holds_the_one_before_it() -> None:
    studio = sso_studio(optional_capabilities=[Capability.SAGEMAKER])
    studio.add_compute(creating_clusters(studio))
    mappings = [studio.add_user(tier, tier=tier) for tier in Tier]
    basic, intermediate, advanced = (set(policy(studio, mapping)) for mapping in mappings)
    assert basic <= intermediate < advanced


def test_optional_capabilities_are_in_the_advanced_tier_where_asked_for() -> None:
    added = set(allowed(Tier.ADVANCED, optional_capabilities=[Capability.ATHENA])) - set(allowed(Tier.ADVANCED))
    assert "athena:StartQueryExecution" in added
    assert set(allowed(Tier.INTERMEDIATE, optional_capabilities=OPTIONAL)) == set(allowed(Tier.INTERMEDIATE))


def test_people_read_their_own_git_secrets_where_the_service_role_does_not() -> None:
    assert set(allowed(Tier.BASIC, git_secrets=GitSecrets.USER)) - set(allowed(Tier.BASIC)) == {
        "secretsmanager:GetSecretValue"
    }


@pytest.mark.parametrize("first", ["people", "compute"])
def test_compute_limits_people_added_before_and_after_it(first: str) -> None:
    studio = sso_studio()
    compute = creating_clusters(studio, cluster_tags={"team": "data"})
    if first == "compute":
        studio.add_compute(compute)
    mapping = studio.add_user("alice", tier=Tier.ADVANCED)
    if first == "people":
        studio.add_compute(compute)
    found = policy(studio, mapping)
    attaching = found["elasticmapreduce:DescribeCluster"].when
    assert attaching == {"StringEquals": {"elasticmapreduce:ResourceTag/team": "data"}}
    passed = {f"arn:aws:iam::111122223333:role/{name}" for name in ("service", "instance")}
    assert passed < set(found["iam:PassRole"].on)


def test_clusters_are_created_by_the_advanced_tier_where_roles_are_named() -> None:
    assert "elasticmapreduce:RunJobFlow" not in allowed(Tier.ADVANCED)
    studio = sso_studio()
    studio.add_compute(creating_clusters(studio))
    mappings = {tier: studio.add_user(tier, tier=tier) for tier in Tier}
    found = {tier: policy(studio, mapping) for tier, mapping in mappings.items()}
    assert [tier for tier, rows in found.items() if "elasticmapreduce:RunJobFlow" in rows] == [Tier.ADVANCED]


def test_propagating_studios_withhold_what_they_cannot_do() -> None:
    auth = IdentityCenterAuth(trusted_identity_propagation=True)
    studio = new_studio(new_stack(), auth=auth)
    found = policy(studio, studio.add_user("alice", tier=Tier.ADVANCED))
    assert "elasticmapreduce:PutWorkspaceAccess" not in found


@pytest.mark.parametrize("region", ["eu-west-1", None])
def test_sizes_are_never_below_those_deployed(region: str | None) -> None:
    studio = sso_studio(region=region, optional_capabilities=[Capability.SAGEMAKER])
    studio.add_compute(creating_clusters(studio, cluster_tags={"team": "data"}))
    for tier in Tier:
        studio.add_user(tier, tier=tier)
    found = Resolver(template_of(studio.stack), region="ap-southeast-1")
    for name_of_tier, size in studio.tier_policies.sizes.items():
        (name,) = (
            n
            for n, p in resources(found.template, POLICY).items()
            if f" {name_of_tier} " in p["Properties"]["Description"]
        )
        deployed = len(re.sub(r"\s", "", json.dumps(managed_policy_document(found, name), separators=(",", ":"))))
        assert deployed <= size <= 6144


def test_names_and_paths_of_policies_have_no_dots() -> None:
    studio = sso_studio()
    studio.add_user("first.last@example.com", tier=Tier.BASIC)
    found = Resolver(template_of(studio.stack))
    mapping = found.properties(the_only(found.template, "AWS::EMR::StudioSessionMapping")[0])
    assert re.fullmatch(r"arn:aws:iam::111122223333:policy/[^.]+", mapping["SessionPolicyArn"])


def test_no_statement_is_about_a_thing_that_is_not_there() -> None:
    for tier in Tier:
        for right in allowed(tier).values():
            assert right.on
            assert "<" not in str(right)
