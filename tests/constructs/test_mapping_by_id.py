"""People of IAM Identity Center by their ids: custom resources, and one function that makes them."""

import pytest
from aws_cdk import App, CfnParameter, Stack
from aws_cdk import aws_iam as iam
from conftest import (
    Argument,
    Json,
    by_arn,
    new_app,
    new_stack,
    new_studio,
    template_of,
    user_role,
)

from emr_studio_constructs import EmrStudio, IdentityCenterAuth, IEmrStudio, Tier
from emr_studio_constructs.cfn import Resolver, identity_policies, resources, the_only, trust_policy

MAPPING, BY_NAME = "Custom::EmrStudioSessionMapping", "AWS::EMR::StudioSessionMapping"
FUNCTION, EVENTS = "AWS::Lambda::Function", "AWS::Lambda::EventInvokeConfig"
ALICE, BOB = "90677bd5e2-11111111-2222-3333-4444-555555555555", "66666666-2222-3333-4444-555555555555"
STUDIO_ID = "es-1234567890ABCDEFGHIJKLMNO"


def sso_studio(stack: Stack | None = None, construct_id: str = "Studio", **quotas: Argument) -> EmrStudio:
    return new_studio(stack or new_stack(), construct_id, auth=IdentityCenterAuth(**quotas))


def imported_studio(stack: Stack) -> IEmrStudio:
    service, user = (iam.Role.from_role_name(stack, name, name) for name in ("Service", "User"))
    auth = IdentityCenterAuth()
    return EmrStudio.from_studio_attributes(
        stack, "Studio", studio_id=STUDIO_ID, service_role=service, user_role=user, auth=auth
    )


def template_with(*identities: str) -> Json:
    studio = sso_studio()
    for identity in identities:
        studio.add_user(identity_id=identity, tier=Tier.BASIC)
    return template_of(studio.stack)


def mapped(template: Json) -> list[Json]:
    found = Resolver(template)
    return [found.properties(name) for name in resources(template, MAPPING)]


def test_an_identity_is_mapped_to_the_policy_of_its_tier() -> None:
    studio = sso_studio()
    studio.add_user(identity_id=ALICE, tier=Tier.BASIC)
    studio.add_group(identity_id=BOB, tier=Tier.ADVANCED)
    template = template_of(studio.stack)
    found = Resolver(template)
    tiers = {
        found.ref(name): found.properties(name)["Description"]
        for name in resources(template, "AWS::IAM::ManagedPolicy")
    }
    assert [(each["IdentityType"], each["IdentityId"]) for each in mapped(template)] == [
        ("USER", ALICE),
        ("GROUP", BOB),
    ]
    assert [tiers[each["SessionPolicyArn"]] for each in mapped(template)] == [
        f"What people with tier {tier} may do in an EMR Studio" for tier in ("BASIC", "ADVANCED")
    ]
    assert {each["StudioId"] for each in mapped(template)} == {found.ref(the_only(template, "AWS::EMR::Studio")[0])}
    assert len(identity_policies(template, user_role(template))) == 2


def test_a_mapping_tells_whom_it_is_for() -> None:
    mapping = sso_studio().add_user(identity_id=ALICE, tier=Tier.BASIC)
    assert (mapping.identity_type, mapping.identity_name, mapping.identity_id) == ("USER", None, ALICE)


def test_people_by_name_need_no_function() -> None:
    studio = sso_studio()
    studio.add_user("alice", tier=Tier.BASIC)
    template = template_of(studio.stack)
    assert not resources(template, FUNCTION)
    assert len(resources(template, "AWS::IAM::Role")) == 2


def test_one_function_maps_all_people_of_a_studio() -> None:
    studio = sso_studio()
    studio.add_user("alice", tier=Tier.BASIC)
    studio.add_user(identity_id=BOB, tier=Tier.BASIC)
    studio.add_group(identity_id=ALICE, tier=Tier.BASIC)
    template = template_of(studio.stack)
    function = Resolver(template).get_att(the_only(template, FUNCTION)[0], "Arn")
    assert {each["ServiceToken"] for each in mapped(template)} == {function}
    assert len(resources(template, BY_NAME)) == 1


