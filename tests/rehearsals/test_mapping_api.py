"""The session mapping calls of the EMR API on the local AWS."""

from collections.abc import Callable

import pytest

from rehearsals.given import (
    ALICE,
    ANALYSTS,
    BOB,
    ENGINEERS,
    INVALID,
    Account,
    Json,
    a_policy,
    refusal,
)
from rehearsals.given_studios import a_studio, sso_request, studio_request

pytestmark = pytest.mark.usefixtures("directory")

NOT_MAPPED = INVALID, "Studio session mapping does not exist."


@pytest.fixture
def studio(account: Account) -> str:
    return a_studio(account, sso_request(account))


@pytest.fixture(scope="module")
def policy(account: Account) -> str:
    return a_policy(account)


def user(name: str) -> Json:
    return {"IdentityType": "USER", "IdentityName": name}


def group(name: str) -> Json:
    return {"IdentityType": "GROUP", "IdentityName": name}


def names(answer: Json) -> list[str]:
    return [mapping["IdentityName"] for mapping in answer["SessionMappings"]]


def test_a_mapping_is_the_same_by_name_and_by_id(account: Account, studio: str, policy: str) -> None:
    account.emr.create_studio_session_mapping(StudioId=studio, **user(ALICE), SessionPolicyArn=policy)
    by_name = account.emr.get_studio_session_mapping(StudioId=studio, **user(ALICE))["SessionMapping"]
    identity = {"IdentityType": "USER", "IdentityId": by_name["IdentityId"]}
    by_id = account.emr.get_studio_session_mapping(StudioId=studio, **identity)["SessionMapping"]

    assert by_id == by_name
    assert by_name.items() >= {"StudioId": studio, **user(ALICE), "SessionPolicyArn": policy}.items()
    assert by_name["CreationTime"] == by_name["LastModifiedTime"]


def test_a_mapping_made_by_id_is_the_one_by_name(account: Account, studio: str, policy: str) -> None:
    account.emr.create_studio_session_mapping(StudioId=studio, **group(ENGINEERS), SessionPolicyArn=policy)
    found = account.emr.get_studio_session_mapping(StudioId=studio, **group(ENGINEERS))["SessionMapping"]
    account.emr.delete_studio_session_mapping(StudioId=studio, **group(ENGINEERS))
    by_id = {"IdentityType": "GROUP", "IdentityId": found["IdentityId"]}
    account.emr.create_studio_session_mapping(StudioId=studio, **by_id, SessionPolicyArn=policy)
    again = refusal(
        account.emr.create_studio_session_mapping, StudioId=studio, **group(ENGINEERS), SessionPolicyArn=policy
    )
    assert again == (INVALID, "Studio session mapping already exists.")


def test_an_update_changes_the_session_policy_and_when_it_was_modified(
    account: Account, studio: str, policy: str
) -> None:
    account.emr.create_studio_session_mapping(StudioId=studio, **user(ALICE), SessionPolicyArn=policy)
    before = account.emr.get_studio_session_mapping(StudioId=studio, **user(ALICE))["SessionMapping"]
    other = a_policy(account)
    account.emr.update_studio_session_mapping(StudioId=studio, **user(ALICE), SessionPolicyArn=other)
    after = account.emr.get_studio_session_mapping(StudioId=studio, **user(ALICE))["SessionMapping"]

    assert after["LastModifiedTime"] > before["LastModifiedTime"]
    assert after == {**before, "SessionPolicyArn": other, "LastModifiedTime": after["LastModifiedTime"]}


def test_mappings_are_listed_by_studio_and_type(account: Account, studio: str, policy: str) -> None:
    another = a_studio(account, sso_request(account))
    for where, identity in [(studio, user(ALICE)), (studio, group(ENGINEERS)), (another, user(BOB))]:
        account.emr.create_studio_session_mapping(StudioId=where, **identity, SessionPolicyArn=policy)
    listed = account.emr.list_studio_session_mappings

    assert names(listed(StudioId=studio)) == [ALICE, ENGINEERS]
    assert names(listed(StudioId=studio, IdentityType="GROUP")) == [ENGINEERS]
    assert {ALICE, ENGINEERS, BOB} <= set(names(listed()))
    assert "LastModifiedTime" not in listed(StudioId=another)["SessionMappings"][0]


