"""Endpoints of EMR on EKS in a config: what becomes of each key, and what is refused."""

import re
from typing import Any

import pytest
from conftest import Json, new_stack, new_studio, rights, template_of
from pydantic import TypeAdapter, ValidationError

from emr_studio_constructs import Tier
from emr_studio_constructs.app.build.compute.emr_on_eks import emr_on_eks_of
from emr_studio_constructs.app.build.imports import role_of
from emr_studio_constructs.app.config.compute.emr_on_eks import EmrOnEksConfig
from emr_studio_constructs.app.config.roles import RolesConfig
from emr_studio_constructs.cfn import Resolver, identity_policies, resources, the_only, trust_policy

# Whatever a key of the config takes.
Value = Any
CONFIG: TypeAdapter[Any] = TypeAdapter(EmrOnEksConfig)
PROVIDER = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D"
ROLE = "arn:aws:iam::111122223333:role/notebooks"
ARN = "arn:aws:emr-containers:eu-west-1:111122223333:/virtualclusters/abcd/endpoints/efgh"
NEW: Json = {
    "kind": "EMR_ON_EKS",
    "source": "NEW",
    "id": "Notebooks",
    "cluster_name": "analytics",
    "namespace": "emr-studio",
    "oidc_provider_arn": PROVIDER,
}
EXISTING: Json = {"kind": "EMR_ON_EKS", "source": "EXISTING", "endpoint_arn": ARN, "execution_role_arn": ROLE}
ENDPOINT, VIRTUAL_CLUSTER = "AWS::EMRContainers::Endpoint", "AWS::EMRContainers::VirtualCluster"


def made(*configs: Json, roles: RolesConfig | None = None) -> Json:
    """The template of a Studio to which these are attached, with somebody in it."""
    stack = new_stack()
    studio = new_studio(stack)
    for config in configs:
        read = CONFIG.validate_python(config, strict=False)
        studio.add_compute(emr_on_eks_of(stack, read, roles=roles or RolesConfig()))
    studio.grant_access(role_of(stack, "people"), tier=Tier.BASIC)
    return template_of(stack)


def properties(template: Json, kind: str) -> Json:
    return Resolver(template).properties(the_only(template, kind)[0])


def test_a_new_endpoint_needs_a_cluster_a_namespace_and_a_provider() -> None:
    template = made(NEW)
    provider = properties(template, VIRTUAL_CLUSTER)["ContainerProvider"]
    assert provider == {"Type": "EKS", "Id": "analytics", "Info": {"EksInfo": {"Namespace": "emr-studio"}}}
    role = next(name for name in resources(template, "AWS::IAM::Role") if "Execution" in name)
    assert trust_policy(template, role)["Statement"][0]["Principal"] == {"Federated": PROVIDER}
    assert identity_policies(template, role) == []


def test_every_key_of_a_new_endpoint_has_its_place() -> None:
    template = made(
        {
            **{name: value for name, value in NEW.items() if name != "oidc_provider_arn"},
            "execution_role_arn": ROLE,
            "virtual_cluster_id": "abcd",
            "endpoint_name": "notebooks",
            "release_label": "emr-7.12.0-latest",
            "session_idle_timeout_minutes": 90,
            "application_configuration": [{"classification": "spark-defaults", "properties": {"spark.x": "1"}}],
            "monitoring_configuration": {
                "cloud_watch_log_group_name": "/emr/studio",
                "s3_log_uri": "s3://example-logs/studio/",
                "persistent_app_ui": "ENABLED",
            },
        }
    )
    assert resources(template, VIRTUAL_CLUSTER) == {}
    assert properties(template, ENDPOINT) == {
        "Name": "notebooks",
        "Type": "JUPYTER_ENTERPRISE_GATEWAY",
        "VirtualClusterId": "abcd",
        "ReleaseLabel": "emr-7.12.0-latest",
        "ExecutionRoleArn": ROLE,
        "SessionIdleTimeoutInMinutes": 90,
        "ConfigurationOverrides": {
            "ApplicationConfiguration": [{"Classification": "spark-defaults", "Properties": {"spark.x": "1"}}],
            "MonitoringConfiguration": {
                "CloudWatchMonitoringConfiguration": {"LogGroupName": "/emr/studio"},
                "S3MonitoringConfiguration": {"LogUri": "s3://example-logs/studio/"},
                "PersistentAppUI": "ENABLED",
            },
        },
    }


