"""EMR Serverless in the local AWS: its API, its CloudFormation type, and who attaches a Workspace."""

import json
import re
from collections.abc import Iterator

import pytest
from aws_cdk import Environment, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam

from emr_studio_constructs import EmrServerlessApp, EmrStudio, Tier
from rehearsal.aws import ACCOUNT, REGION, LocalAws, root_of
from rehearsal.cdk import cdk
from rehearsal.people.ask import Outcome, ask
from rehearsal.people.raw_call import call_emr
from rehearsals.given import Account, Client, Json, a_caller, a_name, allow, refusal
from rehearsals.visited import deploy, new_app, studio_of

SETTINGS: Json = {
    "releaseLabel": "emr-7.13.0",
    "type": "Spark",
    "interactiveConfiguration": {"studioEnabled": True},
    "tags": {"team": "data"},
}
PROPERTIES: Json = {
    "ReleaseLabel": "emr-7.13.0",
    "Type": "Spark",
    "MaximumCapacity": {"Cpu": "64 vCPU", "Memory": "256 GB"},
    "NetworkConfiguration": {"SubnetIds": ["subnet-1"], "SecurityGroupIds": ["sg-1"]},
    "Tags": [{"Key": "team", "Value": "data"}],
}


@pytest.fixture
def serverless(account: Account) -> Client:
    return account.client("emr-serverless")


@pytest.fixture
def application(serverless: Client) -> Iterator[Json]:
    """An application that is there for a test."""
    application_id = serverless.create_application(name=a_name("spark"), **SETTINGS)["applicationId"]
    yield serverless.get_application(applicationId=application_id)["application"]
    serverless.stop_application(applicationId=application_id)
    serverless.delete_application(applicationId=application_id)


def test_an_application_is_made_as_it_is_asked_for(account: Account, application: Json) -> None:
    assert application["arn"].startswith(f"arn:aws:emr-serverless:{REGION}:{account.id}:/applications/00")
    assert application["state"] == "CREATED"
    assert SETTINGS.items() <= application.items()


def test_applications_are_listed_by_their_states(serverless: Client, application: Json) -> None:
    def listed(*states: str) -> list[str]:
        return [each["id"] for each in serverless.list_applications(states=list(states))["applications"]]

    assert listed("CREATED") == [application["applicationId"]]
    assert listed("STARTED") == []


def test_a_started_application_is_neither_changed_nor_deleted(serverless: Client, application: Json) -> None:
    name = application["applicationId"]
    serverless.start_application(applicationId=name)
    for call in (serverless.update_application, serverless.delete_application):
        code, message = refusal(call, applicationId=name)
        assert code == "ValidationException"
        assert "[CREATED, STOPPED]. Current status: STARTED" in message
    serverless.stop_application(applicationId=name)
    serverless.update_application(applicationId=name, releaseLabel="emr-7.12.0")
    changed = serverless.get_application(applicationId=name)["application"]
    assert (changed["state"], changed["releaseLabel"]) == ("STOPPED", "emr-7.12.0")


def test_an_application_that_is_not_there_is_not_found(serverless: Client) -> None:
    with pytest.raises(serverless.exceptions.ResourceNotFoundException):
        serverless.get_application(applicationId="00none")


def test_a_request_is_held_against_the_model_of_aws(serverless: Client) -> None:
    asked = {**SETTINGS, "architecture": "MIPS"}
    assert refusal(serverless.create_application, **asked)[0] == "ValidationException"


def test_iam_is_asked_of_the_application(account: Account, serverless: Client, application: Json) -> None:
    other = serverless.create_application(**SETTINGS)["applicationId"]
    caller = account.client("emr-serverless", a_caller(account, allow("emr-serverless:Get*", application["arn"])))
    name = application["applicationId"]
    assert caller.get_application(applicationId=name)
    assert refusal(caller.get_application, applicationId=other)[0] == "AccessDeniedException"
    assert refusal(caller.start_application, applicationId=name)[0] == "AccessDeniedException"
    assert refusal(caller.list_applications)[0] == "AccessDeniedException"
    serverless.delete_application(applicationId=other)


# --- CloudFormation ---------------------------------------------------------------------------------------------------


def template(**properties: object) -> str:
    resource = {"Type": "AWS::EMRServerless::Application", "Properties": {**PROPERTIES, **properties}}
    outputs = {name: {"Value": {"Fn::GetAtt": ["Spark", name]}} for name in ("ApplicationId", "Arn")}
    return json.dumps({"Resources": {"Spark": resource}, "Outputs": outputs})


def outputs_of(cloudformation: Client, stack: str) -> dict[str, str]:
    (found,) = cloudformation.describe_stacks(StackName=stack)["Stacks"]
    return {each["OutputKey"]: each["OutputValue"] for each in found["Outputs"]}