def test_mappings_are_listed_in_pages_by_a_marker(account: Account, studio: str, policy: str) -> None:
    people = [f"user-{number}" for number in range(60)]
    account.aws.set_people({name: [] for name in people}, [])
    for name in people:
        account.emr.create_studio_session_mapping(StudioId=studio, **user(name), SessionPolicyArn=policy)
    first = account.emr.list_studio_session_mappings(StudioId=studio)
    second = account.emr.list_studio_session_mappings(StudioId=studio, Marker=first["Marker"])
    assert [*names(first), *names(second)] == people
    assert len(names(second)) == 10
    assert "Marker" not in second


def test_a_deleted_mapping_is_gone_and_can_be_made_again(account: Account, studio: str, policy: str) -> None:
    for _ in range(2):
        account.emr.create_studio_session_mapping(StudioId=studio, **user(ALICE), SessionPolicyArn=policy)
        account.emr.delete_studio_session_mapping(StudioId=studio, **user(ALICE))
    assert refusal(account.emr.get_studio_session_mapping, StudioId=studio, **user(ALICE)) == NOT_MAPPED


def test_the_mapping_of_somebody_who_left_the_directory_is_reached_by_id(
    account: Account, studio: str, policy: str
) -> None:
    emr = account.emr
    emr.create_studio_session_mapping(StudioId=studio, **user(ALICE), SessionPolicyArn=policy)
    [mapping] = emr.list_studio_session_mappings(StudioId=studio)["SessionMappings"]
    by_id = {"StudioId": studio, "IdentityType": "USER", "IdentityId": mapping["IdentityId"]}
    account.aws.set_people({}, [])

    other = a_policy(account)
    emr.update_studio_session_mapping(**by_id, SessionPolicyArn=other)
    assert emr.get_studio_session_mapping(**by_id)["SessionMapping"]["SessionPolicyArn"] == other
    emr.delete_studio_session_mapping(**by_id)
    assert refusal(emr.get_studio_session_mapping, **by_id) == (INVALID, "IdentityId is invalid.")


# --- Refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("identity", "message"),
    [
        pytest.param(user("carol@example.com"), "IdentityName is invalid.", id="an unknown user"),
        pytest.param(user(ENGINEERS), "IdentityName is invalid.", id="a group as a user"),
        pytest.param(group(ALICE), "IdentityName is invalid.", id="a user as a group"),
        pytest.param({"IdentityType": "USER", "IdentityId": ALICE}, "IdentityId is invalid.", id="a name as an id"),
        pytest.param(
            {"IdentityType": "USER"}, "Exactly one of IdentityId and IdentityName must be specified.", id="nobody"
        ),
        pytest.param(
            {**user(ALICE), "IdentityId": "11111111-2222-3333-4444-555555555555"},
            "Exactly one of IdentityId and IdentityName must be specified.",
            id="both id and name",
        ),
    ],
)
@pytest.mark.parametrize("operation", ["create", "get", "update", "delete"])
def test_who_is_not_in_the_directory_is_refused(
    account: Account, studio: str, operation: str, identity: Json, message: str
) -> None:
    more = {"SessionPolicyArn": a_policy(account)} if operation in ("create", "update") else {}
    call = getattr(account.emr, f"{operation}_studio_session_mapping")
    assert refusal(call, StudioId=studio, **identity, **more) == (INVALID, message)


@pytest.mark.parametrize("operation", ["create", "get", "update", "delete"])
def test_an_unknown_studio_is_refused(account: Account, policy: str, operation: str) -> None:
    more = {"SessionPolicyArn": policy} if operation in ("create", "update") else {}
    call = getattr(account.emr, f"{operation}_studio_session_mapping")
    expected = INVALID, "Studio does not exist."
    assert refusal(call, StudioId="es-NOSUCHSTUDIO", **user(ALICE), **more) == expected


@pytest.mark.parametrize("operation", ["get", "update", "delete"])
def test_what_is_not_mapped_is_refused(account: Account, studio: str, policy: str, operation: str) -> None:
    more = {"SessionPolicyArn": policy} if operation == "update" else {}
    call = getattr(account.emr, f"{operation}_studio_session_mapping")
    assert refusal(call, StudioId=studio, **user(ALICE), **more) == NOT_MAPPED


