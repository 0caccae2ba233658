"""EMR on EKS in the local AWS: its API, its CloudFormation types, and an endpoint with the people of a Studio."""

import base64
import json
import string
from pathlib import Path
from typing import Any

import pytest
from aws_cdk import App, CfnParameter, DefaultStackSynthesizer, Environment, Stack, Tags
from aws_cdk import aws_eks_v2 as eks
from aws_cdk import aws_iam as iam

from emr_studio_constructs import EmrOnEksEndpoint, EmrStudio, Tier
from rehearsal.aws import REGION, Credentials
from rehearsal.stage import Stage
from rehearsals import stories
from rehearsals.given import Account, Client, Json, a_caller, a_name, a_role, allow, refusal

ISSUER = f"oidc.eks.{REGION}.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9"
# Whatever an argument of EmrOnEksEndpoint takes.
Argument = Any
VALIDATION, NOT_FOUND, DENIED = "ValidationException", "ResourceNotFoundException", "AccessDeniedException"


@pytest.fixture
def containers(account: Account) -> Client:
    return account.client("emr-containers")


@pytest.fixture
def role(account: Account) -> str:
    """An execution role."""
    federated = {"Federated": f"arn:aws:iam::{account.id}:oidc-provider/{ISSUER}"}
    trusting = {"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": federated}
    return a_role(account, trusting=trusting)


def a_provider(namespace: str | None = None) -> Json:
    return {"type": "EKS", "id": "analytics", "info": {"eksInfo": {"namespace": namespace or a_name("namespace")}}}


def a_virtual_cluster(containers: Client, namespace: str | None = None) -> str:
    made = containers.create_virtual_cluster(name=a_name("cluster"), containerProvider=a_provider(namespace))
    return str(made["id"])


def endpoint_request(virtual_cluster: str, role: str) -> Json:
    return {
        "name": a_name("endpoint"),
        "virtualClusterId": virtual_cluster,
        "type": "JUPYTER_ENTERPRISE_GATEWAY",
        "releaseLabel": "emr-7.13.0-latest",
        "executionRoleArn": role,
    }


def session_request(virtual_cluster: str, endpoint: str, role: str) -> Json:
    return {
        "virtualClusterIdentifier": virtual_cluster,
        "endpointIdentifier": endpoint,
        "executionRoleArn": role,
        "credentialType": "TOKEN",
    }


# --- the API ----------------------------------------------------------------------------------------------------------


def test_an_endpoint_is_made_and_found(containers: Client, account: Account, role: str) -> None:
    virtual_cluster = a_virtual_cluster(containers)
    request = endpoint_request(virtual_cluster, role)
    made = containers.create_managed_endpoint(**request, tags={"team": "data"})
    path = f"/virtualclusters/{virtual_cluster}/endpoints/{made['id']}"
    assert made["arn"] == f"arn:aws:emr-containers:{REGION}:{account.id}:{path}"
    found = containers.describe_managed_endpoint(virtualClusterId=virtual_cluster, id=made["id"])["endpoint"]
    assert request.items() <= found.items()
    assert (found["state"], found["tags"]) == ("ACTIVE", {"team": "data"})
    (listed,) = containers.list_managed_endpoints(virtualClusterId=virtual_cluster, states=["ACTIVE"])["endpoints"]
    assert listed == found
    assert virtual_cluster in [each["id"] for each in containers.list_virtual_clusters()["virtualClusters"]]
    assert containers.list_job_runs(virtualClusterId=virtual_cluster)["jobRuns"] == []


def test_a_namespace_takes_one_virtual_cluster_until_it_is_deleted(containers: Client) -> None:
    namespace = a_name("namespace")
    first = a_virtual_cluster(containers, namespace)
    again = {"name": "second", "containerProvider": a_provider(namespace)}
    code, message = refusal(containers.create_virtual_cluster, **again)
    assert (code, message) == (VALIDATION, f"A virtual cluster already exists in the given namespace: {first}")
    containers.delete_virtual_cluster(id=first)
    assert containers.create_virtual_cluster(**again)["name"] == "second"


