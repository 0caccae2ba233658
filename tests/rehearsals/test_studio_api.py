"""The Studio calls of the EMR API on the local AWS: what they keep, return, change and forget."""

import pytest

from rehearsal.aws import REGION, LocalAws
from rehearsals.given import ALICE, INVALID, Account, Json, a_policy, allow, an_account, refusal
from rehearsals.given_studios import a_bucket, a_key, a_service_role, a_studio, a_subnet, sso_request, studio_request

pytestmark = pytest.mark.usefixtures("directory")

UNKNOWN = INVALID, "Studio does not exist."
NOWHERE = "es-NOSUCHSTUDIO"
OWNER = {"Key": "owner", "Value": "data"}


@pytest.fixture(scope="module")
def full_account(aws: LocalAws) -> Account:
    """An account with as many Studios as one takes."""
    account = an_account(aws)
    request = studio_request(account)
    for number in range(100):
        a_studio(account, {**request, "Name": f"studio-{number}"})
    return account


def described(account: Account, studio: str) -> Json:
    return dict(account.emr.describe_studio(StudioId=studio)["Studio"])


def test_a_studio_is_described_as_it_was_requested(account: Account) -> None:
    request = sso_request(
        account,
        Description="Notebooks",
        IdcInstanceArn="arn:aws:sso:::instance/ssoins-1234567890abcdef",
        IdcUserAssignment="OPTIONAL",
        Tags=[OWNER],
        TrustedIdentityPropagationEnabled=True,
    )
    created = account.emr.create_studio(**request)
    studio = described(account, created["StudioId"])

    assert studio.items() >= request.items()
    assert studio["StudioArn"] == f"arn:aws:elasticmapreduce:{REGION}:{account.id}:studio/{studio['StudioId']}"
    assert created["Url"] == studio["Url"] == f"https://{studio['StudioId']}.emrstudio-prod.{REGION}.amazonaws.com"
    assert studio["CreationTime"]


def test_an_update_changes_what_it_names_and_leaves_the_rest(account: Account) -> None:
    request = studio_request(account, Description="Old")
    studio = a_studio(account, request)
    before = described(account, studio)
    changes = {
        "Name": "renamed",
        "Description": "",
        "SubnetIds": [*request["SubnetIds"], a_subnet(account, request["VpcId"])],
    }
    for name, value in changes.items():
        account.emr.update_studio(StudioId=studio, **{name: value})
    assert described(account, studio) == {**before, **changes}


def test_an_update_moves_the_location_and_changes_the_key_in_place(account: Account) -> None:
    key, bucket = a_key(account), a_bucket(account)
    uses = allow(["kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:DescribeKey"], key)
    request = studio_request(
        account, DefaultS3Location=f"s3://{bucket}", ServiceRole=a_service_role(account, bucket, uses)
    )
    studio = a_studio(account, request)
    changes = {"DefaultS3Location": f"s3://{bucket}/moved", "EncryptionKeyArn": key}
    account.emr.update_studio(StudioId=studio, **changes)
    assert described(account, studio).items() >= changes.items()


def test_an_update_does_not_look_again_at_what_stays(account: Account) -> None:
    request = studio_request(account)
    studio = a_studio(account, request)
    account.client("s3").delete_bucket(Bucket=request["DefaultS3Location"].split("/")[2])
    account.emr.update_studio(StudioId=studio, Name="renamed")
    assert described(account, studio)["Name"] == "renamed"


def test_a_deleted_studio_is_gone_with_its_mappings_and_with_no_others(account: Account) -> None:
    studio, other = (a_studio(account, sso_request(account)) for _ in range(2))
    for each in (studio, other):
        account.emr.create_studio_session_mapping(
            StudioId=each, IdentityType="USER", IdentityName=ALICE, SessionPolicyArn=a_policy(account)
        )
    account.emr.delete_studio(StudioId=studio)

    assert refusal(account.emr.describe_studio, StudioId=studio) == UNKNOWN
    mapped = {mapping["StudioId"] for mapping in account.emr.list_studio_session_mappings()["SessionMappings"]}
    assert studio not in mapped
    assert other in mapped


@pytest.mark.parametrize(
    ("operation", "request_of"),
    [
        ("describe_studio", {"StudioId": NOWHERE}),
        ("update_studio", {"StudioId": NOWHERE, "Name": "renamed"}),
        ("delete_studio", {"StudioId": NOWHERE}),
        ("add_tags", {"ResourceId": NOWHERE, "Tags": [OWNER]}),
        ("remove_tags", {"ResourceId": NOWHERE, "TagKeys": ["owner"]}),
    ],
)
def test_an_unknown_studio_is_refused_by(account: Account, operation: str, request_of: Json) -> None:
    assert refusal(getattr(account.emr, operation), **request_of) == UNKNOWN


