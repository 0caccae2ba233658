"""Which rules see which calls, by EventBridge's own matching."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple, Protocol

import pytest
from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from conftest import ACCOUNT, REGION, Json, new_stack, new_studio, template_of
from matching import Ask, PatternError, Question, matcher
from records import ADMIN, CLOUDFORMATION, IAM_USER, IDENTITY_CENTER_USER, ROOT, call, denied, session

from emr_studio_constructs import EmrStudio, IdentityCenterAuth, IEmrStudio, Tier
from emr_studio_constructs.cfn import Resolver
from emr_studio_constructs.monitoring.events import WORKSPACE_ACTIONS, StudioEvent
from emr_studio_constructs.monitoring.rules import StudioRules

Patterns = Mapping[StudioEvent, Json]

STUDIO_ID = "es-1234567890ABCDEFGHIJKLMNO"
STUDIO_ARN = f"arn:aws:elasticmapreduce:{REGION}:{ACCOUNT}:studio/{STUDIO_ID}"
USER_ROLE = f"arn:aws:iam::{ACCOUNT}:role/studio/People"
BECAUSE = " because no identity-based policy allows the action"
MAPPINGS = {
    "CreateStudioSessionMapping": StudioEvent.MAPPING_CREATED,
    "UpdateStudioSessionMapping": StudioEvent.MAPPING_UPDATED,
    "DeleteStudioSessionMapping": StudioEvent.MAPPING_DELETED,
}
# EventBridge's limit, unless AWS raises it: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
LONGEST_PATTERN = 2048


def patterns_of(rules: StudioRules) -> Patterns:
    """The patterns of the rules as deployed."""
    stack = Stack.of(rules)
    resolver = Resolver(template_of(stack))
    names = {event: stack.resolve(rule.rule_name)["Ref"] for event, rule in rules.rules.items()}
    return {event: resolver.properties(name)["EventPattern"] for event, name in names.items()}


def imported_studio(stack: Stack, *, identity_center: bool = True) -> IEmrStudio:
    role = iam.Role.from_role_arn(stack, "Service", f"arn:aws:iam::{ACCOUNT}:role/service")
    if not identity_center:
        return EmrStudio.from_studio_attributes(stack, "Studio", studio_id=STUDIO_ID, service_role=role)
    people = iam.Role.from_role_arn(stack, "People", USER_ROLE)
    return EmrStudio.from_studio_attributes(
        stack, "Studio", studio_id=STUDIO_ID, service_role=role, user_role=people, auth=IdentityCenterAuth()
    )


@cache
def patterns(*, identity_center: bool = True) -> Patterns:
    """The patterns of an imported Studio, of which the id is known."""
    stack = new_stack()
    studio = imported_studio(stack, identity_center=identity_center)
    return patterns_of(StudioRules(stack, "Rules", studio=studio, workspace_actions=True))


class Deployed(NamedTuple):
    """An own Studio as deployed, the patterns of its rules, and the role of its function that maps by id."""

    studio_id: str
    patterns: Patterns
    function_role: str


@cache
def with_function() -> Deployed:
    stack = new_stack()
    studio = new_studio(stack, auth=IdentityCenterAuth())
    rules = StudioRules(stack, "Rules", studio=studio, workspace_actions=True)
    studio.add_user(identity_id="90677bd5e2-11111111-2222-3333-4444-555555555555", tier=Tier.BASIC)
    resolver = Resolver(template_of(stack))
    assert studio.mapping_role is not None
    ids = (stack.resolve(value) for value in (studio.studio_id, studio.mapping_role.role_arn))
    studio_id, function_role = map(resolver.resolve, ids)
    return Deployed(studio_id, patterns_of(rules), function_role)


class SeenBy(Protocol):
    """The rules that see an event: those of the imported Studio, or others."""

    def __call__(self, event: Json, found: Patterns | None = None) -> set[StudioEvent]: ...


@pytest.fixture(name="ask", scope="module")
def start_matcher() -> Iterator[Ask]:
    with matcher() as ask:
        yield ask


@pytest.fixture
def seen_by(ask: Ask) -> SeenBy:
    def matching(event: Json, found: Patterns | None = None) -> set[StudioEvent]:
        found = patterns() if found is None else found
        answers = ask([Question(pattern, event) for pattern in found.values()])
        return {name for name, answer in zip(found, answers, strict=True) if answer}

    return matching


def of_studio(studio_id: str = STUDIO_ID, **others: str) -> Json:
    return {"studioId": studio_id, **others}


def test_a_new_studio_is_seen_whatever_it_is_called(seen_by: SeenBy) -> None:
    assert seen_by(call("CreateStudio", {"name": "other"})) == {StudioEvent.STUDIO_CREATED}


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("UpdateStudio", StudioEvent.STUDIO_UPDATED),
        ("DeleteStudio", StudioEvent.STUDIO_DELETED),
        ("CreateStudioPresignedUrl", StudioEvent.SIGN_IN),
    ],
)
def test_a_call_is_seen_if_it_is_of_this_studio_and_succeeded(seen_by: SeenBy, name: str, event: StudioEvent) -> None:
    assert seen_by(call(name, of_studio())) == {event}
    assert seen_by(call(name, of_studio("es-OTHER"))) == set()
    assert seen_by(call(name, of_studio(f"{STUDIO_ID}2"))) == set()
    assert seen_by(call(name, of_studio(), refused="no such subnet", error_code="InvalidRequestException")) == set()


@pytest.mark.parametrize("name", ["AddTags", "RemoveTags"])
def test_tags_of_the_studio_are_seen_and_those_of_other_resources_are_not(seen_by: SeenBy, name: str) -> None:
    assert seen_by(call(name, {"resourceId": STUDIO_ID})) == {StudioEvent.STUDIO_UPDATED}
    for other in ("es-OTHER", "j-1234567890ABC", f"{STUDIO_ID}2"):
        assert seen_by(call(name, {"resourceId": other})) == set()


@pytest.mark.parametrize("by", [ADMIN, IAM_USER, ROOT], ids=["role", "user", "root"])
@pytest.mark.parametrize("name", MAPPINGS)
def test_a_mapping_made_by_anybody_is_by_hand(seen_by: SeenBy, name: str, by: Json) -> None:
    changed = call(name, of_studio(identityType="USER", identityName="alice"), by=by)
    assert seen_by(changed) == {MAPPINGS[name], StudioEvent.MAPPED_BY_HAND}


@pytest.mark.parametrize("address", [CLOUDFORMATION, f"{CLOUDFORMATION}.cn"])
@pytest.mark.parametrize("name", MAPPINGS)
def test_a_mapping_made_by_cloudformation_is_not_by_hand(seen_by: SeenBy, name: str, address: str) -> None:
    assert seen_by(call(name, of_studio(), address=address)) == {MAPPINGS[name]}


@pytest.mark.parametrize("name", MAPPINGS)
def test_a_mapping_made_by_the_studios_function_is_not_by_hand(seen_by: SeenBy, name: str) -> None:
    studio_id, found, role = with_function()
    assert seen_by(call(name, of_studio(studio_id), by=session(role, "function")), found) == {MAPPINGS[name]}


@pytest.mark.parametrize("other", ["2", ""], ids=["with a longer name", "a user of the same name"])
def test_a_mapping_made_by_somebody_like_the_studios_function_is_by_hand(seen_by: SeenBy, other: str) -> None:
    studio_id, found, role = with_function()
    by = session(f"{role}{other}") if other else {**IAM_USER, "arn": role.replace(":role/", ":user/")}
    changed = call("DeleteStudioSessionMapping", of_studio(studio_id), by=by)
    assert StudioEvent.MAPPED_BY_HAND in seen_by(changed, found)


def test_a_mapping_made_by_somebody_without_an_arn_is_by_hand_where_there_is_such_a_function(seen_by: SeenBy) -> None:
    studio_id, found, _ = with_function()
    changed = call("CreateStudioSessionMapping", of_studio(studio_id), by=IDENTITY_CENTER_USER)
    assert StudioEvent.MAPPED_BY_HAND in seen_by(changed, found)


@pytest.mark.parametrize("name", MAPPINGS)
def test_a_mapping_that_was_refused_or_is_of_another_studio_is_not_seen(seen_by: SeenBy, name: str) -> None:
    assert seen_by(call(name, of_studio("es-OTHER"))) == set()
    exists = "Studio session mapping already exists."
    assert seen_by(call(name, of_studio(), refused=exists, error_code="InvalidRequestException")) == set()


@pytest.mark.parametrize("name", WORKSPACE_ACTIONS)
def test_what_people_do_with_workspaces_is_seen_in_the_whole_account(seen_by: SeenBy, name: str) -> None:
    assert seen_by(call(name, {"editorId": "e-1234567890ABCDEFGHIJKLMNO"})) == {StudioEvent.WORKSPACE_ACTION}


@pytest.mark.parametrize("name", ["RunJobFlow", "DescribeStudio", "DescribeEditor", "ListStudioSessionMappings"])
def test_other_calls_of_emr_are_not_seen(seen_by: SeenBy, name: str) -> None:
    assert seen_by(call(name, of_studio())) == set()


@pytest.mark.parametrize(
    "message",
    [
        denied("elasticmapreduce:CreateStudioPresignedUrl", STUDIO_ARN, BECAUSE),
        denied("elasticmapreduce:CreateStudioPresignedUrl", STUDIO_ARN, " with an explicit deny"),
        denied("elasticmapreduce:CreateStudioPresignedUrl", STUDIO_ARN),
    ],
)
@pytest.mark.parametrize("identity_center", [True, False], ids=["Identity Center", "IAM"])
def test_a_refused_call_is_seen_by_the_studio_in_its_message(
    seen_by: SeenBy, message: str, *, identity_center: bool
) -> None:
    refused = call("CreateStudioPresignedUrl", refused=message)
    assert seen_by(refused, patterns(identity_center=identity_center)) == {StudioEvent.REFUSED}


@pytest.mark.parametrize("code", ["AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation"])
def test_a_refused_call_is_seen_by_the_studio_in_its_parameters(seen_by: SeenBy, code: str) -> None:
    refused = call("DeleteStudio", of_studio(), refused="Access denied", error_code=code)
    assert seen_by(refused) == {StudioEvent.REFUSED}


@pytest.mark.parametrize("other", ["es-OTHER", f"{STUDIO_ID}2"])
def test_a_refused_call_to_another_studio_is_not_seen(seen_by: SeenBy, other: str) -> None:
    arn = STUDIO_ARN.replace(STUDIO_ID, other)
    for because in ("", BECAUSE):
        message = denied("elasticmapreduce:DeleteStudio", arn, because)
        assert seen_by(call("DeleteStudio", of_studio(other), refused=message)) == set()


@pytest.mark.parametrize("service", ["elasticmapreduce", "emr-serverless", "s3"])
def test_any_refused_call_of_somebody_with_the_user_role_is_seen(seen_by: SeenBy, service: str) -> None:
    def refused(role: str) -> Json:
        message = denied(f"{service}:Anything", None, BECAUSE)
        return call("Anything", by=session(role), service=f"{service}.amazonaws.com", refused=message)

    assert seen_by(refused(USER_ROLE)) == {StudioEvent.REFUSED}
    assert seen_by(refused(f"{USER_ROLE}2")) == set()
    assert seen_by(refused(USER_ROLE), patterns(identity_center=False)) == set()


def test_what_somebody_with_the_user_role_may_do_is_not_refused(seen_by: SeenBy) -> None:
    assert seen_by(call("Anything", by=session(USER_ROLE))) == set()


ONE_OF_EACH = [
    *(call(name, of_studio()) for name in ("CreateStudio", "UpdateStudio", "DeleteStudio", *MAPPINGS, "StartEditor")),
    call("CreateStudioPresignedUrl", of_studio()),
    call("CreateStudioPresignedUrl", of_studio(), refused=denied("elasticmapreduce:CreateStudioPresignedUrl")),
]


def test_every_rule_sees_one_of_these_calls(seen_by: SeenBy) -> None:
    assert set().union(*map(seen_by, ONE_OF_EACH)) == set(StudioEvent)


@pytest.mark.parametrize(
    "foreign",
    [
        {"account": "444455556666"},
        {"region": "us-east-1"},
        {"source": "somebody.of.the.account"},
        {"detail-type": "AWS Service Event via CloudTrail"},
    ],
    ids=str,
)
def test_what_is_not_an_api_call_of_the_account_and_region_is_not_seen(seen_by: SeenBy, foreign: Json) -> None:
    assert set().union(*(seen_by({**event, **foreign}) for event in ONE_OF_EACH)) == set()


def test_calls_of_other_services_with_the_same_name_are_not_seen(seen_by: SeenBy) -> None:
    for event in ONE_OF_EACH[:-1]:
        other = {**event, "source": "aws.sagemaker"}
        assert seen_by({**other, "detail": {**event["detail"], "eventSource": "sagemaker.amazonaws.com"}}) == set()


def test_a_studio_in_iam_mode_has_no_rules_about_mappings() -> None:
    without = {*MAPPINGS.values(), StudioEvent.MAPPED_BY_HAND}
    assert set(patterns(identity_center=False)) == set(StudioEvent) - without


def test_patterns_with_the_longest_names_stay_below_the_limit() -> None:
    stack = new_stack(region="ap-southeast-1")
    service, people = (
        iam.Role.from_role_arn(stack, name, f"arn:aws:iam::{ACCOUNT}:role/{'p' * 510}/{'r' * 64}")
        for name in ("Service", "User")
    )
    studio = EmrStudio.from_studio_attributes(
        stack,
        "Studio",
        studio_id=f"es-{'A' * 253}",
        service_role=service,
        user_role=people,
        auth=IdentityCenterAuth(),
    )
    studio.add_user(identity_id="90677bd5e2-11111111-2222-3333-4444-555555555555", tier=Tier.BASIC)
    found = patterns_of(StudioRules(stack, "Rules", studio=studio, workspace_actions=True))
    sizes = {event: len(json.dumps(pattern)) for event, pattern in found.items()}
    assert max(sizes.values()) <= LONGEST_PATTERN


def test_a_pattern_that_eventbridge_refuses_is_noticed(ask: Ask) -> None:
    with pytest.raises(PatternError, match="Unrecognized match type contains"):
        ask([Question({"detail": {"eventName": [{"contains": "Studio"}]}}, call("CreateStudio"))])