def test_a_virtual_cluster_with_an_active_endpoint_is_not_deleted(containers: Client, role: str) -> None:
    virtual_cluster = a_virtual_cluster(containers)
    endpoint = containers.create_managed_endpoint(**endpoint_request(virtual_cluster, role))["id"]
    code, message = refusal(containers.delete_virtual_cluster, id=virtual_cluster)
    assert code == VALIDATION
    assert message.endswith(f"has active managed endpoints: {endpoint}")
    containers.delete_managed_endpoint(virtualClusterId=virtual_cluster, id=endpoint)
    containers.delete_virtual_cluster(id=virtual_cluster)
    code, message = refusal(containers.create_managed_endpoint, **endpoint_request(virtual_cluster, role))
    assert (code, message) == (VALIDATION, f"Virtual cluster {virtual_cluster} is not in RUNNING state.")


def test_what_is_not_there_is_not_found(containers: Client) -> None:
    virtual_cluster = a_virtual_cluster(containers)
    found = refusal(containers.describe_managed_endpoint, virtualClusterId=virtual_cluster, id="none")
    assert found == (NOT_FOUND, "Managed endpoint none does not exist.")
    assert refusal(containers.describe_virtual_cluster, id="none")[0] == NOT_FOUND


def test_a_request_is_held_against_the_model_of_aws(containers: Client) -> None:
    bad = {**a_provider(), "type": "ECS"}
    assert refusal(containers.create_virtual_cluster, name="name", containerProvider=bad)[0] == VALIDATION


def test_a_session_is_of_the_endpoints_own_role(containers: Client, role: str) -> None:
    virtual_cluster = a_virtual_cluster(containers)
    made = containers.create_managed_endpoint(**endpoint_request(virtual_cluster, role))
    get = containers.get_managed_endpoint_session_credentials
    for name in (made["id"], made["arn"]):
        assert get(**session_request(virtual_cluster, name, role))["credentials"]["token"]
    other = role.replace(":role/", ":role/other-")
    assert refusal(get, **session_request(virtual_cluster, made["id"], other))[0] == VALIDATION
    containers.delete_managed_endpoint(virtualClusterId=virtual_cluster, id=made["id"])
    assert refusal(get, **session_request(virtual_cluster, made["id"], role))[0] == VALIDATION


def test_iam_is_asked_of_the_endpoint_and_the_role(containers: Client, account: Account, role: str) -> None:
    virtual_cluster = a_virtual_cluster(containers)
    made, other = (containers.create_managed_endpoint(**endpoint_request(virtual_cluster, role)) for _ in range(2))
    condition = {"StringEquals": {"emr-containers:ExecutionRoleArn": role}}
    session = allow("emr-containers:GetManagedEndpointSessionCredentials", made["arn"], Condition=condition)
    caller = account.client("emr-containers", a_caller(account, session))
    get = caller.get_managed_endpoint_session_credentials
    assert get(**session_request(virtual_cluster, made["id"], role))["credentials"]
    other_role = role.replace(":role/", ":role/other-")
    assert refusal(get, **session_request(virtual_cluster, made["id"], other_role))[0] == DENIED
    assert refusal(get, **session_request(virtual_cluster, other["id"], role))[0] == DENIED
    assert refusal(caller.list_virtual_clusters)[0] == DENIED
    assert refusal(caller.describe_virtual_cluster, id=virtual_cluster)[0] == DENIED


# --- CloudFormation ---------------------------------------------------------------------------------------------------


