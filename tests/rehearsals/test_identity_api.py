"""Identity Center's instance and directory, as sso-admin and identitystore answer them on the local AWS."""

import pytest
from botocore import session
from botocore.validate import ParamValidator

from rehearsals.given import ALICE, ANALYSTS, BOB, ENGINEERS, Account, Client, Json, a_caller, a_policy, allow, refusal
from rehearsals.given_studios import a_studio, sso_request

pytestmark = pytest.mark.usefixtures("directory", "alice_has_a_chosen_id")

STORE = "d-0123456789"
ALICE_ID = "906700003a-5f0b1f0e-2c5a-4a8e-9d0e-3f1f6b2a7c11"
NOBODY_ID = "906700003a-00000000-0000-4000-8000-000000000000"
IN_STORE = {"IdentityStoreId": STORE}
STORES = "arn:aws:identitystore::*:identitystore/*"


@pytest.fixture
def alice_has_a_chosen_id(account: Account) -> None:
    account.aws.set_people({ALICE: [ENGINEERS], BOB: []}, [ENGINEERS, ANALYSTS], ids={f"USER/{ALICE}": ALICE_ID})


@pytest.fixture
def store(account: Account) -> Client:
    return account.client("identitystore")


def named(name: str, path: str = "userName") -> Json:
    unique = {"AttributePath": path, "AttributeValue": name}
    return {**IN_STORE, "AlternateIdentifier": {"UniqueAttribute": unique}}


def asked(answer: Json) -> Json:
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


# --- sso-admin --------------------------------------------------------------------------------------------------------


def test_there_is_one_instance_where_identity_center_is_enabled(account: Account) -> None:
    assert account.client("sso-admin").list_instances()["Instances"] == [
        {
            "InstanceArn": "arn:aws:sso:::instance/ssoins-0123456789abcdef",
            "IdentityStoreId": STORE,
            "OwnerAccountId": account.id,
            "Status": "ACTIVE",
        }
    ]


def test_there_is_no_instance_where_it_is_not_enabled(account: Account) -> None:
    (account.aws.directory / "people.json").unlink()
    assert account.client("sso-admin").list_instances()["Instances"] == []


def test_the_arn_of_the_instance_is_chosen_with_the_people(account: Account) -> None:
    chosen = "arn:aws:sso:::instance/ssoins-fedcba9876543210"
    account.aws.set_people({}, [], instance_arn=chosen)
    assert account.client("sso-admin").list_instances()["Instances"][0]["InstanceArn"] == chosen


def test_iam_is_asked_of_instances_by_the_name_that_requests_are_signed_with(account: Account) -> None:
    allowed, other = a_caller(account, allow("sso:ListInstances")), a_caller(account, allow("sso-admin:*"))
    assert account.client("sso-admin", allowed).list_instances()["Instances"]
    assert refusal(account.client("sso-admin", other).list_instances)[0] == "AccessDeniedException"


def test_a_call_that_the_local_aws_has_not_is_refused_by_name(account: Account) -> None:
    expected = "UnknownOperationException", "The local AWS has no ListApplications of sso-admin."
    assert refusal(account.client("sso-admin").list_applications, InstanceArn="arn") == expected


# --- Names and ids ----------------------------------------------------------------------------------------------------


def test_a_user_has_the_id_that_was_chosen_for_them(store: Client) -> None:
    assert store.get_user_id(**named(ALICE))["UserId"] == ALICE_ID


def test_who_has_no_chosen_id_has_the_same_one_each_time(account: Account, store: Client) -> None:
    before = store.get_user_id(**named(BOB))["UserId"]
    account.aws.add_people({"carol@example.com": []})
    assert store.get_user_id(**named(BOB))["UserId"] == before != ALICE_ID


def test_people_who_are_added_leave_the_chosen_ids_as_they_are(account: Account, store: Client) -> None:
    account.aws.add_people({"carol@example.com": []})
    assert store.get_user_id(**named(ALICE))["UserId"] == ALICE_ID


def test_users_and_groups_of_one_name_have_ids_of_their_own(account: Account, store: Client) -> None:
    account.aws.set_people({"same": []}, ["same"])
    user, group = store.get_user_id(**named("same")), store.get_group_id(**named("same", "displayName"))
    assert user["UserId"] != group["GroupId"]


def test_an_identity_is_described_by_its_id(store: Client) -> None:
    user = store.describe_user(**IN_STORE, UserId=ALICE_ID)
    assert (user["UserName"], user["UserId"], user["IdentityStoreId"]) == (ALICE, ALICE_ID, STORE)
    group_id = store.get_group_id(**named(ENGINEERS, "displayName"))["GroupId"]
    assert store.describe_group(**IN_STORE, GroupId=group_id)["DisplayName"] == ENGINEERS


def test_a_mapping_by_that_id_is_of_that_user(account: Account) -> None:
    studio = a_studio(account, sso_request(account))
    by_id = {"StudioId": studio, "IdentityType": "USER", "IdentityId": ALICE_ID}
    account.emr.create_studio_session_mapping(**by_id, SessionPolicyArn=a_policy(account))
    [mapping] = account.emr.list_studio_session_mappings(StudioId=studio)["SessionMappings"]
    assert (mapping["IdentityName"], mapping["IdentityId"]) == (ALICE, ALICE_ID)


def test_a_user_who_is_renamed_keeps_id_and_mapping(account: Account, store: Client) -> None:
    account.aws.set_people({"alice.new@example.com": []}, [], ids={"USER/alice.new@example.com": ALICE_ID})
    assert store.describe_user(**IN_STORE, UserId=ALICE_ID)["UserName"] == "alice.new@example.com"
    assert refusal(store.get_user_id, **named(ALICE)) == ("ResourceNotFoundException", "USER not found.")