def test_an_endpoint_may_have_logs_and_no_settings() -> None:
    found = properties(made({**NEW, "monitoring_configuration": {"persistent_app_ui": "ENABLED"}}), ENDPOINT)
    assert found["ConfigurationOverrides"] == {"MonitoringConfiguration": {"PersistentAppUI": "ENABLED"}}


def test_what_is_made_goes_by_the_names_of_the_config() -> None:
    template = made({**NEW, "virtual_cluster_name": "studio.emr", "execution_role_name": "studio-notebooks"})
    assert properties(template, VIRTUAL_CLUSTER)["Name"] == "studio.emr"
    roles = map(Resolver(template).properties, resources(template, "AWS::IAM::Role"))
    assert "studio-notebooks" in [role.get("RoleName") for role in roles]


def test_the_new_role_has_the_path_of_the_config() -> None:
    template = made(NEW, roles=RolesConfig(role_path="/roles/"))
    role = next(name for name in resources(template, "AWS::IAM::Role") if "Execution" in name)
    assert Resolver(template).properties(role)["Path"] == "/roles/"


def test_a_role_that_is_there_keeps_its_path() -> None:
    given = {name: value for name, value in NEW.items() if name != "oidc_provider_arn"} | {"execution_role_arn": ROLE}
    template = made(given, roles=RolesConfig(role_path="/roles/"))
    assert not [name for name in resources(template, "AWS::IAM::Role") if "Execution" in name]


def test_several_endpoints_have_each_their_own_id() -> None:
    template = made(NEW, {**NEW, "id": "Reports", "namespace": "reports"})
    assert len(resources(template, ENDPOINT)) == 2
    assert {name[:16] for name in resources(template, ENDPOINT)} == {"EmrOnEksNotebook", "EmrOnEksReportsE"}


def test_an_existing_endpoint_makes_nothing() -> None:
    template = made(EXISTING)
    assert [*resources(template, ENDPOINT), *resources(template, VIRTUAL_CLUSTER)] == []
    policy = next(name for name in resources(template, "AWS::IAM::ManagedPolicy") if name.startswith("StudioTiers"))
    allowed = rights([Resolver(template).properties(policy)["PolicyDocument"]])
    credentials = allowed["emr-containers:GetManagedEndpointSessionCredentials"]
    assert credentials.on == (ARN,)
    assert credentials.when == {"StringEquals": {"emr-containers:ExecutionRoleArn": ROLE}}


def test_two_existing_endpoints_are_both_attached() -> None:
    other = ARN.replace("efgh", "other")
    template = made(EXISTING, {**EXISTING, "endpoint_arn": other})
    policy = next(name for name in resources(template, "AWS::IAM::ManagedPolicy") if name.startswith("StudioTiers"))
    allowed = rights([Resolver(template).properties(policy)["PolicyDocument"]])
    assert allowed["emr-containers:GetManagedEndpointSessionCredentials"].on == (ARN, other)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"oidc_provider_arn": None}, "wants exactly one of oidc_provider_arn, execution_role_arn"),
        ({"execution_role_arn": ROLE}, "wants exactly one of oidc_provider_arn, execution_role_arn"),
        ({"virtual_cluster_id": "abcd", "virtual_cluster_name": "mine"}, "does not go with virtual_cluster_id"),
        ({"namespace": "Emr_Studio"}, "pattern"),
        ({"cluster_name": "my cluster"}, "pattern"),
        ({"release_label": "7.13.0"}, "pattern"),
        ({"oidc_provider_arn": "oidc.eks.eu-west-1.amazonaws.com/id/ABC"}, "pattern"),
        ({"session_idle_timeout_minutes": 0}, "greater than or equal to 1"),
        ({"session_idle_timeout_minutes": 1441}, "less than or equal to 1440"),
        ({"id": "my endpoint"}, "pattern"),
        ({"endpoint_arn": ARN}, "Extra inputs"),
    ],
)
def test_a_mistake_in_a_new_endpoint_is_refused(change: Value, words: str) -> None:
    wrong = {name: value for name, value in {**NEW, **change}.items() if value is not None}
    with pytest.raises(ValidationError) as error:
        CONFIG.validate_python(wrong, strict=False)
    found = [f"{each['msg']} {each.get('ctx', {})}" for each in error.value.errors()]
    assert re.search(re.escape(words), str(found)), found


@pytest.mark.parametrize("missing", ["endpoint_arn", "execution_role_arn"])
def test_an_existing_endpoint_needs_its_arn_and_its_role(missing: str) -> None:
    with pytest.raises(ValidationError, match=missing):
        CONFIG.validate_python({name: value for name, value in EXISTING.items() if name != missing})