def template_of(account: Account, name: str, **arguments: Argument) -> str:
    """The template of a stack with an imported Studio, an endpoint, and a person who may use it."""
    app = App(analytics_reporting=False)
    synthesizer = DefaultStackSynthesizer(generate_bootstrap_version_rule=False)
    stack = Stack(app, name, env=Environment(account=account.id, region=REGION), synthesizer=synthesizer)
    provider = f"arn:aws:iam::{account.id}:oidc-provider/{ISSUER}"
    cluster = eks.Cluster.from_cluster_attributes(
        stack,
        "Cluster",
        cluster_name="analytics",
        open_id_connect_provider=iam.OidcProviderNative.from_oidc_provider_arn(stack, "Provider", provider),
    )
    endpoint = EmrOnEksEndpoint(stack, "Endpoint", cluster=cluster, **{"namespace": name.lower(), **arguments})
    Tags.of(endpoint).add("release", arguments.get("release_label", "default"))
    service_role = iam.Role.from_role_name(stack, "Service", "service")
    studio = EmrStudio.from_studio_attributes(stack, "Studio", studio_id="es-ABC", service_role=service_role)
    studio.add_compute(endpoint)
    studio.grant_access(iam.User(stack, "Anna", user_name=f"{name}-anna"), tier=Tier.BASIC)
    return json.dumps(app.synth().get_stack_by_name(name).template)


def deploy(account: Account, call: str, name: str, template: str) -> Json:
    """The physical ids of a stack's resources, by type."""
    cloudformation = account.client("cloudformation")
    getattr(cloudformation, f"{call}_stack")(
        StackName=name, TemplateBody=template, Capabilities=["CAPABILITY_NAMED_IAM"]
    )
    cloudformation.get_waiter(f"stack_{call}_complete").wait(
        StackName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 30}
    )
    found = cloudformation.describe_stack_resources(StackName=name)["StackResources"]
    return {each["ResourceType"]: each["PhysicalResourceId"] for each in found}


def keys_of(account: Account, user: str) -> Client:
    """EMR on EKS as a user of IAM calls it."""
    key = account.client("iam").create_access_key(UserName=user)["AccessKey"]
    return account.client("emr-containers", Credentials(key["AccessKeyId"], key["SecretAccessKey"]))


def token_of(namespace: str, account: Account, role: str) -> str:
    """What Kubernetes signs for a service account that EMR on EKS makes for a role; here nobody signs it."""
    number, name = int.from_bytes(role.rpartition("/")[2].encode()), ""
    while number:
        number, digit = divmod(number, 36)
        name = (string.digits + string.ascii_lowercase)[digit] + name
    subject = f"system:serviceaccount:{namespace}:emr-containers-sa-spark-driver-{account.id}-{name}"
    claims = {"iss": f"https://{ISSUER}", "sub": subject, "aud": ["sts.amazonaws.com"]}
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in ({}, claims)]
    return ".".join([*parts, "unsigned"])


def test_pods_of_the_namespace_take_on_the_role_that_was_made_for_them(account: Account, containers: Client) -> None:
    name = a_name("Pods")
    virtual_cluster = deploy(account, "create", name, template_of(account, name))["AWS::EMRContainers::VirtualCluster"]
    (endpoint,) = containers.list_managed_endpoints(virtualClusterId=virtual_cluster)["endpoints"]
    role = endpoint["executionRoleArn"]
    assume = account.client("sts").assume_role_with_web_identity
    asked = {"RoleArn": role, "RoleSessionName": "kernel"}
    assert assume(**asked, WebIdentityToken=token_of(name.lower(), account, role))["Credentials"]
    for token in (token_of("default", account, role), token_of(name.lower(), account, f"{role}2")):
        assert refusal(assume, **asked, WebIdentityToken=token)[0] == "AccessDenied"


