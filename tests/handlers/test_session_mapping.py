import json
import logging
from datetime import timedelta

import pytest

from handlers.asked import (
    ADVANCED,
    BASIC,
    IDENTITY,
    MAPPED,
    OTHER_IDENTITY,
    OTHER_STUDIO,
    REQUEST_ID,
    STACK,
    STUDIO,
    Inbox,
    create,
    delete,
    physical_id,
    properties,
    update,
)
from handlers.conftest import Tell
from handlers.scripted import Aws

EXISTS, MISSING = "Studio session mapping already exists.", "Studio session mapping does not exist."
NO_STUDIO, UNKNOWN = "Studio does not exist.", "IdentityId is invalid."
BY_NAME = f"{STUDIO}|USER|alice"
NAMED = [BY_NAME, BY_NAME.replace("alice", "Alice"), f"{STUDIO}:USER:{IDENTITY}:alice"]
SUCCESS, FAILED = "SUCCESS", "FAILED"
CLEANING_UP = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"


def status(answer: dict[str, str]) -> tuple[str, str]:
    return answer["Status"], answer["PhysicalResourceId"]


def to_be_deleted(aws: Aws, *others: tuple[str, str, str]) -> None:
    """What is asked before a mapping is deleted that nobody else has."""
    aws.listed([(IDENTITY, BASIC)])
    aws.in_stack(*others)
    aws.stack_is(CLEANING_UP)


# --- Create -----------------------------------------------------------------------------------------------------------


def test_an_identity_is_mapped(aws: Aws, tell: Tell) -> None:
    aws.made("create")
    aws.listed([(IDENTITY, BASIC)])
    aws.in_stack(("StudioUsersbob", f"{STUDIO}|USER|bob", "CREATE_COMPLETE"))
    assert status(tell(create())) == (SUCCESS, physical_id())


def test_an_id_is_found_in_whatever_case_emr_lists_it(aws: Aws, tell: Tell) -> None:
    aws.refused("create", EXISTS)
    aws.listed([(IDENTITY.upper(), BASIC)])
    aws.in_stack()
    assert status(tell(create())) == (SUCCESS, physical_id())


@pytest.mark.parametrize("pages", [1, 3])
def test_an_equal_mapping_is_adopted_on_whichever_page_it_is(aws: Aws, tell: Tell, pages: int) -> None:
    others = [[(OTHER_IDENTITY, ADVANCED)]] * (pages - 1)
    aws.refused("create", EXISTS)
    aws.listed(*others, [(IDENTITY, BASIC)])
    aws.in_stack()
    assert status(tell(create())) == (SUCCESS, physical_id())


def test_a_mapping_to_another_policy_is_left_alone_and_named(aws: Aws, tell: Tell) -> None:
    aws.refused("create", EXISTS)
    aws.listed([(IDENTITY, ADVANCED)])
    aws.in_stack()
    answer = tell(create())
    assert answer["Status"] == FAILED
    assert answer["Reason"] == (
        f"USER {IDENTITY} of Studio {STUDIO} is mapped to {ADVANCED} already: "
        "delete that mapping, or give them that tier"
    )


@pytest.mark.parametrize("named", NAMED)
def test_who_is_mapped_by_name_in_the_same_stack_is_refused_by_id(aws: Aws, tell: Tell, named: str) -> None:
    aws.refused("create", EXISTS)
    aws.listed([(IDENTITY, BASIC)])
    aws.in_stack(("StudioUsersalice", named, "UPDATE_COMPLETE"))
    answer = tell(create())
    assert answer["Status"] == FAILED
    assert (
        "is mapped by name in the same stack, as StudioUsersalice: take the name out in one deploy" in answer["Reason"]
    )


def test_who_is_in_the_same_stack_by_name_is_refused_though_that_mapping_is_gone(aws: Aws, tell: Tell) -> None:
    aws.made("create")
    aws.listed([(IDENTITY, BASIC)])
    aws.in_stack(("StudioUsersalice", BY_NAME, "UPDATE_COMPLETE"))
    aws.made("delete", policy=None)
    answer = tell(create())
    assert status(answer) == (FAILED, f"failed-{REQUEST_ID}")
    assert "is mapped by name in the same stack, as StudioUsersalice" in answer["Reason"]


