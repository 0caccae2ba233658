"""Calls of the EMR API that fail because a test asked for it: by number, at random, and after they were carried out."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import ClientError

from rehearsals.given import ALICE, INVALID, Account, Client, Json, a_policy, refusal
from rehearsals.given_studios import a_studio, sso_request

pytestmark = pytest.mark.usefixtures("directory")

MESSAGE = "Rate exceeded"
THROTTLED = "ThrottlingException", 400


@pytest.fixture
def emr(account: Account) -> Client:
    return account.emr


def a_fault(operation: str, *, error: str = THROTTLED[0], **more: object) -> Json:
    return {"operation": operation, "error": error, "message": MESSAGE, **more}


def counted(account: Account) -> Json:
    [fault] = json.loads((account.aws.directory / "faults.json").read_text(encoding="utf-8"))
    return dict(fault)


def met_by(emr: Client) -> tuple[str, int] | None:
    """The type and status of the error that a call meets, if it meets one."""
    try:
        emr.list_studios()
    except ClientError as error:
        return error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"]
    return None


def test_a_share_of_the_calls_fails(account: Account, emr: Client) -> None:
    account.aws.set_faults(a_fault("ListStudios", share=0.3))
    met = [met_by(emr) for _ in range(100)]
    assert set(met) == {None, THROTTLED}
    assert 15 < met.count(THROTTLED) < 45
    assert counted(account) == a_fault("ListStudios", share=0.3, calls=100, hits=met.count(THROTTLED))


@pytest.mark.parametrize(("share", "met"), [(0, None), (1, THROTTLED)])
def test_all_calls_fail_or_none(account: Account, emr: Client, share: float, met: tuple[str, int] | None) -> None:
    account.aws.set_faults(a_fault("ListStudios", share=share))
    assert {met_by(emr) for _ in range(10)} == {met}


def test_the_same_seed_hits_the_same_calls_and_another_one_others(account: Account, emr: Client) -> None:
    def hit_with(seed: int) -> list[tuple[str, int] | None]:
        account.aws.set_faults(a_fault("ListStudios", share=0.5, seed=seed))
        return [met_by(emr) for _ in range(20)]

    assert hit_with(1) == hit_with(1) != hit_with(2)


def test_of_two_faults_of_one_call_both_are_met(account: Account, emr: Client) -> None:
    broken = "InternalServerError", 500
    other = a_fault("ListStudios", error=broken[0], status=broken[1], share=0.5)
    account.aws.set_faults(a_fault("ListStudios", share=0.5), other)
    assert {met_by(emr) for _ in range(30)} == {None, THROTTLED, broken}


@pytest.mark.parametrize("status", [400, 500])
def test_an_error_comes_with_the_status_that_was_asked_for(account: Account, emr: Client, status: int) -> None:
    account.aws.set_faults(a_fault("ListStudios", error="InternalServerError", times=1, status=status))
    assert met_by(emr) == ("InternalServerError", status)


def test_a_call_may_be_carried_out_and_fail_nevertheless(account: Account, emr: Client) -> None:
    studio = a_studio(account, sso_request(account))
    mapping = {"StudioId": studio, "IdentityType": "USER", "IdentityName": ALICE, "SessionPolicyArn": a_policy(account)}
    account.aws.set_faults(a_fault("CreateStudioSessionMapping", times=1, after=True))

    assert refusal(emr.create_studio_session_mapping, **mapping) == (THROTTLED[0], MESSAGE)
    assert refusal(emr.create_studio_session_mapping, **mapping) == (
        INVALID,
        "Studio session mapping already exists.",
    )


def test_a_call_that_is_refused_meets_no_fault_afterwards(account: Account, emr: Client) -> None:
    account.aws.set_faults(a_fault("DescribeStudio", times=1, after=True))
    assert refusal(emr.describe_studio, StudioId="es-NONE") == (INVALID, "Studio does not exist.")
    assert counted(account)["times"] == 1


def test_no_count_is_lost_when_calls_come_at_once(account: Account, emr: Client) -> None:
    account.aws.set_faults(a_fault("ListStudios", times=20))
    with ThreadPoolExecutor(10) as pool:
        met = list(pool.map(lambda _: met_by(emr), range(60)))
    assert met.count(THROTTLED) == 20


def test_faults_that_are_taken_back_while_calls_come_in_stay_away(account: Account, emr: Client) -> None:
    account.aws.set_faults(a_fault("ListStudios", share=1))
    with ThreadPoolExecutor(10) as pool:
        for _ in range(60):
            pool.submit(met_by, emr)
        account.aws.set_faults()
    assert met_by(emr) is None