def test_each_studio_of_a_stack_has_a_function_of_its_own() -> None:
    stack = new_stack()
    for name in ("One", "Two"):
        sso_studio(stack, name).add_user(identity_id=ALICE, tier=Tier.BASIC)
    template = template_of(stack)
    assert len(resources(template, FUNCTION)) == 2
    assert len({each["ServiceToken"] for each in mapped(template)}) == 2


def test_people_of_an_imported_studio_are_mapped_by_id() -> None:
    stack = new_stack()
    imported_studio(stack).add_group(identity_id=ALICE, tier=Tier.BASIC)
    template = template_of(stack)
    assert [each["StudioId"] for each in mapped(template)] == [STUDIO_ID]
    assert len(resources(template, FUNCTION)) == 1


def test_an_id_may_be_known_at_deploy_only() -> None:
    studio = sso_studio()
    for name in ("One", "Two"):
        parameter = CfnParameter(studio.stack, name, type="String").value_as_string
        studio.add_user(identity_id=parameter, tier=Tier.BASIC)
        studio.add_user(parameter, tier=Tier.BASIC)
    template = template_of(studio.stack)
    assert [each["Properties"]["IdentityId"]["Ref"] for each in resources(template, MAPPING).values()] == ["One", "Two"]
    assert len(resources(template, BY_NAME)) == 2


def test_the_logical_id_follows_from_the_identity_alone() -> None:
    one, other = template_with(ALICE, BOB), template_with(BOB)
    assert resources(other, MAPPING).items() <= resources(one, MAPPING).items()


@pytest.mark.parametrize("name", [ALICE, f"%id:{ALICE}", f"id:{ALICE}", f"%25id:{ALICE}", f"%{ALICE}"])
def test_no_name_collides_with_an_id(name: str) -> None:
    studio = sso_studio()
    studio.add_user(identity_id=ALICE, tier=Tier.BASIC)
    studio.add_user(name, tier=Tier.BASIC)
    template = template_of(studio.stack)
    assert len(resources(template, MAPPING)) == len(resources(template, BY_NAME)) == 1


@pytest.mark.parametrize("kind", ["user", "group"])
def test_names_and_ids_count_together_against_the_quota(kind: str) -> None:
    studio = sso_studio(user_quota=2, group_quota=2)
    add = studio.add_user if kind == "user" else studio.add_group
    add("by name", tier=Tier.BASIC)
    add(identity_id=ALICE, tier=Tier.BASIC)
    with pytest.raises(ValueError, match=f"{kind}s must number at most 2 in one Studio, got '{BOB}' as one more"):
        add(identity_id=BOB, tier=Tier.BASIC)


def test_a_refused_identity_leaves_neither_mapping_nor_function() -> None:
    studio = sso_studio()
    with pytest.raises(ValueError, match="identity_id must be the id of a user"):
        studio.add_user(identity_id="alice", tier=Tier.BASIC)
    template = template_of(studio.stack)
    assert not resources(template, MAPPING)
    assert not resources(template, FUNCTION)
    assert identity_policies(template, user_role(template)) == []


# --- the function -----------------------------------------------------------------------------------------------------


def test_mappings_are_made_after_all_that_the_function_needs_and_deleted_before_it() -> None:
    template = template_with(ALICE)
    waits = set(the_only(template, MAPPING)[1]["DependsOn"])
    needed = {name for name in template["Resources"] if name.startswith("StudioMappingHandler")}
    kinds = {template["Resources"][name]["Type"] for name in needed}
    assert waits == needed
    assert kinds == {FUNCTION, EVENTS, "AWS::IAM::Role", "AWS::IAM::ManagedPolicy", "AWS::Logs::LogGroup"}


def test_cloudformation_waits_as_long_as_the_function_may_take_in_the_queue_and_at_work() -> None:
    template = template_with(ALICE)
    function, events = (the_only(template, kind)[1]["Properties"] for kind in (FUNCTION, EVENTS))
    assert mapped(template)[0]["ServiceTimeout"] == str(events["MaximumEventAgeInSeconds"] + function["Timeout"])