def test_a_second_mapping_of_the_same_is_refused_even_at_the_quota(account: Account, studio: str, policy: str) -> None:
    account.aws.set_quotas(users=1, groups=0)
    mapping = {"StudioId": studio, **user(ALICE), "SessionPolicyArn": policy}
    account.emr.create_studio_session_mapping(**mapping)
    expected = INVALID, "Studio session mapping already exists."
    assert refusal(account.emr.create_studio_session_mapping, **mapping) == expected


@pytest.mark.parametrize(
    ("arn", "message"),
    [
        pytest.param(
            lambda _: "arn:aws:iam::aws:policy/AdministratorAccess",
            "must be a customer managed policy",
            id="is AWS's own",
        ),
        pytest.param(lambda a: f"arn:aws:iam::{a.id}:policy/nothing", "does not exist", id="does not exist"),
        pytest.param(lambda a: a_policy(a).replace(a.id, "123456789012"), "does not exist", id="is of another account"),
        pytest.param(lambda _: "nothing", "does not exist", id="is no ARN"),
    ],
)
def test_a_session_policy_is_refused_that(
    account: Account, studio: str, policy: str, arn: Callable[[Account], str], message: str
) -> None:
    account.emr.create_studio_session_mapping(StudioId=studio, **user(BOB), SessionPolicyArn=policy)
    given = arn(account)
    expected = INVALID, f"SessionPolicyArn {given} {message}."
    for call, name in (
        (account.emr.create_studio_session_mapping, ALICE),
        (account.emr.update_studio_session_mapping, BOB),
    ):
        assert refusal(call, StudioId=studio, **user(name), SessionPolicyArn=given) == expected


@pytest.mark.parametrize(
    ("first", "second"), [(user(ALICE), user(BOB)), (group(ENGINEERS), group(ANALYSTS))], ids=["users", "groups"]
)
def test_no_more_are_mapped_than_the_quota_of_their_type(
    account: Account, studio: str, policy: str, first: Json, second: Json
) -> None:
    account.aws.set_quotas(users=1, groups=1)
    create = account.emr.create_studio_session_mapping
    create(StudioId=studio, **first, SessionPolicyArn=policy)
    message = f"The Studio has its quota of 1 session mappings of type {first['IdentityType']}."
    assert refusal(create, StudioId=studio, **second, SessionPolicyArn=policy) == (INVALID, message)
    account.emr.delete_studio_session_mapping(StudioId=studio, **first)
    create(StudioId=studio, **second, SessionPolicyArn=policy)


def test_users_and_groups_have_quotas_of_their_own(account: Account, studio: str, policy: str) -> None:
    account.aws.set_quotas(users=1, groups=1)
    for identity in (user(ALICE), group(ENGINEERS)):
        account.emr.create_studio_session_mapping(StudioId=studio, **identity, SessionPolicyArn=policy)
    assert names(account.emr.list_studio_session_mappings(StudioId=studio)) == [ALICE, ENGINEERS]


def test_a_studio_takes_five_groups_unless_the_quota_is_raised(account: Account, studio: str, policy: str) -> None:
    groups = [f"group-{number}" for number in range(6)]
    account.aws.set_people({}, groups)
    for name in groups[:5]:
        account.emr.create_studio_session_mapping(StudioId=studio, **group(name), SessionPolicyArn=policy)
    sixth = {"StudioId": studio, **group(groups[5]), "SessionPolicyArn": policy}
    expected = INVALID, "The Studio has its quota of 5 session mappings of type GROUP."
    assert refusal(account.emr.create_studio_session_mapping, **sixth) == expected
    account.aws.set_quotas(users=100, groups=6)
    account.emr.create_studio_session_mapping(**sixth)


def test_a_studio_in_iam_mode_takes_no_mapping(account: Account, policy: str) -> None:
    mapping = {"StudioId": a_studio(account, studio_request(account)), **user(ALICE), "SessionPolicyArn": policy}
    expected = INVALID, "Session mappings are only supported for Studios with AuthMode SSO."
    assert refusal(account.emr.create_studio_session_mapping, **mapping) == expected