def test_an_endpoint_is_deployed_used_replaced_and_destroyed(account: Account, containers: Client) -> None:
    name = a_name("Notebooks")
    made = deploy(account, "create", name, template_of(account, name))
    arn, virtual_cluster = made["AWS::EMRContainers::Endpoint"], made["AWS::EMRContainers::VirtualCluster"]
    endpoint = arn.rpartition("/")[2]
    found = containers.describe_managed_endpoint(virtualClusterId=virtual_cluster, id=endpoint)["endpoint"]
    assert (found["state"], found["arn"]) == ("ACTIVE", arn)
    anna = keys_of(account, f"{name}-anna").get_managed_endpoint_session_credentials
    role = found["executionRoleArn"]
    assert anna(**session_request(virtual_cluster, endpoint, role))["credentials"]
    assert refusal(anna, **session_request(virtual_cluster, endpoint, f"{role}2"))[0] == DENIED

    changed = deploy(account, "update", name, template_of(account, name, release_label="emr-7.12.0-latest"))
    new = changed["AWS::EMRContainers::Endpoint"].rpartition("/")[2]
    assert (new == endpoint, changed["AWS::EMRContainers::VirtualCluster"]) == (False, virtual_cluster)
    states = {
        each["id"]: each["state"]
        for each in containers.list_managed_endpoints(virtualClusterId=virtual_cluster)["endpoints"]
    }
    assert states == {endpoint: "TERMINATED", new: "ACTIVE"}
    assert anna(**session_request(virtual_cluster, new, role))["credentials"]
    assert refusal(anna, **session_request(virtual_cluster, endpoint, role))[0] == DENIED
    tags = containers.describe_virtual_cluster(id=virtual_cluster)["virtualCluster"]["tags"]
    assert tags["release"] == "emr-7.12.0-latest"

    iam_ = account.client("iam")
    for key in iam_.list_access_keys(UserName=f"{name}-anna")["AccessKeyMetadata"]:
        iam_.delete_access_key(UserName=f"{name}-anna", AccessKeyId=key["AccessKeyId"])
    cloudformation = account.client("cloudformation")
    cloudformation.delete_stack(StackName=name)
    cloudformation.get_waiter("stack_delete_complete").wait(
        StackName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 30}
    )
    assert containers.describe_virtual_cluster(id=virtual_cluster)["virtualCluster"]["state"] == "TERMINATED"
    assert containers.list_managed_endpoints(virtualClusterId=virtual_cluster, states=["ACTIVE"])["endpoints"] == []


def test_another_namespace_makes_a_new_virtual_cluster(account: Account, containers: Client) -> None:
    name = a_name("Moving")
    before = deploy(account, "create", name, template_of(account, name))
    after = deploy(account, "update", name, template_of(account, name, namespace=f"{name.lower()}-2"))
    kind = "AWS::EMRContainers::VirtualCluster"
    assert before[kind] != after[kind]
    states = [containers.describe_virtual_cluster(id=each[kind])["virtualCluster"]["state"] for each in (before, after)]
    assert states == ["TERMINATED", "RUNNING"]


def test_the_trust_is_right_where_the_issuer_is_known_at_deploy_only(stage: Stage, tmp_path: Path) -> None:
    account, assembly = Account(stage.aws, stories.ACCOUNT), tmp_path / "assembly"
    app = App(analytics_reporting=False, outdir=str(assembly))
    stack = Stack(app, "LateIssuer", env=Environment(account=stories.ACCOUNT, region=stories.REGION))
    # ministack makes no identity providers: a parameter stands for one that is made in the stack.
    arn = CfnParameter(stack, "Arn", type="String", default=f"arn:aws:iam::{account.id}:oidc-provider/{ISSUER}")
    provider = iam.OidcProviderNative.from_oidc_provider_arn(stack, "Provider", arn.value_as_string)
    cluster = eks.Cluster.from_cluster_attributes(
        stack, "Cluster", cluster_name="analytics", open_id_connect_provider=provider
    )
    EmrOnEksEndpoint(stack, "Endpoint", cluster=cluster, namespace="late", execution_role_name="late-notebooks")
    app.synth()
    stage.deploy(assembly, lambda _line: None)

    role = f"arn:aws:iam::{account.id}:role/late-notebooks"
    assume = account.client("sts").assume_role_with_web_identity
    asked = {"RoleArn": role, "RoleSessionName": "kernel"}
    assert assume(**asked, WebIdentityToken=token_of("late", account, role))["Credentials"]
    assert refusal(assume, **asked, WebIdentityToken=token_of("early", account, role))[0] == "AccessDenied"
    assert stage.destroy(assembly, lambda _line: None) == []