def test_what_cloudformation_gave_up_is_not_done_later() -> None:
    template = template_with(ALICE)
    events = the_only(template, EVENTS)[1]["Properties"]
    assert events["FunctionName"] == {"Ref": the_only(template, FUNCTION)[0]}
    assert events["MaximumRetryAttempts"] == 0


def test_the_log_is_the_functions_own_and_kept_for_a_year() -> None:
    template = template_with(ALICE)
    log, properties = the_only(template, "AWS::Logs::LogGroup")
    function = the_only(template, FUNCTION)[1]["Properties"]
    assert function["LoggingConfig"] == {"LogGroup": {"Ref": log}}
    assert (properties["Properties"]["RetentionInDays"], properties["DeletionPolicy"]) == (365, "RetainExceptOnCreate")


def test_the_function_is_the_handlers_and_nothing_else(tmp_path_factory: pytest.TempPathFactory) -> None:
    out = tmp_path_factory.mktemp("out")
    stack = new_stack(App(outdir=str(out)))
    sso_studio(stack).add_user(identity_id=ALICE, tier=Tier.BASIC)
    assert the_only(template_of(stack), FUNCTION)[1]["Properties"]["Handler"] == "handlers.session_mapping.on_event"
    [asset] = [each for each in out.glob("asset.*") if each.is_dir()]
    files = {str(each.relative_to(asset)) for each in asset.rglob("*") if each.is_file()}
    modules = ("__init__", "answer", "clients", "mapping", "private_git", "session_mapping", "stack")
    assert files == {f"handlers/{name}.py" for name in modules}


def test_the_role_is_lambdas_alone_and_within_the_limits_of_the_studio() -> None:
    stack = new_stack(new_app())
    boundary = iam.ManagedPolicy.from_managed_policy_name(stack, "Boundary", "boundary")
    studio = new_studio(
        stack,
        auth=IdentityCenterAuth(),
        role_path="/roles/",
        policy_path="/policies/",
        permissions_boundary=boundary,
    )
    studio.add_user(identity_id=ALICE, tier=Tier.BASIC)
    template = template_of(stack)
    found = Resolver(template)
    role = by_arn(template, found.properties(the_only(template, FUNCTION)[0])["Role"])
    [statement] = trust_policy(found, role)["Statement"]
    assert statement["Principal"] == {"Service": "lambda.amazonaws.com"}
    assert found.properties(role)["Path"] == "/roles/"
    assert found.properties(role)["PermissionsBoundary"].endswith(":policy/boundary")
    assert "ManagedPolicyArns" not in found.properties(role)
    [policy] = [
        found.properties(name) for name in resources(template, "AWS::IAM::ManagedPolicy") if "MappingHandler" in name
    ]
    assert (policy["Path"], policy["Roles"]) == ("/policies/", [found.ref(role)])


# --- tiers for people who are mapped elsewhere ------------------------------------------------------------------------


def test_a_tier_is_made_for_people_who_are_mapped_outside() -> None:
    studio = sso_studio()
    policy = studio.add_tier(Tier.BASIC)
    assert studio.add_tier(Tier.BASIC) is policy
    template = template_of(studio.stack)
    assert not resources(template, MAPPING)
    assert not resources(template, BY_NAME)
    found = Resolver(template)
    assert len(identity_policies(template, user_role(template))) == 1
    assert (
        "tier BASIC"
        in found.properties(by_arn(template, found.resolve(studio.stack.resolve(policy.managed_policy_arn))))[
            "Description"
        ]
    )


def test_a_tier_of_an_imported_studio_goes_to_its_user_role() -> None:
    stack = new_stack()
    imported_studio(stack).add_tier(Tier.BASIC)
    [policy] = resources(template_of(stack), "AWS::IAM::ManagedPolicy").values()
    assert policy["Properties"]["Roles"] == ["User"]