@pytest.mark.parametrize("call", ["describe_user", "get_user_id", "list_users", "get_group_id", "describe_group"])
def test_an_answer_has_what_the_model_of_aws_requires(store: Client, call: str) -> None:
    group = store.get_group_id(**named(ENGINEERS, "displayName"))["GroupId"]
    requests: dict[str, Json] = {
        "describe_user": {**IN_STORE, "UserId": ALICE_ID},
        "get_user_id": named(ALICE),
        "list_users": IN_STORE,
        "get_group_id": named(ENGINEERS, "displayName"),
        "describe_group": {**IN_STORE, "GroupId": group},
    }
    answer = asked(getattr(store, call)(**requests[call]))
    model = session.get_session().get_service_model("identitystore")
    shape = model.operation_model(store.meta.method_to_api_mapping[call]).output_shape
    assert not ParamValidator().validate(answer, shape).generate_report()


# --- Lists ------------------------------------------------------------------------------------------------------------


def test_users_and_groups_are_listed(store: Client) -> None:
    assert [user["UserName"] for user in store.list_users(**IN_STORE)["Users"]] == [ALICE, BOB]
    assert [group["DisplayName"] for group in store.list_groups(**IN_STORE)["Groups"]] == [ENGINEERS, ANALYSTS]


def test_a_list_comes_in_pages_of_a_hundred(account: Account, store: Client) -> None:
    people = [f"user-{number}" for number in range(230)]
    account.aws.set_people({name: [] for name in people}, [])
    pages = list(store.get_paginator("list_users").paginate(**IN_STORE))
    assert [len(page["Users"]) for page in pages] == [100, 100, 30]
    assert [user["UserName"] for page in pages for user in page["Users"]] == people


def test_a_page_is_as_long_as_was_asked(store: Client) -> None:
    first = store.list_groups(**IN_STORE, MaxResults=1)
    second = store.list_groups(**IN_STORE, MaxResults=1, NextToken=first["NextToken"])
    assert [group["DisplayName"] for group in (*first["Groups"], *second["Groups"])] == [ENGINEERS, ANALYSTS]
    assert "NextToken" not in second


# --- Refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "request_", "message"),
    [
        pytest.param("get_user_id", named("carol"), "USER not found.", id="an unknown user"),
        pytest.param("get_user_id", named(ENGINEERS), "USER not found.", id="a group as a user"),
        pytest.param("get_group_id", named("x", "displayName"), "GROUP not found.", id="an unknown group"),
        pytest.param("describe_user", {**IN_STORE, "UserId": NOBODY_ID}, "USER not found.", id="an unknown user id"),
        pytest.param("describe_group", {**IN_STORE, "GroupId": ALICE_ID}, "GROUP not found.", id="a user as a group"),
        pytest.param(
            "list_users",
            {"IdentityStoreId": "d-9999999999"},
            "IdentityStore not present for IdentityStoreId: d-9999999999",
            id="another store",
        ),
    ],
)
def test_what_is_not_there_is_not_found(store: Client, call: str, request_: Json, message: str) -> None:
    assert refusal(getattr(store, call), **request_) == ("ResourceNotFoundException", message)


def test_there_is_no_store_where_identity_center_is_not_enabled(account: Account, store: Client) -> None:
    (account.aws.directory / "people.json").unlink()
    assert refusal(store.list_users, **IN_STORE)[0] == "ResourceNotFoundException"


@pytest.mark.parametrize(
    ("call", "request_", "message"),
    [
        pytest.param("get_user_id", named(ALICE, "emails.value"), "by the UniqueAttribute userName alone", id="path"),
        pytest.param("get_user_id", IN_STORE, "AlternateIdentifier", id="a required member"),
        pytest.param("list_users", {**IN_STORE, "MaxResults": 101}, "less than or equal to 100", id="a page too long"),
        pytest.param("list_users", {**IN_STORE, "NextToken": "x"}, "NextToken is not valid.", id="token"),
        pytest.param(
            "list_users",
            {**IN_STORE, "Filters": [{"AttributePath": "UserName", "AttributeValue": ALICE}]},
            "Filters are not supported.",
            id="filters",
        ),
    ],
)
def test_a_request_that_is_not_valid_is_refused(store: Client, call: str, request_: Json, message: str) -> None:
    code, said = refusal(getattr(store, call), **request_)
    assert code == "ValidationException"
    assert message in said


# --- IAM --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "request_", "action", "identity"),
    [
        ("get_user_id", named(ALICE), "GetUserId", f"user/{ALICE_ID}"),
        ("describe_user", {**IN_STORE, "UserId": ALICE_ID}, "DescribeUser", f"user/{ALICE_ID}"),
        ("list_users", IN_STORE, "ListUsers", "user/*"),
        ("list_groups", IN_STORE, "ListGroups", "group/*"),
    ],
)
def test_iam_is_asked_of_the_store_and_of_the_identity(
    account: Account, call: str, request_: Json, action: str, identity: str
) -> None:
    def made_with(*on: str) -> Client:
        caller = a_caller(account, allow(f"identitystore:{action}", list(on)))
        return getattr(account.client("identitystore", caller), call)

    of_identity = f"arn:aws:identitystore:::{identity}"
    assert made_with(STORES, of_identity)(**request_)
    assert refusal(made_with(STORES), **request_)[0] == "AccessDeniedException"
    assert refusal(made_with(of_identity), **request_)[0] == "AccessDeniedException"
