from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from rehearsals.given import Account, Json, a_caller, a_role, allow, trust
from rehearsals.given_studios import a_bucket

from emr_studio_constructs.ops.checks.ask import ask
from emr_studio_constructs.ops.checks.bucket import bucket
from emr_studio_constructs.ops.checks.delete import stack_keeps
from emr_studio_constructs.ops.checks.finding import Finding, good
from emr_studio_constructs.ops.checks.network import vpc, vpc_dns
from emr_studio_constructs.ops.checks.subject import Subject
from emr_studio_constructs.ops.reader import Reader
from emr_studio_constructs.ops.unanswered import UnansweredError
from ops.checks.asking import reader_of
from ops.checks.networks import a_network
from ops.mappings.stubs import stubbed
from rehearsal.aws import Credentials

SUBJECT = Subject(stack_name="Analytics", identity_center=False)


def failing(code: str) -> Reader:
    """A reader to which AWS answers with an error."""

    class Failing(Reader):
        def get(self, service: str, operation: str, **request: object) -> Json:  # noqa: ARG002  # all fail alike
            error = ClientError({"Error": {"Code": code, "Message": "as it is"}}, "DescribeVpcs")
            raise UnansweredError("ec2:DescribeVpcs", "vpc-1", error)

    return Failing(None)  # type: ignore[arg-type]  # nothing is asked


def asks(read: Reader, subject: Subject) -> Iterator[Finding]:  # noqa: ARG001  # a check like others
    read.get("ec2", "describe_vpcs")
    yield good("vpc-1", "is there")


def stays_silent(_read: Reader, _subject: Subject) -> Iterator[Finding]:
    yield good("vpc-2", "is there too")


def test_what_may_not_be_looked_at_is_unknown_with_the_action_it_takes(account: Account) -> None:
    network = a_network(account)
    blind = a_caller(account, allow("ec2:DescribeVpcAttribute"))
    subject = Subject(studio_id="es-1", identity_center=False, **network.known)
    refused, seen = ask([vpc, vpc_dns], reader_of(account, blind), subject)
    assert (refused.check, refused.mark, refused.about) == ("vpc", "unknown", network.vpc)
    assert refused.text == "may not be looked at: ec2:DescribeVpcs is refused"
    assert refused.fix == "allow ec2:DescribeVpcs, and ask again"
    assert seen.mark == "good"


@pytest.mark.parametrize("code", ["InternalFailure", "Throttling", "AccessDenied"])
def test_an_error_stops_no_other_question(code: str) -> None:
    first, second = ask([asks, stays_silent], failing(code), SUBJECT)
    assert (first.check, first.mark, first.about) == ("asks", "unknown", "vpc-1")
    assert "ec2:DescribeVpcs" in first.text
    assert (second.check, second.mark) == ("stays-silent", "good")


@pytest.mark.parametrize("code", ["ExpiredToken", "InvalidClientTokenId", "InvalidSignatureException"])
def test_credentials_that_are_no_good_end_all_questions(code: str) -> None:
    with pytest.raises(UnansweredError, match="as it is"):
        ask([asks, stays_silent], failing(code), SUBJECT)


def test_a_template_that_cannot_be_read_is_unknown_and_stops_no_other_question() -> None:
    row = {"StackName": "Analytics", "CreationTime": datetime.now(UTC), "StackStatus": "CREATE_COMPLETE"}
    twice = "Resources: {A: {Type: T}, A: {Type: T}}"
    with stubbed("cloudformation") as (aws, stubs):
        stubs["cloudformation"].add_response("describe_stacks", {"Stacks": [row]})
        stubs["cloudformation"].add_response("get_template", {"TemplateBody": twice})
        first, second = ask([stack_keeps, stays_silent], Reader(aws), SUBJECT)
    assert (first.mark, first.about) == ("unknown", "Analytics")
    assert first.text.startswith("stack Analytics: its template cannot be read: ")
    assert second.mark == "good"


def test_a_service_that_cannot_be_reached_is_unknown_and_waited_for_once(account: Account) -> None:
    calls: list[str] = []

    def unreachable(model: Any, **_: object) -> None:  # noqa: ANN401  # botocore has no types
        calls.append(model.name)
        raise EndpointConnectionError(endpoint_url="https://ec2.eu-west-1.amazonaws.com")

    ec2, name = account.client("ec2"), a_bucket(account)
    ec2.meta.events.register("before-call", unreachable, unique_id="unreachable")
    try:
        subject = Subject(identity_center=False, vpc_id="vpc-1", bucket=name)
        first, second, third = ask([vpc, vpc_dns, bucket], reader_of(account), subject)
    finally:
        ec2.meta.events.unregister("before-call", unique_id="unreachable")
    assert [first.mark, second.mark, third.mark] == ["unknown", "unknown", "good"]
    assert (first.about, first.text[:39]) == ("vpc-1", "ec2:DescribeVpcs does not reach AWS: Co")
    assert calls == ["DescribeVpcs"]


def test_no_question_is_asked_twice(account: Account) -> None:
    calls: list[str] = []
    iam = account.client("iam")
    iam.meta.events.register("before-call", lambda model, **_: calls.append(model.name), unique_id="count")
    try:
        read, name = reader_of(account), a_role(account, trusting=trust(account)).rpartition("/")[2]
        calls.clear()
        for role in (name, name, "gone", "gone"):
            read.find("iam", "get_role", RoleName=role)
        for _ in range(2):
            read.items("iam", "list_role_policies", "PolicyNames", RoleName=name)
    finally:
        iam.meta.events.unregister("before-call", unique_id="count")
    assert calls == ["GetRole", "GetRole", "ListRolePolicies"]


def test_s3s_own_names_of_permissions_are_given(account: Account) -> None:
    nobody: Credentials = a_caller(account, allow("iam:GetRole"))
    with pytest.raises(UnansweredError) as caught:
        reader_of(account, nobody).items("s3", "list_buckets", "Buckets")
    assert caught.value.action == "s3:ListAllMyBuckets"