def test_a_mapping_that_emr_does_not_list_yet_is_made(aws: Aws, tell: Tell) -> None:
    aws.made("create")
    aws.listed([])
    assert tell(create())["Status"] == SUCCESS


@pytest.mark.parametrize("listed", [True, False], ids=["and others are mapped", "and nothing is listed"])
def test_what_emr_refuses_is_answered_in_its_words(aws: Aws, tell: Tell, *, listed: bool) -> None:
    aws.refused("create", UNKNOWN)
    if listed:
        aws.listed([(OTHER_IDENTITY, BASIC)])
    else:
        aws.list_refused()
    answer = tell(create())
    assert answer["Status"] == FAILED
    assert answer["Reason"] == (
        f"USER {IDENTITY} of Studio {STUDIO}: An error occurred (InvalidRequestException) when calling the "
        "CreateStudioSessionMapping operation: IdentityId is invalid; "
        "check the id in IAM Identity Center, the Studio, and its quota of mappings"
    )


def test_a_failed_creation_leaves_nothing_that_cloudformation_would_delete(aws: Aws, tell: Tell) -> None:
    aws.refused("create", UNKNOWN)
    aws.listed([])
    failed = tell(create())["PhysicalResourceId"]
    assert failed == f"failed-{REQUEST_ID}"


# --- Update -----------------------------------------------------------------------------------------------------------


def test_another_policy_is_set_in_place(aws: Aws, tell: Tell) -> None:
    aws.made("update", policy=ADVANCED)
    answer = tell(update(properties(policy=ADVANCED), former=properties()))
    assert status(answer) == (SUCCESS, physical_id())


def test_a_mapping_that_somebody_deleted_is_made_again(aws: Aws, tell: Tell) -> None:
    aws.refused("update", MISSING, policy=ADVANCED)
    aws.listed([(OTHER_IDENTITY, ADVANCED)])
    aws.made("create", policy=ADVANCED)
    aws.listed([(IDENTITY, ADVANCED)])
    aws.in_stack()
    answer = tell(update(properties(policy=ADVANCED), former=properties()))
    assert status(answer) == (SUCCESS, physical_id())


def test_a_refused_update_fails_and_keeps_the_physical_id(aws: Aws, tell: Tell) -> None:
    aws.refused("update", UNKNOWN, policy=ADVANCED)
    aws.listed([(IDENTITY, BASIC)])
    answer = tell(update(properties(policy=ADVANCED), former=properties()))
    assert status(answer) == (FAILED, physical_id())


def test_an_update_that_emr_refused_is_rolled_back(aws: Aws, tell: Tell) -> None:
    aws.refused("update", UNKNOWN)
    aws.listed([(IDENTITY, BASIC)])
    answer = tell(update(properties(), former=properties(policy=ADVANCED)))
    assert status(answer) == (SUCCESS, physical_id())


def test_another_studio_is_another_mapping(aws: Aws, tell: Tell) -> None:
    aws.made("create", studio=OTHER_STUDIO)
    aws.listed([(IDENTITY, BASIC)], studio=OTHER_STUDIO)
    aws.in_stack()
    answer = tell(update(properties(studio=OTHER_STUDIO), former=properties()))
    assert status(answer) == (SUCCESS, physical_id(studio=OTHER_STUDIO))


def test_a_replacement_is_rolled_back_to_the_mapping_that_is_still_there(aws: Aws, tell: Tell) -> None:
    aws.refused("create", EXISTS)
    aws.listed([(IDENTITY, BASIC)])
    aws.in_stack()
    replaced = physical_id(identity=OTHER_IDENTITY)
    answer = tell(update(properties(), former=properties(identity=OTHER_IDENTITY), was=replaced))
    assert status(answer) == (SUCCESS, physical_id())


def test_a_failed_replacement_keeps_the_former_physical_id(aws: Aws, tell: Tell) -> None:
    former = physical_id(identity=OTHER_IDENTITY)
    aws.refused("create", UNKNOWN)
    aws.listed([])
    answer = tell(update(properties(), former=properties(identity=OTHER_IDENTITY), was=former))
    assert status(answer) == (FAILED, former)


# --- Delete -----------------------------------------------------------------------------------------------------------


