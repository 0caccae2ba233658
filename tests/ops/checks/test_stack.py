import json
import shlex
from typing import Any

import pytest
from rehearsals.given import ALICE, BOB, ENGINEERS, Account, a_name
from rehearsals.given_studios import a_studio, studio_request

from emr_studio_constructs.choices import IdentityType
from emr_studio_constructs.ops.checks import quotas
from emr_studio_constructs.ops.checks.mapped_by_hand import mapped_by_hand
from emr_studio_constructs.ops.checks.quotas import studio_name, studio_quota
from emr_studio_constructs.ops.checks.stack import bootstrap, stack_owner, stack_state
from emr_studio_constructs.ops.mappings.model import Identity, Mapping
from ops.checks.asking import findings, said
from ops.checks.people import a_studio_with, group, user

Json = dict[str, Any]


def deploy(account: Account, resources: Json, outputs: Json | None = None, **more: object) -> str:
    """The name of a stack with these resources."""
    name = a_name("stack")
    template = {"Resources": resources, "Outputs": {key: {"Value": value} for key, value in (outputs or {}).items()}}
    account.client("cloudformation").create_stack(StackName=name, TemplateBody=json.dumps(template), **more)
    return name


def mapping(kind: str, name: str) -> Json:
    """A mapping in a template, of a Studio that is not there."""
    properties = {"StudioId": "es-1", "IdentityType": kind, "IdentityName": name, "SessionPolicyArn": "arn"}
    return {"Type": "AWS::EMR::StudioSessionMapping", "Properties": properties}


def deploying(monkeypatch: pytest.MonkeyPatch, resources: Json) -> None:
    """Lets the deployed template be one that nobody can deploy."""
    name = "emr_studio_constructs.ops.checks.mapped_by_hand.template_resources_of"
    monkeypatch.setattr(name, lambda _read, _subject: resources)


def ids_of(account: Account, studio: str) -> dict[str, str]:
    """The ids of those who are mapped, by name."""
    rows = account.emr.list_studio_session_mappings(StudioId=studio)["SessionMappings"]
    return {row["IdentityName"]: row["IdentityId"] for row in rows}


TOPIC: Json = {"Type": "AWS::SNS::Topic"}


@pytest.mark.parametrize(
    ("version", "answer"),
    [
        (None, "problem aws://{}/eu-west-1 is not bootstrapped"),
        ("5", "problem aws://{}/eu-west-1 is bootstrapped by version 5, 6 is needed"),
        ("21", "good aws://{}/eu-west-1 is bootstrapped, version 21"),
    ],
)
def test_the_account_is_bootstrapped(account: Account, version: str | None, answer: str) -> None:
    parameter = "/cdk-bootstrap/hnb659fds/version"
    if version:
        account.client("ssm").put_parameter(Name=parameter, Value=version, Type="String", Overwrite=True)
    assert said(account, bootstrap) == [answer.format(account.id)]


def test_a_stack_that_is_not_there_yet_is_not_asked_about(account: Account) -> None:
    for check in (stack_state, stack_owner, mapped_by_hand):
        assert said(account, check, stack_name="NotYet", mapped_by_stack=True, people=(user(ALICE),)) == []


def test_a_stack_that_can_be_updated_is_good(account: Account) -> None:
    name = deploy(account, {"Topic": TOPIC})
    assert said(account, stack_state, stack_name=name) == [f"good {name} is CREATE_COMPLETE"]


def test_a_stack_that_was_rolled_back_is_a_problem_and_its_protection_comes_off_first(account: Account) -> None:
    name = a_name("failed")
    account.client("cloudformation").create_stack(
        StackName=name,
        TemplateBody=json.dumps({"Resources": {"Alice": mapping("USER", ALICE)}}),
        EnableTerminationProtection=True,
    )
    [found] = findings(account, stack_state, stack_name=name)
    assert (found.mark, found.text) == ("problem", "is ROLLBACK_COMPLETE")
    unprotect, delete = found.command.split(" && ")
    assert unprotect.startswith("aws cloudformation update-termination-protection --no-enable-termination-protection")
    assert delete == f"aws cloudformation delete-stack --stack-name {name}"


def test_a_stack_without_a_studio_is_a_problem(account: Account) -> None:
    name = deploy(account, {"Topic": TOPIC})
    assert said(account, stack_owner, stack_name=name) == [f"problem {name} is a stack without a Studio"]


