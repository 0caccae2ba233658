import json
from collections.abc import Iterator
from typing import Any

import pytest
from rehearsals.given import ALICE, BOB, ENGINEERS, Account, a_caller, a_name, allow
from rehearsals.given_studios import a_bucket, a_group, a_studio, bucket_of, studio_request

from emr_studio_constructs.ops.checks import leftovers as counting
from emr_studio_constructs.ops.checks.ask import ask
from emr_studio_constructs.ops.checks.delete import mappings_lost, stack_keeps, stack_protection
from emr_studio_constructs.ops.checks.interfaces import group_references, network_interfaces
from emr_studio_constructs.ops.checks.leftovers import leftovers, shared_bucket
from emr_studio_constructs.ops.checks.stack import stack_owner
from emr_studio_constructs.ops.checks.subject import Subject
from emr_studio_constructs.ops.checks.subject_of_studio import subject_of_studio
from emr_studio_constructs.ops.reader import Reader
from ops.checks.asking import findings, reader_of, said
from ops.checks.networks import Network, a_network, notebook_port
from ops.checks.people import a_studio_with, group, user

Json = dict[str, Any]


@pytest.fixture(scope="module")
def network(account: Account) -> Network:
    return a_network(account)


def of_stack(monkeypatch: pytest.MonkeyPatch, group_id: str) -> None:
    """Lets the Studio's stack have made a group."""
    name = "emr_studio_constructs.ops.checks.interfaces.physical_ids_of"
    monkeypatch.setattr(name, lambda _read, _subject, _type: [group_id])


def test_groups_that_nobody_holds_are_good(account: Account, network: Network) -> None:
    for check in (network_interfaces, group_references):
        assert [found.mark for found in findings(account, check, **network.known)] == ["good"]


@pytest.mark.parametrize(("by_stack", "mark"), [(True, "problem"), (False, "warning")])
def test_network_interfaces_are_one_line_and_a_problem_where_the_stack_has_the_group(
    account: Account, network: Network, monkeypatch: pytest.MonkeyPatch, *, by_stack: bool, mark: str
) -> None:
    of_stack(monkeypatch, network.workspace if by_stack else "sg-0")
    ec2 = account.client("ec2")
    request = {"SubnetId": network.subnets[0], "Groups": [network.workspace], "Description": "Workspace e-1"}
    made = [ec2.create_network_interface(**request)["NetworkInterface"]["NetworkInterfaceId"] for _ in range(2)]
    try:
        [found] = findings(account, network_interfaces, **network.known)
    finally:
        for name in made:
            ec2.delete_network_interface(NetworkInterfaceId=name)
    assert (found.mark, found.about) == (mark, network.workspace)
    assert found.text == "2 network interfaces: Workspace e-1, Workspace e-1"
    assert found.fix.startswith("stop the Workspaces that run")


def test_rules_of_other_groups_that_name_the_studios_are_a_problem(
    account: Account, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_stack(monkeypatch, network.workspace)
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
    [found] = findings(account, leftovers, bucket=a_bucket(account), prefix="team")
    assert found.text.startswith("at least 100,000 objects")
    assert len(asked) == 101


def test_a_bucket_that_holds_other_things_is_a_warning(account: Account) -> None:
    name, s3 = a_bucket(account), account.client("s3")
    s3.put_object(Bucket=name, Key="studio/team/e-1/a.ipynb", Body=b"x")
    known = {"bucket": name, "prefix": "studio/team"}
    assert said(account, shared_bucket, **known) == [f"good {name} holds nothing outside studio/"]
    s3.put_object(Bucket=name, Key="reports/a.csv", Body=b"x")
    assert said(account, shared_bucket, **known) == [f"warning {name} holds more than this Studio: reports/"]
    assert said(account, shared_bucket, bucket=name) == [
        f"warning {name} holds more than this Studio: reports/, studio/"
    ]


def test_of_a_bucket_that_a_studio_has_from_its_top_only_its_own_is_counted(account: Account) -> None:
    name, s3 = a_bucket(account), account.client("s3")
    for key in ("e-ABC1/a.ipynb", "life-cycle-configuration/configuration.json"):
        s3.put_object(Bucket=name, Key=key, Body=b"x")
    assert said(account, shared_bucket, bucket=name) == [f"good {name} holds nothing but the Studio's"]
    for key in ("lake/part-1", "e-commerce/orders"):
        s3.put_object(Bucket=name, Key=key, Body=b"x")
    [found] = findings(account, leftovers, bucket=name)
    assert found.text.startswith("2 objects")
    assert found.command == (
        f"aws s3 sync s3://{name}/ notebooks --exclude '*' --include 'e-*/*' --include 'life-cycle-configuration/*'"
    )
    assert said(account, shared_bucket, bucket=name) == [
        f"warning {name} holds more than this Studio: e-commerce/, lake/"
    ]


def test_a_listing_that_is_refused_leaves_unknown_what_is_in_the_bucket(account: Account) -> None:
    name = a_bucket(account)
    blind = reader_of(account, a_caller(account, allow("iam:GetRole")))
    for check in (leftovers, shared_bucket):
        [found] = ask([check], blind, Subject(identity_center=False, bucket=name))
        assert (found.mark, found.about) == ("unknown", name)


def test_a_bucket_that_is_gone_holds_nothing(account: Account) -> None:
    assert said(account, shared_bucket, bucket="nobody-has-this") == []
    [found] = findings(account, leftovers, bucket="nobody-has-this", prefix="team")
    assert (found.mark, found.text) == ("good", "is gone with its bucket: there are no notebooks")


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


TEMPLATE = """
Resources:
  Studio:
    Type: AWS::EMR::Studio
    Properties: {PROPERTIES}
  Bucket:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    Properties:
      BucketName: !Sub "{BUCKET}"
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Join ["-", [!Ref AWS::StackName, topic]]
Outputs:
  Id:
    Value: !Ref Studio
"""


def test_a_template_in_yaml_is_read_too(account: Account) -> None:
    name, bucket = a_name("stack"), a_name(f"kept-{account.id}")
    content = TEMPLATE.replace("{PROPERTIES}", json.dumps(studio_request(account))).replace("{BUCKET}", bucket)
    cloudformation = account.client("cloudformation")
    cloudformation.create_stack(StackName=name, TemplateBody=content)
    assert isinstance(cloudformation.get_template(StackName=name)["TemplateBody"], str)
    [stack] = cloudformation.describe_stacks(StackName=name)["Stacks"]
    studio = str(stack["Outputs"][0]["OutputValue"])
    assert said(account, stack_keeps, studio_id=studio) == [f"warning {name} leaves S3::Bucket {bucket}"]
    assert said(account, stack_owner, stack_name=name) == []


def test_a_studio_of_no_stack_keeps_all_it_uses(account: Account) -> None:
    studio = a_studio(account)
    assert said(account, stack_protection, studio_id=studio) == []
    [found] = findings(account, stack_keeps, studio_id=studio)
    assert found.text == "is of no stack: deleting it deletes neither its roles nor its bucket"
