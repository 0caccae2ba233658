"""IAM on the Studio calls: who may do nothing is refused, and a policy holds for the Studio that it means."""

import pytest

from rehearsal.aws import REGION, Credentials
from rehearsals.given import ALICE, Account, Json, a_caller, a_policy, allow, refusal
from rehearsals.given_studios import a_studio, sso_request

pytestmark = pytest.mark.usefixtures("directory")

DENIED = "AccessDeniedException"


@pytest.fixture(scope="module")
def nobody(account: Account) -> Credentials:
    return a_caller(account)


def tagged(account: Account, **tags: str) -> str:
    pairs = [{"Key": key, "Value": value} for key, value in tags.items()]
    return a_studio(account, sso_request(account, Tags=pairs))


def arn_of(account: Account, studio: str) -> str:
    return str(account.emr.describe_studio(StudioId=studio)["Studio"]["StudioArn"])


def good_requests(account: Account) -> dict[str, Json]:
    """A request for each operation that the account's root may make."""
    studio = a_studio(account, sso_request(account))
    mapping = {"StudioId": studio, "IdentityType": "USER", "IdentityName": ALICE}
    policy = {"SessionPolicyArn": a_policy(account)}
    return {
        "create_studio": sso_request(account),
        "describe_studio": {"StudioId": studio},
        "update_studio": {"StudioId": studio, "Name": "renamed"},
        "list_studios": {},
        "add_tags": {"ResourceId": studio, "Tags": [{"Key": "owner", "Value": "data"}]},
        "remove_tags": {"ResourceId": studio, "TagKeys": ["owner"]},
        "create_studio_session_mapping": {**mapping, **policy},
        "get_studio_session_mapping": mapping,
        "update_studio_session_mapping": {**mapping, **policy},
        "list_studio_session_mappings": {"StudioId": studio},
        "delete_studio_session_mapping": mapping,
        "delete_studio": {"StudioId": studio},
    }


def test_every_operation_is_refused_to_who_may_do_nothing_and_open_to_who_may(
    account: Account, nobody: Credentials
) -> None:
    for operation, request in good_requests(account).items():
        code, message = refusal(getattr(account.client("emr", nobody), operation), **request)
        action = f"elasticmapreduce:{account.emr.meta.method_to_api_mapping[operation]}"
        assert code == DENIED, operation
        assert action in message
        getattr(account.emr, operation)(**request)


def test_a_policy_on_one_studio_opens_that_one_and_no_other(account: Account) -> None:
    mine, other = (a_studio(account, sso_request(account)) for _ in range(2))
    caller = a_caller(account, allow(["elasticmapreduce:*Studio", "elasticmapreduce:*Tags"], arn_of(account, mine)))
    emr = account.client("emr", caller)

    assert emr.describe_studio(StudioId=mine)["Studio"]["StudioId"] == mine
    emr.update_studio(StudioId=mine, Name="renamed")
    emr.add_tags(ResourceId=mine, Tags=[{"Key": "owner", "Value": "data"}])
    assert refusal(emr.describe_studio, StudioId=other)[0] == DENIED
    assert refusal(emr.update_studio, StudioId=other, Name="renamed")[0] == DENIED
    assert refusal(emr.delete_studio, StudioId=other)[0] == DENIED
    assert refusal(emr.add_tags, ResourceId=other, Tags=[{"Key": "owner", "Value": "data"}])[0] == DENIED


def test_a_policy_on_one_cluster_opens_the_tag_calls_of_that_one_and_no_other(account: Account) -> None:
    mine, other = (account.emr.run_job_flow(Name=name, Instances={})["JobFlowId"] for name in ("mine", "other"))
    on_mine = f"arn:aws:elasticmapreduce:{REGION}:{account.id}:cluster/{mine}"
    emr = account.client("emr", a_caller(account, allow("elasticmapreduce:AddTags", on_mine)))
    emr.add_tags(ResourceId=mine, Tags=[{"Key": "owner", "Value": "data"}])
    assert refusal(emr.add_tags, ResourceId=other, Tags=[{"Key": "owner", "Value": "data"}])[0] == DENIED


def test_a_policy_on_one_studio_holds_for_its_mappings(account: Account) -> None:
    mine, other = (a_studio(account, sso_request(account)) for _ in range(2))
    emr = account.client("emr", a_caller(account, allow("elasticmapreduce:*SessionMapping", arn_of(account, mine))))
    mapping = {"IdentityType": "USER", "IdentityName": ALICE, "SessionPolicyArn": a_policy(account)}
    emr.create_studio_session_mapping(StudioId=mine, **mapping)
    assert refusal(emr.create_studio_session_mapping, StudioId=other, **mapping)[0] == DENIED


@pytest.mark.parametrize("operation", ["create_studio", "list_studios", "list_studio_session_mappings"])
def test_what_is_about_no_single_studio_takes_a_policy_on_all_resources(account: Account, operation: str) -> None:
    request = good_requests(account)[operation]
    action = f"elasticmapreduce:{account.emr.meta.method_to_api_mapping[operation]}"
    on_studios = a_caller(account, allow(action, "arn:aws:elasticmapreduce:*:*:studio/*"), allow("iam:PassRole"))
    on_all = a_caller(account, allow(action), allow("iam:PassRole"))
    assert refusal(getattr(account.client("emr", on_studios), operation), **request)[0] == DENIED
    getattr(account.client("emr", on_all), operation)(**request)


@pytest.mark.parametrize("key", ["aws:ResourceTag/team", "elasticmapreduce:ResourceTag/team"])
def test_a_studio_is_opened_by_its_tags(account: Account, key: str) -> None:
    red, blue, plain = tagged(account, team="red"), tagged(account, team="blue"), tagged(account)
    condition = {"StringEquals": {key: "red"}}
    emr = account.client("emr", a_caller(account, allow("elasticmapreduce:DescribeStudio", Condition=condition)))

    assert emr.describe_studio(StudioId=red)["Studio"]["StudioId"] == red
    assert refusal(emr.describe_studio, StudioId=blue)[0] == DENIED
    assert refusal(emr.describe_studio, StudioId=plain)[0] == DENIED
    account.emr.add_tags(ResourceId=plain, Tags=[{"Key": "team", "Value": "red"}])
    assert emr.describe_studio(StudioId=plain)["Studio"]["StudioId"] == plain
    account.emr.remove_tags(ResourceId=red, TagKeys=["team"])
    assert refusal(emr.describe_studio, StudioId=red)[0] == DENIED


@pytest.mark.parametrize("key", ["aws:RequestTag/team", "elasticmapreduce:RequestTag/team"])
def test_a_studio_is_made_with_the_tags_that_a_policy_asks_for(account: Account, key: str) -> None:
    condition = {"StringEquals": {key: "red"}}
    caller = a_caller(account, allow("elasticmapreduce:CreateStudio", Condition=condition), allow("iam:PassRole"))
    emr, request = account.client("emr", caller), sso_request(account)
    assert refusal(emr.create_studio, **request)[0] == DENIED
    assert refusal(emr.create_studio, **request, Tags=[{"Key": "team", "Value": "blue"}])[0] == DENIED
    assert emr.create_studio(**request, Tags=[{"Key": "team", "Value": "red"}])["StudioId"]