def test_what_the_physical_id_says_is_deleted_whatever_the_properties_say(aws: Aws, tell: Tell) -> None:
    former = physical_id(studio=OTHER_STUDIO)
    aws.listed([(IDENTITY, BASIC)], studio=OTHER_STUDIO)
    aws.in_stack()
    aws.stack_is(CLEANING_UP)
    aws.made("delete", studio=OTHER_STUDIO, policy=None)
    assert status(tell(delete(former))) == (SUCCESS, former)


@pytest.mark.parametrize("garbage", [f"failed-{REQUEST_ID}", "a|b|c", f"{STUDIO}|USER", f"{STUDIO}|ROLE|{IDENTITY}"])
@pytest.mark.usefixtures("aws")
def test_what_was_never_made_needs_no_call(tell: Tell, garbage: str) -> None:
    assert status(tell(delete(garbage))) == (SUCCESS, garbage)


def test_a_mapping_that_is_gone_already_is_deleted(aws: Aws, tell: Tell) -> None:
    aws.listed([(OTHER_IDENTITY, BASIC)])
    assert tell(delete())["Status"] == SUCCESS


def test_a_mapping_goes_with_its_studio(aws: Aws, tell: Tell) -> None:
    aws.list_refused()
    assert tell(delete())["Status"] == SUCCESS


def test_a_deletion_that_took_effect_though_it_seemed_to_fail_is_one(aws: Aws, tell: Tell) -> None:
    to_be_deleted(aws)
    aws.refused("delete", MISSING, policy=None)
    aws.listed([])
    assert tell(delete())["Status"] == SUCCESS


def test_a_mapping_of_nobody_is_left_to_its_studio(aws: Aws, tell: Tell, caplog: pytest.LogCaptureFixture) -> None:
    to_be_deleted(aws)
    aws.refused("delete", UNKNOWN, policy=None)
    aws.listed([(IDENTITY, BASIC)])
    assert tell(delete())["Status"] == SUCCESS
    assert f"{physical_id()} is unknown to IAM Identity Center: left alone" in caplog.messages


def test_a_deletion_that_emr_refuses_otherwise_fails(aws: Aws, tell: Tell) -> None:
    to_be_deleted(aws)
    aws.refused("delete", "Not now.", policy=None)
    aws.listed([(IDENTITY, BASIC)])
    answer = tell(delete())
    assert status(answer) == (FAILED, physical_id())
    assert "Not now; check the id" in answer["Reason"]


# --- What a Delete leaves alone ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("other", [physical_id(), *NAMED])
def test_what_another_resource_of_the_stack_has_is_left_alone(aws: Aws, tell: Tell, other: str) -> None:
    aws.listed([(IDENTITY, BASIC)])
    aws.in_stack(("Bob", f"{STUDIO}|USER|bob", "CREATE_COMPLETE"), ("Another", other, "CREATE_COMPLETE"))
    assert tell(delete())["Status"] == SUCCESS


def test_what_the_same_resource_has_in_another_spelling_is_left_alone(aws: Aws, tell: Tell) -> None:
    aws.listed([(IDENTITY, BASIC)])
    aws.in_stack()
    assert tell(delete(physical_id(identity=IDENTITY.upper())))["Status"] == SUCCESS


@pytest.mark.parametrize("other", [f"{STUDIO}|GROUP|alice", f"{OTHER_STUDIO}|USER|alice", f"{STUDIO}|USER|malice"])
def test_what_another_resource_of_the_stack_has_not_is_deleted(aws: Aws, tell: Tell, other: str) -> None:
    to_be_deleted(aws, ("Another", other, "CREATE_COMPLETE"))
    aws.made("delete", policy=None)
    assert tell(delete())["Status"] == SUCCESS


@pytest.mark.parametrize("other", [physical_id(), BY_NAME])
@pytest.mark.parametrize("others", ["DELETE_COMPLETE", "DELETE_IN_PROGRESS", "DELETE_FAILED"])
def test_the_last_of_two_deletes_the_mapping(aws: Aws, tell: Tell, others: str, other: str) -> None:
    to_be_deleted(aws, ("Another", other, others))
    aws.made("delete", policy=None)
    assert tell(delete())["Status"] == SUCCESS


ROLLBACKS = ["ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"]
BEFORE, AFTER = MAPPED - timedelta(seconds=1), MAPPED + timedelta(seconds=1)
LATER = AFTER + timedelta(minutes=1)


