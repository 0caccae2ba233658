"""The rules of a Studio, wherever it is."""

from collections.abc import Mapping

import pytest
from aws_cdk import App, Environment, NestedStack, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_sns as sns
from conftest import ACCOUNT, FLAGS, REGION, Json, new_app, new_stack, new_studio, template_of

from emr_studio_constructs import EmrStudio, IdentityCenterAuth, IEmrStudio, Tier
from emr_studio_constructs.cfn import Resolver, resources
from emr_studio_constructs.monitoring.events import StudioEvent
from emr_studio_constructs.monitoring.rules import StudioRules

RULE = "AWS::Events::Rule"
ALICE, BOB = "90677bd5e2-11111111-2222-3333-4444-555555555555", "66666666-2222-3333-4444-555555555555"
OF_MAPPINGS = {event for event in StudioEvent if event.startswith("MAPP")}
with_and_without_flags = pytest.mark.parametrize("flags", [FLAGS, {}], ids=["flags", "no flags"])


def imported(stack: Stack, studio_id: str = "es-ONE", construct_id: str = "Studio") -> IEmrStudio:
    return EmrStudio.from_studio_id(stack, construct_id, studio_id)


def rules_of(studio: IEmrStudio, scope: Stack, construct_id: str = "Rules", **arguments: bool) -> StudioRules:
    return StudioRules(scope, construct_id, studio=studio, **{"workspace_actions": False, **arguments})


def pattern(rules: StudioRules, event: StudioEvent) -> Json:
    stack = Stack.of(rules)
    properties = Resolver(template_of(stack)).properties(stack.resolve(rules.rules[event].rule_name)["Ref"])
    return dict(properties["EventPattern"])


def test_each_rule_says_what_it_sees_and_waits_on_the_default_bus_for_targets() -> None:
    stack = new_stack()
    rules = rules_of(new_studio(stack, auth=IdentityCenterAuth()), stack, workspace_actions=True)
    found = [rule["Properties"] for rule in resources(template_of(stack), RULE).values()]
    assert len({rule["Description"] for rule in found}) == len(found) == len(rules.rules) == len(StudioEvent)
    assert all(set(rule) == {"Description", "EventPattern", "State"} for rule in found)


def test_rules_about_workspaces_and_mappings_are_for_who_wants_and_has_them() -> None:
    stack = new_stack()
    rules = rules_of(imported(stack), stack)
    assert set(rules.rules) == set(StudioEvent) - OF_MAPPINGS - {StudioEvent.WORKSPACE_ACTION}


def test_a_rule_takes_targets_as_the_cdk_has_them() -> None:
    stack = new_stack()
    topic = sns.Topic(stack, "Topic")
    rules_of(imported(stack), stack).rules[StudioEvent.SIGN_IN].add_target(targets.SnsTopic(topic))
    (sending,) = (rule for rule in resources(template_of(stack), RULE).values() if "Targets" in rule["Properties"])
    assert sending["Properties"]["Description"] == "Somebody opened the Studio"


def test_the_function_that_maps_is_left_out_whenever_it_is_defined() -> None:
    patterns = []
    for first in (True, False):
        stack = new_stack()
        studio = new_studio(stack, auth=IdentityCenterAuth())
        if first:
            studio.add_user(identity_id=ALICE, tier=Tier.BASIC)
        rules = rules_of(studio, stack)
        studio.add_user(identity_id=BOB, tier=Tier.BASIC)
        patterns.append(pattern(rules, StudioEvent.MAPPED_BY_HAND))
    assert patterns[0] == patterns[1]
    arn, _ = patterns[0]["detail"]["userIdentity"]["arn"]
    assert arn["anything-but"]["prefix"].startswith(f"arn:aws:sts::{ACCOUNT}:assumed-role/")


def test_without_such_a_function_everybody_but_cloudformation_is_by_hand() -> None:
    stack = new_stack()
    studio = new_studio(stack, auth=IdentityCenterAuth())
    studio.add_user("alice", tier=Tier.BASIC)
    assert "userIdentity" not in pattern(rules_of(studio, stack), StudioEvent.MAPPED_BY_HAND)["detail"]


@pytest.mark.parametrize(
    ("env", "says"),
    [
        (Environment(account=ACCOUNT, region="us-east-1"), "the stack's Region us-east-1, got one in eu-west-1"),
        (Environment(account="444455556666", region=REGION), "the stack's account 444455556666, got one in 1111"),
    ],
    ids=["Region", "account"],
)
def test_a_studio_elsewhere_is_refused_by_name(env: Environment, says: str) -> None:
    app = new_app()
    studio = imported(new_stack(app))
    with pytest.raises(ValueError, match=f"studio must be in {says}.*: monitor it from a stack there"):
        rules_of(studio, Stack(app, "Elsewhere", env=env))


def test_studios_in_one_stack_have_rules_of_their_own_and_one_may_have_several() -> None:
    stack = new_stack()
    one, two = imported(stack), imported(stack, "es-TWO", "Two")
    watches = [rules_of(one, stack), rules_of(one, stack, "Again"), rules_of(two, stack, "Other")]
    ids = [pattern(rules, StudioEvent.SIGN_IN)["detail"]["requestParameters"]["studioId"] for rules in watches]
    assert ids == [["es-ONE"], ["es-ONE"], ["es-TWO"]]


@with_and_without_flags
@pytest.mark.parametrize("nested", [False, True], ids=["stack", "nested stack"])
def test_rules_may_be_in_another_stack_than_studio_and_function(flags: Mapping[str, object], *, nested: bool) -> None:
    app = new_app(flags)
    base = new_stack(app, "Base")
    studio = new_studio(base, auth=IdentityCenterAuth())
    stack = NestedStack(base, "Nested") if nested else new_stack(app, "Watch")
    rules_of(studio, stack)
    studio.add_user(identity_id=ALICE, tier=Tier.BASIC)
    app.synth()
    assert (stack.dependencies, base.dependencies) == ([] if nested else [base], [])


@with_and_without_flags
def test_rules_of_a_stack_for_any_account_and_region_name_those_of_its_deployment(flags: Mapping[str, object]) -> None:
    stack = new_stack(App(context=dict(flags)), region=None)
    studio = new_studio(stack, auth=IdentityCenterAuth())
    studio.add_user(identity_id=ALICE, tier=Tier.BASIC)
    rules = rules_of(studio, stack)
    name = stack.resolve(rules.rules[StudioEvent.MAPPED_BY_HAND].rule_name)["Ref"]
    deployed = Resolver(template_of(stack), account="444455556666", region="cn-north-1", partition="aws-cn")
    found = deployed.properties(name)["EventPattern"]
    assert (found["account"], found["region"]) == (["444455556666"], ["cn-north-1"])
    arn, _ = found["detail"]["userIdentity"]["arn"]
    assert arn["anything-but"]["prefix"].startswith("arn:aws-cn:sts::444455556666:assumed-role/")


def test_what_a_caller_adds_to_a_pattern_stays() -> None:
    stack = new_stack()
    rules = rules_of(new_studio(stack, auth=IdentityCenterAuth()), stack)
    rule = rules.rules[StudioEvent.MAPPED_BY_HAND]
    rule.add_event_pattern(detail={"awsRegion": events.Match.any_of(events.Match.prefix("eu-"))})
    assert pattern(rules, StudioEvent.MAPPED_BY_HAND)["detail"]["awsRegion"] == [{"prefix": "eu-"}]