def test_a_studio_is_of_one_account_and_one_region(account: Account, aws: LocalAws) -> None:
    studio = a_studio(account)
    elsewhere = [an_account(aws).emr, aws.client("emr", account=account.id, region="us-east-1")]
    for emr in elsewhere:
        assert refusal(emr.describe_studio, StudioId=studio) == UNKNOWN
        assert emr.list_studios()["Studios"] == []


def test_studios_are_listed_with_what_sums_them_up(aws: LocalAws) -> None:
    account = an_account(aws)
    studio = described(account, a_studio(account, studio_request(account, Description="Notebooks")))
    names = ("StudioId", "Name", "VpcId", "Description", "Url", "AuthMode", "CreationTime")
    assert account.emr.list_studios()["Studios"] == [{name: studio[name] for name in names}]


def test_studios_are_listed_in_pages_by_a_marker(full_account: Account) -> None:
    first = full_account.emr.list_studios()
    second = full_account.emr.list_studios(Marker=first["Marker"])
    names = [studio["Name"] for studio in (*first["Studios"], *second["Studios"])]
    assert [len(first["Studios"]), len(second["Studios"])] == [50, 50]
    assert sorted(names) == sorted(f"studio-{number}" for number in range(100))
    assert "Marker" not in second


@pytest.mark.parametrize(
    ("operation", "request_of"),
    [
        ("create_studio", {}),
        ("list_studio_session_mappings", {"IdentityType": "ROLE"}),
        ("add_tags", {"ResourceId": NOWHERE}),
    ],
)
def test_a_request_outside_of_the_model_is_refused_by(account: Account, operation: str, request_of: Json) -> None:
    code, message = refusal(getattr(account.emr, operation), **request_of)
    assert code == "ValidationException"
    assert "detected: " in message


def test_a_marker_that_no_page_returned_is_refused(account: Account) -> None:
    assert refusal(account.emr.list_studios, Marker="next") == (INVALID, "Marker is not valid.")


def test_an_account_takes_a_hundred_studios(full_account: Account) -> None:
    expected = INVALID, "The account has its quota of 100 Studios."
    assert refusal(full_account.emr.create_studio, **studio_request(full_account)) == expected


def test_tags_are_added_replaced_and_removed(account: Account) -> None:
    studio = a_studio(account, studio_request(account, Tags=[OWNER]))
    account.emr.add_tags(ResourceId=studio, Tags=[{"Key": "owner", "Value": "platform"}, {"Key": "stage"}])
    assert described(account, studio)["Tags"] == [{"Key": "owner", "Value": "platform"}, {"Key": "stage"}]
    account.emr.remove_tags(ResourceId=studio, TagKeys=["owner", "unknown"])
    assert described(account, studio)["Tags"] == [{"Key": "stage"}]


def test_clusters_keep_their_own_tag_calls(account: Account) -> None:
    cluster = account.emr.run_job_flow(Name="cluster", Instances={"KeepJobFlowAliveWhenNoSteps": True})["JobFlowId"]
    account.emr.add_tags(ResourceId=cluster, Tags=[OWNER])
    assert account.emr.describe_cluster(ClusterId=cluster)["Cluster"]["Tags"] == [OWNER]


def test_a_fault_hits_the_named_operation_as_often_as_was_asked(account: Account) -> None:
    studio = a_studio(account)
    throttled = ("ThrottlingException", "Rate exceeded")
    account.aws.set_faults({"operation": "DescribeStudio", "error": throttled[0], "message": throttled[1], "times": 2})

    assert refusal(account.emr.describe_studio, StudioId=studio) == throttled
    assert account.emr.list_studios()["Studios"]
    assert refusal(account.emr.describe_studio, StudioId=studio) == throttled
    assert described(account, studio)["StudioId"] == studio


def test_a_fault_leaves_nothing_done(account: Account) -> None:
    studio = a_studio(account)
    fault = {
        "operation": "DeleteStudio",
        "error": "InternalServerException",
        "message": "Later",
        "times": 1,
        "status": 500,
    }
    account.aws.set_faults(fault)
    assert refusal(account.emr.delete_studio, StudioId=studio) == ("InternalServerException", "Later")
    assert described(account, studio)["StudioId"] == studio
