"""EMR clusters on EC2: what each tier gets of what is attached, and what is said about it."""

import pytest
from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from conftest import ACCOUNT, Argument, Json, Right, as_list, new_stack, new_studio, rights, template_of, warnings_of

from emr_studio_constructs import Capability, CustomTier, EmrOnEc2, Tier
from emr_studio_constructs.cfn import identity_policies, the_only

CREDENTIALS, RUN, TAG = (
    f"elasticmapreduce:{name}" for name in ("GetClusterSessionCredentials", "RunJobFlow", "AddTags")
)
UI, PERSISTENT_UI = (f"elasticmapreduce:Get{name}PresignedURL" for name in ("OnClusterAppUI", "PersistentAppUI"))
ROLE = f"arn:aws:iam::{ACCOUNT}:role/"


def role(stack: Stack, name: str) -> iam.IRole:
    return stack.node.try_find_child(name) or iam.Role.from_role_name(stack, name, name)  # type: ignore[return-value]  # what it was defined as


def creating(stack: Stack, **arguments: Argument) -> EmrOnEc2:
    return EmrOnEc2(
        cluster_service_roles=[role(stack, "service")], instance_roles=[role(stack, "instance")], **arguments
    )


def documents(*compute: EmrOnEc2, stack: Stack, tier: Tier | CustomTier = Tier.ADVANCED) -> list[Json]:
    studio = new_studio(stack)
    group = iam.Group(stack, "Group")
    studio.grant_access(group, tier=tier)
    for each in compute:
        studio.add_compute(each)
    template = template_of(stack)
    return identity_policies(template, the_only(template, "AWS::IAM::Group")[0])


def allowed(*compute: EmrOnEc2, stack: Stack, tier: Tier | CustomTier = Tier.ADVANCED) -> dict[str, Right]:
    return rights(documents(*compute, stack=stack, tier=tier))


def statements_with(action: str, found: list[Json]) -> list[Json]:
    each = [statement for document in found for statement in document["Statement"]]
    return [statement for statement in each if action in as_list(statement["Action"])]


def test_uis_on_clusters_can_be_left_out_and_the_others_stay() -> None:
    assert {UI, PERSISTENT_UI} <= allowed(EmrOnEc2(), stack=new_stack()).keys()
    found = allowed(EmrOnEc2(on_cluster_app_ui=False), stack=new_stack())
    assert PERSISTENT_UI in found
    assert UI not in found


@pytest.mark.parametrize("tier", Tier)
def test_every_tier_works_with_the_named_runtime_roles_on_the_tagged_clusters(tier: Tier) -> None:
    stack = new_stack()
    compute = EmrOnEc2(cluster_tags={"team": "data"}, runtime_roles=[role(stack, "sales"), role(stack, "hr")])
    found = allowed(compute, stack=stack, tier=tier)[CREDENTIALS]
    assert found == Right(
        (f"arn:aws:elasticmapreduce:eu-west-1:{ACCOUNT}:cluster/*",),
        {
            "StringEquals": {
                "elasticmapreduce:ExecutionRoleArn": [f"{ROLE}sales", f"{ROLE}hr"],
                "elasticmapreduce:ResourceTag/team": "data",
            }
        },
    )


def test_what_is_added_to_a_list_afterwards_changes_nothing() -> None:
    stack = new_stack()
    roles = [role(stack, "sales")]
    compute = EmrOnEc2(runtime_roles=roles)
    roles.append(role(stack, "hr"))
    found = allowed(compute, stack=stack)[CREDENTIALS]
    assert found.when == {"StringEquals": {"elasticmapreduce:ExecutionRoleArn": f"{ROLE}sales"}}


def test_a_tier_without_the_capability_has_no_runtime_role() -> None:
    stack = new_stack()
    tier = CustomTier(name="Own", capabilities=[Capability.CLUSTERS])
    assert CREDENTIALS not in allowed(EmrOnEc2(runtime_roles=[role(stack, "sales")]), stack=stack, tier=tier)


def test_roles_for_automatic_scaling_are_passed_to_it_alone() -> None:
    stack = new_stack()
    compute = creating(stack, auto_scaling_roles=[role(stack, "scaling")])
    passing = [each for each in statements_with("iam:PassRole", documents(compute, stack=stack)) if "Condition" in each]
    passed_to = {each["Resource"]: next(iter(each["Condition"].values()))["iam:PassedToService"] for each in passing}
    assert passed_to[f"{ROLE}scaling"] == "application-autoscaling.amazonaws.com*"


def test_without_cluster_tags_a_created_cluster_gets_no_tag_but_that_of_the_service_policy() -> None:
    stack = new_stack()
    found = allowed(creating(stack), stack=stack)
    assert found[RUN].when == {}
    name = "for-use-with-amazon-emr-managed-policies"
    assert found[TAG].when == {
        "StringEquals": {f"elasticmapreduce:RequestTag/{name}": "true"},
        "ForAllValues:StringEquals": {"aws:TagKeys": name},
    }


def test_the_tag_of_the_service_policy_can_be_demanded() -> None:
    stack = new_stack()
    compute = creating(stack, cluster_tags={"for-use-with-amazon-emr-managed-policies": "true"})
    found = allowed(compute, stack=stack)
    name = "for-use-with-amazon-emr-managed-policies"
    assert found[RUN].when == {"StringEquals": {f"elasticmapreduce:RequestTag/{name}": "true"}}
    assert found[TAG].when == {
        **found[RUN].when,
        "StringEqualsIfExists": {f"elasticmapreduce:ResourceTag/{name}": "true"},
    }


def test_several_for_one_tier_share_a_policy_with_sids_of_their_own() -> None:
    stack = new_stack()
    first, second = (creating(stack, cluster_tags={"team": team}) for team in ("a", "b"))
    found = documents(first, second, stack=stack)
    for action in ("elasticmapreduce:DescribeCluster", RUN, TAG):
        conditions = [each["Condition"]["StringEquals"] for each in statements_with(action, found)]
        assert sorted(value for each in conditions for value in each.values()) == ["a", "b"]
    sids = [each["Sid"] for document in found for each in document["Statement"] if "Sid" in each]
    assert len(sids) == len(set(sids))


def test_uis_on_clusters_are_left_out_where_one_of_several_leaves_them_out() -> None:
    without = EmrOnEc2(cluster_tags={"team": "a"}, on_cluster_app_ui=False)
    found = statements_with(UI, documents(without, EmrOnEc2(cluster_tags={"team": "b"}), stack=new_stack()))
    assert [each["Condition"]["StringEquals"] for each in found] == [{"elasticmapreduce:ResourceTag/team": "b"}]


@pytest.mark.parametrize("tagged", [True, False])
def test_a_runtime_role_that_no_cluster_can_work_with_is_warned_of(*, tagged: bool) -> None:
    stack = new_stack()
    instance = iam.ArnPrincipal(f"{ROLE}instance")
    runtime = iam.Role(stack, "Runtime", assumed_by=instance.with_session_tags() if tagged else instance)
    new_studio(stack).add_compute(EmrOnEc2(runtime_roles=[runtime]))
    assert ("RuntimeRoleTrust" in warnings_of(stack)) is not tagged