def status_of(cloudformation: Client, stack: str) -> str:
    return str(cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"])


def test_a_stack_makes_changes_and_deletes_an_application(account: Account, serverless: Client) -> None:
    cloudformation, stack = account.client("cloudformation"), a_name("stack")
    cloudformation.create_stack(StackName=stack, TemplateBody=template())
    cloudformation.get_waiter("stack_create_complete").wait(StackName=stack, WaiterConfig={"Delay": 1})
    made = outputs_of(cloudformation, stack)
    found = serverless.get_application(applicationId=made["ApplicationId"])["application"]
    assert found["arn"] == made["Arn"]
    assert found["maximumCapacity"] == {"cpu": "64 vCPU", "memory": "256 GB"}
    assert found["networkConfiguration"] == {"subnetIds": ["subnet-1"], "securityGroupIds": ["sg-1"]}
    assert found["tags"] == {"team": "data"}

    changed = {"ReleaseLabel": "emr-7.12.0", "Tags": [{"Key": "stage", "Value": "prod"}]}
    cloudformation.update_stack(StackName=stack, TemplateBody=template(**changed))
    cloudformation.get_waiter("stack_update_complete").wait(StackName=stack, WaiterConfig={"Delay": 1})
    assert outputs_of(cloudformation, stack) == made
    found = serverless.get_application(applicationId=made["ApplicationId"])["application"]
    assert (found["releaseLabel"], found["tags"]) == ("emr-7.12.0", {"stage": "prod"})

    cloudformation.delete_stack(StackName=stack)
    cloudformation.get_waiter("stack_delete_complete").wait(StackName=stack, WaiterConfig={"Delay": 1})
    with pytest.raises(serverless.exceptions.ResourceNotFoundException):
        serverless.get_application(applicationId=made["ApplicationId"])


def test_another_name_makes_another_application(account: Account) -> None:
    cloudformation, stack = account.client("cloudformation"), a_name("stack")
    cloudformation.create_stack(StackName=stack, TemplateBody=template(Name="one"))
    cloudformation.get_waiter("stack_create_complete").wait(StackName=stack, WaiterConfig={"Delay": 1})
    before = outputs_of(cloudformation, stack)
    cloudformation.update_stack(StackName=stack, TemplateBody=template(Name="two"))
    cloudformation.get_waiter("stack_update_complete").wait(StackName=stack, WaiterConfig={"Delay": 1})
    assert outputs_of(cloudformation, stack)["ApplicationId"] != before["ApplicationId"]


def test_a_stack_with_a_started_application_cannot_be_deleted(account: Account, serverless: Client) -> None:
    cloudformation, stack = account.client("cloudformation"), a_name("stack")
    cloudformation.create_stack(StackName=stack, TemplateBody=template())
    cloudformation.get_waiter("stack_create_complete").wait(StackName=stack, WaiterConfig={"Delay": 1})
    name = outputs_of(cloudformation, stack)["ApplicationId"]
    serverless.start_application(applicationId=name)
    cloudformation.delete_stack(StackName=stack)
    with pytest.raises(Exception, match="DELETE_FAILED"):
        cloudformation.get_waiter("stack_delete_complete").wait(StackName=stack, WaiterConfig={"Delay": 1})
    serverless.stop_application(applicationId=name)
    cloudformation.delete_stack(StackName=stack)
    cloudformation.get_waiter("stack_delete_complete").wait(StackName=stack, WaiterConfig={"Delay": 1})


@pytest.mark.parametrize("wrong", [{"Type": None}, {"Architecture": "MIPS"}, {"Name": "our spark"}, {"Color": "red"}])
def test_what_the_schema_of_aws_does_not_take_fails(account: Account, wrong: Json) -> None:
    cloudformation, stack = account.client("cloudformation"), a_name("stack")
    body = json.loads(template(**wrong))
    properties = body["Resources"]["Spark"]["Properties"]
    body["Resources"]["Spark"]["Properties"] = {name: value for name, value in properties.items() if value}
    cloudformation.create_stack(StackName=stack, TemplateBody=json.dumps(body), OnFailure="DO_NOTHING")
    with pytest.raises(Exception, match="CREATE_FAILED"):
        cloudformation.get_waiter("stack_create_complete").wait(StackName=stack, WaiterConfig={"Delay": 1})


# --- People -----------------------------------------------------------------------------------------------------------

STACK = "ServerlessVisit"


@pytest.fixture(scope="module")
def studio(bootstrapped: LocalAws, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Json]:
    """A Studio with an application for two tiers, deployed by the real CLI, and somebody of each tier."""
    network = bootstrapped.client("ec2")
    vpc = network.create_vpc(CidrBlock="10.8.0.0/16")["Vpc"]["VpcId"]
    zone = f"{REGION}a"
    subnet = network.create_subnet(VpcId=vpc, CidrBlock="10.8.0.0/24", AvailabilityZone=zone)["Subnet"]["SubnetId"]
    app = new_app(tmp_path_factory.mktemp("serverless"))
    stack = Stack(app, STACK, env=Environment(account=ACCOUNT, region=REGION))
    here = ec2.Vpc.from_vpc_attributes(stack, "Vpc", vpc_id=vpc, availability_zones=[zone], private_subnet_ids=[subnet])
    studio = EmrStudio(stack, "Studio", vpc=here)
    studio.add_compute(EmrServerlessApp(stack, "Spark", vpc=here))
    for tier in Tier:
        name = f"serverless-{tier.lower()}"
        studio.grant_access(iam.Role(stack, tier, role_name=name, assumed_by=iam.AccountRootPrincipal()), tier=tier)
    deploy(bootstrapped, app)
    yield studio_of(bootstrapped, STACK)
    application = made_by(bootstrapped, "Spark")
    cdk("destroy", "--all", "--force", "--app", app.outdir, environment=bootstrapped.environment(root_of(ACCOUNT)))
    serverless = bootstrapped.client("emr-serverless")
    assert refusal(serverless.get_application, applicationId=application)[0] == "ResourceNotFoundException"


def made_by(aws: LocalAws, logical_id: str) -> str:
    """The physical id of a resource of the Studio's stack, by its logical id without the hash."""
    resources = aws.client("cloudformation").describe_stack_resources(StackName=STACK)["StackResources"]
    ids = {re.sub("[0-9A-F]{8}$", "", each["LogicalResourceId"]): each["PhysicalResourceId"] for each in resources}
    return str(ids[logical_id])


def runtime_role(aws: LocalAws) -> str:
    return f"arn:aws:iam::{ACCOUNT}:role/{made_by(aws, 'SparkRuntimeRole')}"


@pytest.mark.parametrize(
    ("tier", "outcome"),
    [("basic", Outcome.REFUSED), ("intermediate", Outcome.LET_IN), ("advanced", Outcome.LET_IN)],
)
def test_people_whose_tier_is_for_it_attach(bootstrapped: LocalAws, studio: Json, tier: str, outcome: Outcome) -> None:
    (attempt,) = ask(bootstrapped, studio, f"serverless-{tier}", "attach to EMR Serverless")
    assert attempt.outcome is outcome, attempt.message
    states = [each["state"] for each in bootstrapped.client("emr-serverless").list_applications()["applications"]]
    assert set(states) <= {"CREATED", "STOPPED"}


def attach(aws: LocalAws, studio: Json, application: str, role: str) -> None:
    """Attaches a new Workspace, as the account's root."""
    workspace = {"Name": "w", "StudioId": studio["StudioId"], "ServiceRole": studio["ServiceRole"]}
    editor = call_emr(aws, root_of(ACCOUNT), REGION, "CreateEditor", workspace)["EditorId"]
    request = {"EditorId": editor, "ApplicationArn": application, "ExecutionRoleArn": role}
    call_emr(aws, root_of(ACCOUNT), REGION, "AttachEditor", request)


def test_a_runtime_role_is_taken_on_for_its_own_application_alone(bootstrapped: LocalAws, studio: Json) -> None:
    serverless = bootstrapped.client("emr-serverless")
    application = made_by(bootstrapped, "Spark")
    own = serverless.get_application(applicationId=application)["application"]["arn"]
    other = serverless.create_application(**SETTINGS)
    role = runtime_role(bootstrapped)
    attach(bootstrapped, studio, own, role)
    assert serverless.get_application(applicationId=application)["application"]["state"] == "STARTED"
    code, message = refusal(attach, aws=bootstrapped, studio=studio, application=other["arn"], role=role)
    assert (code, message) == ("ValidationException", f"EMR Serverless is not authorized to assume role {role}.")
    serverless.stop_application(applicationId=application)
    serverless.delete_application(applicationId=other["applicationId"])


def test_no_workspace_is_attached_to_an_application_that_is_not_for_studio(
    bootstrapped: LocalAws, studio: Json
) -> None:
    serverless = bootstrapped.client("emr-serverless")
    batch = serverless.create_application(releaseLabel="emr-7.13.0", type="Spark")
    code, message = refusal(
        attach, aws=bootstrapped, studio=studio, application=batch["arn"], role=runtime_role(bootstrapped)
    )
    assert (code, message) == ("ValidationException", f"Application {batch['arn']} is not enabled for EMR Studio.")
    serverless.delete_application(applicationId=batch["applicationId"])
