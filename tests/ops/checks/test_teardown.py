import json
from collections.abc import Iterator
from typing import Any

import pytest
from rehearsals.given import ALICE, BOB, ENGINEERS, Account, a_name
from rehearsals.given_studios import a_bucket, a_group, a_studio, bucket_of, studio_request

from emr_studio_constructs.ops.checks import leftovers as counting
from emr_studio_constructs.ops.checks.delete import mappings_lost, stack_keeps, stack_protection
from emr_studio_constructs.ops.checks.interfaces import group_references, network_interfaces
from emr_studio_constructs.ops.checks.leftovers import leftovers, shared_bucket
from emr_studio_constructs.ops.checks.reader import Reader
from emr_studio_constructs.ops.checks.subject_of_studio import subject_of_studio
from ops.checks.asking import findings, reader_of, said
from ops.checks.networks import Network, a_network, notebook_port
from ops.checks.people import a_studio_with, group, user

Json = dict[str, Any]


@pytest.fixture(scope="module")
def network(account: Account) -> Network:
    return a_network(account)


def test_groups_that_nobody_holds_are_good(account: Account, network: Network) -> None:
    for check in (network_interfaces, group_references):
        assert [found.mark for found in findings(account, check, **network.known)] == ["good"]


def test_a_network_interface_of_a_workspace_is_a_problem(account: Account, network: Network) -> None:
    ec2 = account.client("ec2")
    request = {"SubnetId": network.subnets[0], "Groups": [network.workspace], "Description": "Workspace e-1"}
    made = ec2.create_network_interface(**request)["NetworkInterface"]
    try:
        [found] = findings(account, network_interfaces, **network.known)
    finally:
        ec2.delete_network_interface(NetworkInterfaceId=made["NetworkInterfaceId"])
    assert (found.mark, found.about) == ("problem", made["NetworkInterfaceId"])
    assert found.text == f"is {made['Status']} in {network.workspace}: Workspace e-1"
    assert found.fix.startswith("stop the Workspaces that run")


def test_rules_of_other_groups_that_name_the_studios_are_a_problem(account: Account, network: Network) -> None:
    other = a_group(account, network.vpc)
    ec2 = account.client("ec2")
    ec2.authorize_security_group_ingress(GroupId=other, IpPermissions=[notebook_port(network.workspace)])
    try:
        [found] = findings(account, group_references, **network.known)
    finally:
        ec2.delete_security_group(GroupId=other)
    assert (found.mark, found.about) == ("problem", other)
    assert found.text.endswith(f": its rules name {network.workspace}")


@pytest.mark.usefixtures("directory")
def test_mappings_that_go_with_a_studio_are_counted(account: Account) -> None:
    studio, _, _ = a_studio_with(account, user(ALICE), user(BOB), group(ENGINEERS))
    subject = subject_of_studio(reader_of(account), studio)
    assert said(account, mappings_lost, subject) == [
        f"warning {studio} 2 users and 1 group lose their mappings with it"
    ]
    empty, _, _ = a_studio_with(account)
    assert said(account, mappings_lost, studio_id=empty) == [f"good {empty} nobody is mapped"]
    assert said(account, mappings_lost, studio_id="es-1", identity_center=False) == []


# --- notebooks --------------------------------------------------------------------------------------------------------


def test_notebooks_are_counted_with_versions_and_priced(account: Account) -> None:
    name, s3 = a_bucket(account), account.client("s3")
    s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    for key, body in (("team/e-1/a.ipynb", b"old"), ("team/e-1/a.ipynb", b"newer"), ("team/e-1/b.ipynb", b"gone")):
        s3.put_object(Bucket=name, Key=key, Body=body)
    s3.delete_object(Bucket=name, Key="team/e-1/b.ipynb")
    s3.put_object(Bucket=name, Key="teammates/notes.txt", Body=b"of another Studio")
    [found] = findings(account, leftovers, bucket=name, prefix="team")
    assert (found.mark, found.about) == ("warning", f"s3://{name}/team")
    assert found.text == ("1 objects, 2 old versions, 1 delete markers; 12 bytes STANDARD; about 0.00 USD a month")


