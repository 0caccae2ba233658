"""People of IAM Identity Center: each mapped once, under an id that follows from their name alone."""

import pytest
from aws_cdk import CfnParameter
from conftest import Argument, Json, by_arn, new_stack, new_studio, template_of, user_role

from emr_studio_constructs import CustomTier, EmrStudio, IdentityCenterAuth, Tier
from emr_studio_constructs.cfn import Resolver, identity_policies, managed_policy_document, resources

MAPPING = "AWS::EMR::StudioSessionMapping"
# identity type, name, tier
Person = tuple[str, str, Tier | CustomTier]


def sso_studio(**quotas: Argument) -> EmrStudio:
    return new_studio(new_stack(), auth=IdentityCenterAuth(**quotas))


def template_with(*people: Person) -> Json:
    studio = sso_studio()
    for identity_type, name, tier in people:
        (studio.add_user if identity_type == "USER" else studio.add_group)(name, tier=tier)
    return template_of(studio.stack)


def logical_ids(template: Json) -> dict[str, str]:
    """The logical id of each person's mapping, by name."""
    return {mapping["Properties"]["IdentityName"]: name for name, mapping in resources(template, MAPPING).items()}


def test_users_and_groups_are_mapped_to_the_policy_of_their_tier() -> None:
    found = Resolver(template_with(("USER", "alice", Tier.BASIC), ("GROUP", "engineers", Tier.ADVANCED)))
    mapped = {m["IdentityName"]: m for m in (found.properties(name) for name in resources(found.template, MAPPING))}
    arns = {found.ref(name): name for name in resources(found.template, "AWS::IAM::ManagedPolicy")}
    assert {name: mapping["IdentityType"] for name, mapping in mapped.items()} == {
        "alice": "USER",
        "engineers": "GROUP",
    }
    descriptions = {
        name: found.properties(arns[mapping["SessionPolicyArn"]])["Description"] for name, mapping in mapped.items()
    }
    assert "BASIC" in descriptions["alice"]
    assert "ADVANCED" in descriptions["engineers"]


def test_the_user_role_has_the_policy_of_every_tier_in_use() -> None:
    template = template_with(("USER", "a", Tier.BASIC), ("USER", "b", Tier.BASIC), ("GROUP", "c", Tier.ADVANCED))
    found = Resolver(template)
    session_policies = {found.properties(name)["SessionPolicyArn"] for name in resources(template, MAPPING)}
    documents = [managed_policy_document(found, by_arn(template, arn)) for arn in session_policies]
    assert len(documents) == 2
    assert sorted(documents, key=str) == _allowed(template)


def test_another_tier_is_another_policy_under_the_same_logical_id() -> None:
    before, after = template_with(("USER", "alice", Tier.BASIC)), template_with(("USER", "alice", Tier.ADVANCED))
    assert logical_ids(before) == logical_ids(after)
    assert resources(before, MAPPING) != resources(after, MAPPING)


def test_names_that_look_alike_do_not_collide() -> None:
    names = ["a.b@x", "ab@x", "a-b@x", "a b@x", "a/b@x", "A.b@x", "a--b@x", "a%2Fb@x", "é", "e"]
    template = template_with(*(("USER", name, Tier.BASIC) for name in names), ("GROUP", "ab@x", Tier.BASIC))
    assert len(resources(template, MAPPING)) == len(names) + 1
    assert set(logical_ids(template)) == set(names)


def test_the_order_of_adding_changes_nothing() -> None:
    people: list[Person] = [("USER", "a", Tier.ADVANCED), ("USER", "b", Tier.BASIC), ("GROUP", "c", Tier.BASIC)]
    one, other = template_with(*people), template_with(*reversed(people))
    assert resources(one, MAPPING) == resources(other, MAPPING)
    assert resources(one, "AWS::IAM::ManagedPolicy") == resources(other, "AWS::IAM::ManagedPolicy")
    assert _allowed(one) == _allowed(other)


def _allowed(template: Json) -> list[Json]:
    return sorted(identity_policies(template, user_role(template)), key=str)


def test_to_take_one_person_away_leaves_the_others() -> None:
    both = template_with(("USER", "a", Tier.BASIC), ("USER", "b", Tier.BASIC))
    one = template_with(("USER", "b", Tier.BASIC))
    assert logical_ids(one).items() <= logical_ids(both).items()


def test_a_name_may_be_known_at_deploy_only() -> None:
    studio = sso_studio()
    names = [CfnParameter(studio.stack, name, type="String").value_as_string for name in ("One", "Two")]
    for name in names:
        studio.add_group(name, tier=Tier.BASIC)
    template = template_of(studio.stack)
    assert [m["Properties"]["IdentityName"] for m in resources(template, MAPPING).values()] == [
        {"Ref": "One"},
        {"Ref": "Two"},
    ]


def test_a_mapping_tells_whom_it_is_for() -> None:
    mapping = sso_studio().add_group("engineers", tier=Tier.BASIC)
    assert (mapping.identity_type, mapping.identity_name) == ("GROUP", "engineers")


@pytest.mark.parametrize(("kind", "quota"), [("user", 100), ("group", 5)])
def test_the_quota_of_the_account_is_kept(kind: str, quota: int) -> None:
    studio = sso_studio()
    add = studio.add_user if kind == "user" else studio.add_group
    for number in range(quota):
        add(f"name-{number}", tier=Tier.BASIC)
    with pytest.raises(ValueError, match=f"{kind}s must number at most {quota} in one Studio, got 'one more'"):
        add("one more", tier=Tier.BASIC)


def test_a_raised_quota_lets_more_people_in() -> None:
    studio = sso_studio(group_quota=6)
    for number in range(6):
        studio.add_group(f"name-{number}", tier=Tier.BASIC)
    assert len(resources(template_of(studio.stack), MAPPING)) == 6


def test_a_quota_may_be_known_at_deploy_only() -> None:
    stack = new_stack()
    quota: Argument = CfnParameter(stack, "Quota", type="Number").value_as_number
    studio = new_studio(stack, auth=IdentityCenterAuth(user_quota=quota, group_quota=quota))
    studio.add_user("alice", tier=Tier.BASIC)
    studio.add_group("engineers", tier=Tier.BASIC)
    assert len(resources(template_of(stack), MAPPING)) == 2


def test_a_refused_person_leaves_no_trace() -> None:
    studio = sso_studio()
    with pytest.raises(ValueError, match="user name must have"):
        studio.add_user("", tier=Tier.BASIC)
    template = template_of(studio.stack)
    assert not resources(template, MAPPING)
    assert identity_policies(template, user_role(template)) == []
