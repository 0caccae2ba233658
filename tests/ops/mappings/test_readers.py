from datetime import UTC, datetime

import pytest
from botocore.exceptions import ClientError

from emr_studio_constructs.choices import IdentityType
from emr_studio_constructs.ops.deployed import DeployedStacks
from emr_studio_constructs.ops.errors import OpsError
from emr_studio_constructs.ops.mappings.actual import mappings_of
from emr_studio_constructs.ops.mappings.comparison import compare
from emr_studio_constructs.ops.mappings.directory import Directory
from emr_studio_constructs.ops.mappings.model import Declared, Identity, Mapping
from emr_studio_constructs.ops.mappings.target import DEFAULT_QUOTAS, Target
from emr_studio_constructs.ops.reader import Reader
from emr_studio_constructs.ops.unanswered import UnansweredError
from ops.mappings.stubs import stubbed

POLICY = "arn:aws:iam::111122223333:policy/basic"
ONE, TWO = "arn:aws:sso:::instance/ssoins-0000000000000001", "arn:aws:sso:::instance/ssoins-0000000000000002"


# --- who is mapped ----------------------------------------------------------------------------------------------------


def test_all_pages_are_read_and_what_aws_leaves_out_is_unknown() -> None:
    made = datetime(2026, 11, 22, tzinfo=UTC)
    alice = {"IdentityType": "USER", "IdentityName": "alice", "IdentityId": "", "SessionPolicyArn": POLICY}
    group = {"IdentityType": "GROUP", "IdentityId": "1", "SessionPolicyArn": POLICY, "CreationTime": made}
    with stubbed("emr") as (aws, stubs):
        answer = {"SessionMappings": [alice], "Marker": "more"}
        stubs["emr"].add_response("list_studio_session_mappings", answer, {"StudioId": "es-1"})
        expected = {"StudioId": "es-1", "Marker": "more"}
        stubs["emr"].add_response("list_studio_session_mappings", {"SessionMappings": [group]}, expected)

        found = mappings_of(Reader(aws), "es-1")

    assert [mapping.identity for mapping in found] == [
        Identity(type=IdentityType.USER, name="alice"),
        Identity(type=IdentityType.GROUP, id="1"),
    ]
    assert [mapping.created for mapping in found] == [None, made]


# --- the directory ----------------------------------------------------------------------------------------------------


def instances(*arns: str) -> dict[str, object]:
    return {"Instances": [{"InstanceArn": arn, "IdentityStoreId": f"d-{arn[-10:]}"} for arn in arns]}


@pytest.mark.parametrize(
    ("there", "wanted", "said"),
    [
        ((), None, "IAM Identity Center is not enabled in eu-west-1"),
        ((ONE,), TWO, f"there is no Identity Center instance {TWO} in eu-west-1"),
        ((ONE, TWO), None, "eu-west-1 has 2 Identity Center instances: name one"),
    ],
)
def test_a_directory_that_cannot_be_told_is_named(there: tuple[str, ...], wanted: str | None, said: str) -> None:
    with stubbed("sso-admin") as (aws, stubs):
        stubs["sso-admin"].add_response("list_instances", instances(*there), {})

        with pytest.raises(OpsError, match=said):
            Directory.of(Reader(aws), wanted)


@pytest.mark.parametrize(("there", "wanted"), [((ONE, TWO), TWO), ((TWO,), None)])
def test_the_directory_is_that_of_the_instance(there: tuple[str, ...], wanted: str | None) -> None:
    with stubbed("sso-admin", "identitystore") as (aws, stubs):
        stubs["sso-admin"].add_response("list_instances", instances(*there), {})

        assert Directory.of(Reader(aws), wanted).store_id == "d-0000000002"


def by(attribute: str, value: str) -> dict[str, object]:
    unique = {"AttributePath": attribute, "AttributeValue": value}
    return {"IdentityStoreId": "d-1234567890", "AlternateIdentifier": {"UniqueAttribute": unique}}


@pytest.mark.parametrize(
    ("kind", "word", "attribute"),
    [(IdentityType.USER, "User", "userName"), (IdentityType.GROUP, "Group", "displayName")],
)
def test_a_user_is_found_by_user_name_and_a_group_by_display_name(
    kind: IdentityType, word: str, attribute: str
) -> None:
    found = "11111111-1111-1111-1111-111111111111"
    answer = {
        "IdentityStoreId": "d-1234567890",
        f"{word}Id": found,
        f"{word}Arn": f"arn:aws:identitystore:::{word.lower()}/{found}",
    }
    declared = Declared(identity=Identity(type=kind, name="name"), session_policy_arn=POLICY)
    with stubbed("identitystore") as (aws, stubs):
        stubs["identitystore"].add_response(f"get_{word.lower()}_id", answer, by(attribute, "name"))

        [resolved] = Directory(Reader(aws), "d-1234567890").resolve([declared])

    assert resolved.identity == Identity(type=kind, name="name", id=found)


def test_who_is_mapped_and_gone_from_the_directory_stays_without_id() -> None:
    gone = Mapping(identity=Identity(type=IdentityType.USER, name="gone"), session_policy_arn=POLICY)
    with stubbed("identitystore") as (aws, stubs):
        stubs["identitystore"].add_client_error("get_user_id", "ResourceNotFoundException", "USER not found.")

        assert Directory(Reader(aws), "d-1234567890").complete([gone]) == [gone]


def test_a_directory_that_may_not_be_asked_is_not_taken_for_an_empty_one() -> None:
    alice = Declared(identity=Identity(type=IdentityType.USER, name="alice"), session_policy_arn=POLICY)
    with stubbed("identitystore") as (aws, stubs):
        stubs["identitystore"].add_client_error("get_user_id", "AccessDeniedException", "no")

        with pytest.raises(UnansweredError, match="AccessDeniedException"):
            Directory(Reader(aws), "d-1234567890").resolve([alice])