@pytest.mark.parametrize("location", ["s3://{}/team", "s3://{}/team/"])
def test_the_location_of_a_studio_is_counted_with_or_without_a_slash_at_its_end(
    account: Account, location: str
) -> None:
    request = studio_request(account)
    name = bucket_of(request)
    studio = a_studio(account, {**request, "DefaultS3Location": location.format(name)})
    account.client("s3").put_object(Bucket=name, Key="team/e-1/a.ipynb", Body=b"x")
    [found] = findings(account, leftovers, subject_of_studio(reader_of(account), studio))
    assert (found.about, found.text[:9]) == (f"s3://{name}/team", "1 objects")


def test_an_empty_location_is_good(account: Account) -> None:
    name = a_bucket(account)
    assert said(account, leftovers, bucket=name, prefix="team") == [f"good s3://{name}/team holds no notebooks"]


def test_a_month_of_each_storage_class_costs_its_list_price() -> None:
    found = counting.Leftovers()
    found.bytes_by_class.update({"STANDARD": 100 * 1024**3, "STANDARD_IA": 100 * 1024**3, "NEW_CLASS": 1024**3})
    assert round(found.monthly_cost, 4) == 2.3 + 1.25 + 0.023


def test_counting_stops_at_a_limit_and_says_so(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[None] = []

    def pages(*_: object, **__: object) -> Iterator[Json]:
        # ministack's pages of one bucket come to no end.
        while True:
            asked.append(None)
            yield {"Versions": [{"IsLatest": True, "Size": 10**6, "StorageClass": "STANDARD"}] * 1000}

    monkeypatch.setattr(Reader, "pages", pages)
    [found] = findings(account, leftovers, bucket="large", prefix="team")
    assert found.text.startswith("at least 100,000 objects")
    assert len(asked) == 101


def test_a_bucket_that_holds_other_things_is_a_warning(account: Account) -> None:
    name, s3 = a_bucket(account), account.client("s3")
    s3.put_object(Bucket=name, Key="studio/team/e-1/a.ipynb", Body=b"x")
    known = {"bucket": name, "prefix": "studio/team"}
    assert said(account, shared_bucket, **known) == [f"good {name} holds nothing outside studio/"]
    s3.put_object(Bucket=name, Key="reports/a.csv", Body=b"x")
    assert said(account, shared_bucket, **known) == [f"warning {name} holds more than this Studio: reports/"]
    assert [found.mark for found in findings(account, shared_bucket, bucket=name)] == ["good"]


# --- the stack --------------------------------------------------------------------------------------------------------


def a_stack_with_a_studio(account: Account, *, protected: bool) -> tuple[str, str, str]:
    """The names of a stack, of its Studio, and of the bucket that it keeps."""
    name, bucket, request = a_name("stack"), a_name(f"kept-{account.id}"), studio_request(account)
    resources = {
        "Studio": {"Type": "AWS::EMR::Studio", "Properties": request},
        "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": bucket}, "DeletionPolicy": "Retain"},
        "Topic": {"Type": "AWS::SNS::Topic"},
    }
    cloudformation = account.client("cloudformation")
    content = json.dumps({"Resources": resources, "Outputs": {"Id": {"Value": {"Ref": "Studio"}}}})
    cloudformation.create_stack(StackName=name, TemplateBody=content, EnableTerminationProtection=protected)
    [stack] = cloudformation.describe_stacks(StackName=name)["Stacks"]
    return name, str(stack["Outputs"][0]["OutputValue"]), bucket


@pytest.mark.parametrize(("protected", "answer"), [(True, "problem {} is protected"), (False, "good {} is not")])
def test_a_protected_stack_is_a_problem(account: Account, *, protected: bool, answer: str) -> None:
    name, studio, _ = a_stack_with_a_studio(account, protected=protected)
    [found] = said(account, stack_protection, studio_id=studio)
    assert found.startswith(answer.format(name))


def test_what_the_stack_keeps_is_named(account: Account) -> None:
    name, studio, bucket = a_stack_with_a_studio(account, protected=False)
    assert said(account, stack_keeps, studio_id=studio) == [f"warning {name} leaves S3::Bucket {bucket}"]


def test_a_studio_of_no_stack_keeps_all_it_uses(account: Account) -> None:
    studio = a_studio(account)
    assert said(account, stack_protection, studio_id=studio) == []
    [found] = findings(account, stack_keeps, studio_id=studio)
    assert found.text == "is of no stack: deleting it deletes neither its roles nor its bucket"