@pytest.mark.parametrize("status", ROLLBACKS)
@pytest.mark.parametrize("beginning", ["CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS"])
def test_what_is_older_than_what_is_rolled_back_is_left_alone(
    aws: Aws, tell: Tell, caplog: pytest.LogCaptureFixture, status: str, beginning: str
) -> None:
    aws.listed([(IDENTITY, BASIC)])
    aws.in_stack()
    aws.stack_is(status, [(STACK, status, LATER)], [(STACK, beginning, AFTER)])
    assert tell(delete())["Status"] == SUCCESS
    assert f"{physical_id()} is older than what is rolled back: left alone" in caplog.messages


@pytest.mark.parametrize("status", ROLLBACKS)
@pytest.mark.parametrize("beginning", ["CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS"])
def test_what_the_rolled_back_operation_made_is_deleted(aws: Aws, tell: Tell, status: str, beginning: str) -> None:
    aws.listed([(IDENTITY, BASIC)])
    aws.in_stack()
    nested = (f"{STACK}-nested", beginning, LATER)
    aws.stack_is(status, [(STACK, status, LATER), nested], [(STACK, beginning, BEFORE)])
    aws.made("delete", policy=None)
    assert tell(delete())["Status"] == SUCCESS


def test_the_newest_operation_is_what_is_rolled_back(aws: Aws, tell: Tell) -> None:
    aws.listed([(IDENTITY, BASIC)])
    aws.in_stack()
    aws.stack_is(ROLLBACKS[1], [(STACK, "UPDATE_IN_PROGRESS", AFTER), (STACK, "CREATE_IN_PROGRESS", BEFORE)])
    assert tell(delete())["Status"] == SUCCESS


def test_a_rollback_whose_beginning_is_forgotten_leaves_alone(aws: Aws, tell: Tell) -> None:
    aws.listed([(IDENTITY, BASIC)])
    aws.in_stack()
    aws.stack_is(ROLLBACKS[0], [(physical_id(), "DELETE_IN_PROGRESS", AFTER)])
    assert tell(delete())["Status"] == SUCCESS


@pytest.mark.parametrize("status", ["UPDATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "DELETE_IN_PROGRESS"])
def test_what_was_adopted_once_goes_with_its_resource(aws: Aws, tell: Tell, status: str) -> None:
    aws.listed([(IDENTITY, BASIC)])
    aws.in_stack()
    aws.stack_is(status)
    aws.made("delete", policy=None)
    assert tell(delete())["Status"] == SUCCESS


# --- Failures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("AccessDeniedException", "a permissions boundary or service control policy is in the way"),
        ("ThrottlingException", "try again; the log of the function has more"),
        ("InternalServerError", "try again; the log of the function has more"),
    ],
)
def test_every_failure_says_what_to_do(aws: Aws, tell: Tell, code: str, advice: str) -> None:
    aws.refused("create", "Said so.", code=code)
    answer = tell(create())
    assert answer["Status"] == FAILED
    assert answer["Reason"].startswith(f"USER {IDENTITY} of Studio {STUDIO}: An error occurred ({code})")
    assert answer["Reason"].endswith(advice)


def test_a_long_reason_keeps_who_and_what_to_do(aws: Aws, tell: Tell) -> None:
    aws.refused("create", "x" * 5000, code="ThrottlingException")
    reason = tell(create())["Reason"]
    assert len(reason) < 1000
    assert reason.startswith(f"USER {IDENTITY} of Studio {STUDIO}:")
    assert reason.endswith("try again; the log of the function has more")


def test_a_mistake_of_the_function_itself_is_answered(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no such thing")

    monkeypatch.setattr("boto3.client", broken)
    answer = tell(create())
    assert answer["Status"] == FAILED
    assert "no such thing; try again" in answer["Reason"]


def test_the_address_of_the_answer_is_never_logged(
    aws: Aws, tell: Tell, ear: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ear.statuses = [500]
    aws.refused("create", "Said so.", code="ThrottlingException")
    tell(create())
    assert "Said so." in caplog.text
    assert "X-Amz-Signature" not in json.dumps(caplog.text)


@pytest.mark.usefixtures("aws")
def test_an_event_without_its_properties_is_answered_too(tell: Tell) -> None:
    answer = tell({"RequestType": "Create", "ResourceProperties": {"StudioId": STUDIO}})
    assert answer["Status"] == "FAILED"
    assert answer["Reason"].startswith(f"None None of Studio {STUDIO}: 'IdentityType'")