def test_who_is_listed_by_name_alone_is_found_by_the_id_that_the_directory_has() -> None:
    found = "11111111-1111-1111-1111-111111111111"
    declared = Declared(identity=Identity(type=IdentityType.USER, id=found, label="Al"), session_policy_arn=POLICY)
    row = {"IdentityType": "USER", "IdentityName": "alice", "IdentityId": "", "SessionPolicyArn": POLICY}
    with stubbed("emr", "sso-admin", "identitystore") as (aws, stubs):
        stubs["emr"].add_response("list_studio_session_mappings", {"SessionMappings": [row]})
        stubs["sso-admin"].add_response("list_instances", instances(ONE))
        ids = {"IdentityStoreId": "d-0000000001", "UserId": found, "UserArn": f"arn:aws:identitystore:::user/{found}"}
        stubs["identitystore"].add_response("get_user_id", ids)
        target = Target(
            aws=aws,
            source="test",
            studio_id="es-1",
            declared=(declared,),
            managed=frozenset(IdentityType),
            tiers={},
            quotas=DEFAULT_QUOTAS,
        )

        plan = compare(target, prune=True, resolve_names=True).plan

    assert (plan.number_of_writes, [mapping.identity.name for mapping in plan.unchanged]) == (0, ["alice"])


# --- the deployed stack -----------------------------------------------------------------------------------------------


def stack(status: str = "CREATE_COMPLETE", **outputs: str) -> dict[str, object]:
    found = [{"OutputKey": key, "OutputValue": value} for key, value in outputs.items()]
    row = {"StackName": "Analytics", "CreationTime": datetime.now(UTC), "StackStatus": status, "Outputs": found}
    return {"Stacks": [row]}


@pytest.mark.parametrize("status", ["UPDATE_IN_PROGRESS", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"])
def test_a_stack_that_is_being_changed_is_to_be_waited_for(status: str) -> None:
    with stubbed("cloudformation") as (aws, stubs):
        stubs["cloudformation"].add_response("describe_stacks", stack(status), {"StackName": "Analytics"})

        with pytest.raises(OpsError, match=f"stack Analytics is {status}: try again when that is done"):
            DeployedStacks(aws).get("Analytics", stack_id="Analytics")


@pytest.mark.parametrize("status", ["REVIEW_IN_PROGRESS", "ROLLBACK_COMPLETE"])
def test_a_stack_of_which_nothing_was_ever_made_is_not_deployed(status: str) -> None:
    with stubbed("cloudformation") as (aws, stubs):
        stubs["cloudformation"].add_response("describe_stacks", stack(status), {"StackName": "Analytics"})

        with pytest.raises(OpsError, match="stack Analytics is not deployed in eu-west-1: run `cdk deploy Id` first"):
            DeployedStacks(aws).get("Analytics", stack_id="Id")


def test_all_pages_of_exports_are_read_once() -> None:
    with stubbed("cloudformation") as (aws, stubs):
        answer = {"Exports": [{"Name": "a", "Value": "1"}], "NextToken": "more"}
        stubs["cloudformation"].add_response("list_exports", answer, {})
        stubs["cloudformation"].add_response(
            "list_exports", {"Exports": [{"Name": "b", "Value": "2"}]}, {"NextToken": "more"}
        )
        stacks = DeployedStacks(aws)

        assert stacks.exports == stacks.exports == {"a": "1", "b": "2"}


def test_a_stack_that_an_older_app_deployed_is_to_be_deployed_again() -> None:
    with stubbed("cloudformation") as (aws, stubs):
        stubs["cloudformation"].add_response("describe_stacks", stack(StudioId="es-1"), {"StackName": "Analytics"})
        found = DeployedStacks(aws).get("Analytics", stack_id="Id")

        assert found.studio_id == "es-1"
        with pytest.raises(OpsError, match="has no output SessionPolicies: run `cdk deploy Id` first"):
            _ = found.session_policies


def test_a_stack_that_may_not_be_looked_at_is_not_taken_for_a_missing_one() -> None:
    with stubbed("cloudformation") as (aws, stubs):
        stubs["cloudformation"].add_client_error("describe_stacks", "AccessDenied", "no")

        with pytest.raises(ClientError, match="AccessDenied"):
            DeployedStacks(aws).get("Analytics", stack_id="Analytics")


def test_a_template_is_read_as_yaml_and_resources_page_by_page() -> None:
    with stubbed("cloudformation") as (aws, stubs):
        cloudformation, expected = stubs["cloudformation"], {"StackName": "Analytics"}
        cloudformation.add_response("describe_stacks", stack(), expected)
        as_given = {**expected, "TemplateStage": "Original"}
        cloudformation.add_response("get_template", {"TemplateBody": "Resources: {A: {Type: T}}"}, as_given)
        row = {"ResourceType": "T", "LastUpdatedTimestamp": datetime.now(UTC), "ResourceStatus": "CREATE_COMPLETE"}
        first = {"LogicalResourceId": "A", "PhysicalResourceId": "a", **row}
        second = {"LogicalResourceId": "B", "PhysicalResourceId": "b", **row}
        answer = {"StackResourceSummaries": [first], "NextToken": "more"}
        cloudformation.add_response("list_stack_resources", answer, expected)
        more = {**expected, "NextToken": "more"}
        cloudformation.add_response("list_stack_resources", {"StackResourceSummaries": [second]}, more)
        found = DeployedStacks(aws).get("Analytics", stack_id="Analytics")

        assert found.template == {"Resources": {"A": {"Type": "T"}}}
        assert found.physical_ids == {"A": "a", "B": "b"}