# --- mapped by hand ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("directory")
def test_whoever_a_deploy_is_to_map_and_is_mapped_already_is_a_problem(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio, _, _ = a_studio_with(account, user(ALICE), user(BOB), group(ENGINEERS))
    name = deploy(account, {"Topic": TOPIC}, {"StudioId": studio})
    deployed = {"Alice": mapping("USER", ALICE)}
    deploying(monkeypatch, deployed)
    known = {"stack_name": name, "people": (user(ALICE), user(BOB), group(ENGINEERS), user("carol@example.com"))}
    found = findings(account, mapped_by_hand, **known, mapped_by_stack=True)
    assert [(each.mark, each.about) for each in found] == [
        ("problem", f"user {BOB}"),
        ("problem", f"group {ENGINEERS}"),
    ]
    assert found[0].command == (
        f"aws emr delete-studio-session-mapping --studio-id {studio} --identity-type USER --identity-name {BOB}"
    )
    assert said(account, mapped_by_hand, **known, mapped_by_stack=False) == []
    by_id = {**known, "people": (user(BOB, "906fa2c3-5d4e-4f60-8182-93a4b5c6d7e8"),)}
    assert said(account, mapped_by_hand, **by_id, mapped_by_stack=True) == []


def test_a_name_with_spaces_is_one_word_of_the_command(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    deploying(monkeypatch, {})
    engineers = Identity(type=IdentityType.GROUP, name="Data Engineers")
    row = Mapping(identity=engineers, session_policy_arn="arn")
    monkeypatch.setattr("emr_studio_constructs.ops.checks.mapped_by_hand.mappings_of", lambda *_: [row])
    known = {"studio_id": "es-1", "people": (group("Data Engineers"),), "mapped_by_stack": True}
    [found] = findings(account, mapped_by_hand, **known)
    assert shlex.split(found.command)[-2:] == ["--identity-name", "Data Engineers"]


@pytest.mark.usefixtures("directory")
def test_whoever_goes_from_name_to_id_or_back_takes_two_deploys(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio, _, _ = a_studio_with(account, user(ALICE), user(BOB))
    ids = ids_of(account, studio)
    name = deploy(account, {"Topic": TOPIC}, {"StudioId": studio})
    by_id = {"StudioId": studio, "IdentityType": "USER", "IdentityId": ids[BOB], "SessionPolicyArn": "arn"}
    deployed = {
        "Alice": mapping("USER", ALICE),
        "Bob": {"Type": "Custom::EmrStudioSessionMapping", "Properties": by_id},
    }
    deploying(monkeypatch, deployed)
    people = (user("Alice", ids[ALICE]), user(BOB))
    found = findings(account, mapped_by_hand, stack_name=name, people=people, mapped_by_stack=True)
    assert [(each.mark, each.text) for each in found] == [
        ("problem", f"is mapped by the stack as {ALICE}"),
        ("problem", f"is mapped by the stack as {ids[BOB]}"),
    ]
    assert found[0].fix == "take users.Alice out and deploy, then put it back and deploy again"


@pytest.mark.usefixtures("directory")
def test_whoever_is_mapped_by_hand_is_adopted_by_id_with_the_same_policy_alone(account: Account) -> None:
    studio, _, policy = a_studio_with(account, user(ALICE))
    people = (user("Alice", ids_of(account, studio)[ALICE]),)
    for basic, marks in ((policy, []), ("arn:aws:iam::1:policy/other", ["problem"])):
        outputs = {"StudioId": studio, "SessionPolicies": json.dumps({"BASIC": basic})}
        name = deploy(account, {"Topic": TOPIC}, outputs)
        found = findings(account, mapped_by_hand, stack_name=name, people=people, mapped_by_stack=True)
        assert [each.mark for each in found] == marks


# --- room for one more ------------------------------------------------------------------------------------------------


def test_a_name_that_another_studio_has_is_a_warning(account: Account) -> None:
    request = studio_request(account)
    studio = a_studio(account, request)
    assert said(account, studio_name, name=request["Name"]) == [
        f"warning {request['Name']} is the name of {studio} too"
    ]
    assert said(account, studio_name, name="another") == ["good another no other Studio has this name"]


def test_a_studio_does_not_take_its_own_name(account: Account) -> None:
    request = studio_request(account)
    name = deploy(account, {"Topic": TOPIC}, {"StudioId": a_studio(account, request)})
    assert [found.mark for found in findings(account, studio_name, name=request["Name"], stack_name=name)] == ["good"]


@pytest.mark.parametrize(("quota", "mark"), [(1, "problem"), (2, "warning"), (100, "good")])
def test_one_studio_more_fits_the_quota(
    account: Account, monkeypatch: pytest.MonkeyPatch, quota: int, mark: str
) -> None:
    monkeypatch.setattr(quotas, "_STUDIOS", quota)
    monkeypatch.setattr(quotas, "_NEARLY", 0.5)
    monkeypatch.setattr(quotas, "_studios", lambda _read: [{"StudioId": "es-1"}])
    [found] = findings(account, studio_quota)
    assert (found.mark, found.text) == (mark, f"has 1 of {quota} Studios")
    assert said(account, studio_quota, studio_id="es-1") == []
