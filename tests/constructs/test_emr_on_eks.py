"""Endpoints of EMR on EKS: what is defined, in which order, by which names."""

import json
from collections.abc import Callable
from functools import cache

import pytest
from aws_cdk import Aws, CfnCondition, CfnParameter, Duration, Environment, Fn, NestedStack, Stack, Stage, Tags, aws_eks
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk.assertions import Annotations, Match
from aws_cdk.aws_emrcontainers import CfnEndpoint
from cfnlint.helpers import REGIONS
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER
from cfnlint.schema._exceptions import ResourceNotFoundError
from conftest import Argument, Json, imported_vpc, new_app, new_stack, new_studio, rights, template_of
from eks_clusters import (
    ENDPOINT_ARN,
    ISSUER,
    PROVIDER,
    first_generation_cluster,
    imported_cluster,
    new_cluster,
    new_endpoint,
)

from emr_studio_constructs import EmrOnEksEndpoint, EmrStudio, Tier
from emr_studio_constructs.cfn import Resolver, identity_policies, resources, the_only, trust_policy
from emr_studio_constructs.compute.emr_on_eks.arguments import RELEASE, WITHOUT_ENDPOINTS
from emr_studio_constructs.compute.emr_on_eks.cluster import EksCluster

ENDPOINT, VIRTUAL_CLUSTER = "AWS::EMRContainers::Endpoint", "AWS::EMRContainers::VirtualCluster"
ROLE = "AWS::IAM::Role"
KNOWN_REGIONS = ("eu-west-1", "us-east-1", "eu-central-2", "sa-east-1", "me-south-1", "af-south-1", "eu-south-2")


@cache
def default_template() -> Json:
    stack = new_stack()
    new_endpoint(stack)
    return template_of(stack)


def made(**arguments: Argument) -> Json:
    """The template of an endpoint."""
    stack = new_stack()
    new_endpoint(stack, **arguments)
    return template_of(stack)


def properties(template: Json, kind: str) -> Json:
    return Resolver(template).properties(the_only(template, kind)[0])


def role_name(stack: Stack) -> str:
    role = new_endpoint(stack, virtual_cluster_id="abcd").execution_role.node.default_child
    assert isinstance(role, iam.CfnRole)
    assert role.role_name
    return role.role_name


def notes_of(stack: Stack) -> list[str]:
    return [str(each.entry.data) for each in Annotations.from_stack(stack).find_info("*", Match.any_value())]


def test_an_endpoint_has_a_virtual_cluster_for_its_namespace_and_a_role() -> None:
    template = default_template()
    found = Resolver(template)
    assert sorted(each["Type"] for each in template["Resources"].values()) == [ENDPOINT, VIRTUAL_CLUSTER, ROLE]
    assert properties(template, VIRTUAL_CLUSTER) == {
        "ContainerProvider": {"Type": "EKS", "Id": "analytics", "Info": {"EksInfo": {"Namespace": "emr"}}},
        "Name": "Stack-Endpoint-7DC50680",
    }
    assert properties(template, ENDPOINT) == {
        "Type": "JUPYTER_ENTERPRISE_GATEWAY",
        "ReleaseLabel": RELEASE,
        "VirtualClusterId": found.get_att(the_only(template, VIRTUAL_CLUSTER)[0], "Id"),
        "ExecutionRoleArn": found.physical(the_only(template, ROLE)[0]).arn(),
    }


def test_what_is_given_reaches_the_endpoint() -> None:
    overrides = CfnEndpoint.ConfigurationOverridesProperty(
        application_configuration=[
            CfnEndpoint.EMREKSConfigurationProperty(
                classification="spark-defaults", properties={"spark.driver.memory": "2G"}
            )
        ],
        monitoring_configuration=CfnEndpoint.MonitoringConfigurationProperty(persistent_app_ui="ENABLED"),
    )
    found = properties(
        made(
            release_label="emr-6.7.0-20220101",
            session_idle_timeout=Duration.hours(24),
            configuration_overrides=overrides,
            endpoint_name="notebooks",
        ),
        ENDPOINT,
    )
    assert found["ReleaseLabel"] == "emr-6.7.0-20220101"
    assert found["SessionIdleTimeoutInMinutes"] == 1440
    assert found["Name"] == "notebooks"
    assert found["ConfigurationOverrides"] == {
        "ApplicationConfiguration": [
            {"Classification": "spark-defaults", "Properties": {"spark.driver.memory": "2G"}},
        ],
        "MonitoringConfiguration": {"PersistentAppUI": "ENABLED"},
    }


@pytest.mark.parametrize(
    ("argument", "kind", "found_as"),
    [("virtual_cluster_name", VIRTUAL_CLUSTER, "Name"), ("virtual_cluster_id", ENDPOINT, "VirtualClusterId")],
)
def test_a_virtual_cluster_goes_by_64_characters(argument: str, kind: str, found_as: str) -> None:
    assert properties(made(**{argument: "v" * 64}), kind)[found_as] == "v" * 64


def test_two_endpoints_share_a_virtual_cluster() -> None:
    stack = new_stack()
    first = new_endpoint(stack, "First")
    new_endpoint(stack, "Second", virtual_cluster_id=first.virtual_cluster_id)
    template = template_of(stack)
    found = Resolver(template)
    (virtual_cluster,) = resources(template, VIRTUAL_CLUSTER)
    assert [found.properties(name)["VirtualClusterId"] for name in resources(template, ENDPOINT)] == [
        found.get_att(virtual_cluster, "Id")
    ] * 2


def test_the_endpoint_waits_for_its_virtual_cluster_and_what_its_role_was_granted() -> None:
    stack = new_stack()
    endpoint = new_endpoint(stack)
    endpoint.execution_role.add_to_principal_policy(
        iam.PolicyStatement(actions=["s3:PutObject"], resources=["arn:aws:s3:::logs/*"])
    )
    template = template_of(stack)
    resource = the_only(template, ENDPOINT)[1]
    assert set(resource["DependsOn"]) == {the_only(template, ROLE)[0], the_only(template, "AWS::IAM::Policy")[0]}
    assert the_only(template, VIRTUAL_CLUSTER)[0] in json.dumps(resource["Properties"])


def test_the_role_starts_without_permissions_and_trusts_service_accounts_alone() -> None:
    template = default_template()
    role, _ = the_only(template, ROLE)
    assert identity_policies(template, role) == []
    assert "ManagedPolicyArns" not in Resolver(template).properties(role)
    (statement,) = trust_policy(template, role)["Statement"]
    assert statement["Principal"] == {"Federated": PROVIDER}
    assert statement["Action"] == "sts:AssumeRoleWithWebIdentity"
    ((operator, condition),) = statement["Condition"].items()
    assert (operator, list(condition)) == ("StringLike", [f"{ISSUER}:sub"])


def test_a_function_of_the_cdk_writes_the_condition_where_the_issuer_is_known_at_deploy_only() -> None:
    stack = new_stack()
    new_endpoint(stack, cluster=new_cluster(stack, ec2.Vpc(stack, "Vpc")))
    template = template_of(stack)
    name, condition = the_only(template, "Custom::AWSCDKCfnJson")
    role = next(each for each in resources(template, ROLE) if each.startswith("Endpoint"))
    (statement,) = template["Resources"][role]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert statement["Condition"] == {"StringLike": {"Fn::GetAtt": [name, "Value"]}}
    assert ':sub":"system:serviceaccount:emr:emr-containers-sa-*-*-111122223333-' in json.dumps(
        condition["Properties"]["Value"]
    ).replace("\\", "")


def test_a_given_role_is_left_as_it_is() -> None:
    stack = new_stack()
    role = iam.Role.from_role_arn(stack, "Mine", "arn:aws:iam::111122223333:role/mine")
    endpoint = new_endpoint(stack, cluster=imported_cluster(stack, provider=None), execution_role=role)
    template = template_of(stack)
    assert endpoint.execution_role is role
    assert resources(template, ROLE) == {}
    assert properties(template, ENDPOINT)["ExecutionRoleArn"] == role.role_arn


@pytest.mark.parametrize(
    "principal",
    [
        iam.WebIdentityPrincipal(PROVIDER, {"StringLike": {f"{ISSUER}:sub": "system:serviceaccount:emr:*"}}),
        iam.ServicePrincipal("pods.eks.amazonaws.com"),
    ],
    ids=["service accounts", "pod identity"],
)
def test_a_role_that_pods_can_assume_is_taken(principal: iam.IPrincipal) -> None:
    stack = new_stack()
    role = iam.Role(stack, "Mine", assumed_by=principal)
    assert new_endpoint(stack, execution_role=role).execution_role is role


def test_a_new_role_has_the_path_that_is_given_and_trusts_the_same_as_without() -> None:
    template = made(role_path="/data/")
    role, _ = the_only(template, ROLE)
    assert Resolver(template).properties(role)["Path"] == "/data/"
    assert trust_policy(template, role) == trust_policy(default_template(), role)


def test_a_new_role_is_named_by_path_and_region_within_64_characters() -> None:
    long = "AnEndpointWithQuiteALongNameThatSomebodyChoseOnPurpose"
    app = new_app()
    stack = new_stack(app, "AStackWithALongNameOfItsOwn")
    new_endpoint(stack, long)
    (role,) = resources(template_of(stack), ROLE).values()
    name = role["Properties"]["RoleName"]
    assert name.startswith("AStackWith")
    assert name.endswith("-eu-west-1")
    assert len(name) <= 64


def test_roles_of_two_regions_stacks_and_nested_stacks_have_different_names() -> None:
    app = new_app()
    names = [
        role_name(new_stack(app, "One")),
        role_name(new_stack(app, "Two")),
        role_name(new_stack(new_app(), "One", region="us-east-1")),
        role_name(new_stack(new_app(), "One", region=None)),
    ]
    parent = new_stack(new_app(), "One")
    names += [role_name(NestedStack(parent, each)) for each in ("First", "Second")]
    stage = Stage(new_app(), "Production", env=Environment(account="111122223333", region="eu-west-1"))
    names += [role_name(Stack(stage, "One"))]
    assert len(set(names)) == len(names)


def test_a_stack_that_knows_no_place_has_a_role_all_the_same() -> None:
    stack = new_stack(region=None)
    new_endpoint(stack)
    text = json.dumps(template_of(stack))
    assert "emr-containers-sa-*-*-" in text
    assert "AWS::AccountId" in text
    assert "Token[" not in text


def test_tags_reach_endpoint_and_virtual_cluster() -> None:
    stack = new_stack()
    Tags.of(new_endpoint(stack)).add("team", "data")
    template = template_of(stack)
    for kind in (ENDPOINT, VIRTUAL_CLUSTER):
        assert properties(template, kind)["Tags"] == [{"Key": "team", "Value": "data"}]


def test_tokens_pass_unchecked() -> None:
    stack = new_stack()
    text, number = (CfnParameter(stack, name, type=name) for name in ("String", "Number"))
    token = text.value_as_string
    new_endpoint(
        stack,
        namespace=token,
        virtual_cluster_id=token,
        release_label=token,
        endpoint_name=token,
        session_idle_timeout=Duration.minutes(number.value_as_number),
    )
    found = the_only(template_of(stack), ENDPOINT)[1]["Properties"]
    assert {key for key, value in found.items() if value == {"Ref": "String"}} == {
        "Name",
        "ReleaseLabel",
        "VirtualClusterId",
    }
    assert found["SessionIdleTimeoutInMinutes"] == {"Ref": "Number"}


def test_an_endpoint_elsewhere_is_known_by_its_arn() -> None:
    stack = new_stack()
    role = iam.Role.from_role_name(stack, "Role", "notebooks")
    endpoint = EmrOnEksEndpoint.from_endpoint_arn(stack, "Endpoint", ENDPOINT_ARN, execution_role=role)
    assert (endpoint.virtual_cluster_id, endpoint.endpoint_id) == ("abcd", "efgh")
    assert endpoint.virtual_cluster_arn == "arn:aws:emr-containers:eu-west-1:111122223333:/virtualclusters/abcd"
    assert "Resources" not in template_of(stack)


def test_the_parts_of_an_arn_that_is_known_at_deploy_only_are_taken_from_it() -> None:
    stack = new_stack()
    arn = CfnParameter(stack, "Arn", type="String").value_as_string
    role = iam.Role.from_role_name(stack, "Role", "notebooks")
    endpoint = EmrOnEksEndpoint.from_endpoint_arn(stack, "Endpoint", arn, execution_role=role)
    assert stack.resolve(endpoint.endpoint_id) == {"Fn::Select": [4, {"Fn::Split": ["/", {"Ref": "Arn"}]}]}


def test_an_endpoint_of_another_partition_is_taken() -> None:
    stack = new_stack(region="cn-north-1")
    arn = ENDPOINT_ARN.replace("arn:aws:", "arn:aws-cn:").replace("eu-west-1", "cn-north-1")
    role = iam.Role.from_role_name(stack, "Role", "notebooks")
    assert EmrOnEksEndpoint.from_endpoint_arn(stack, "Endpoint", arn, execution_role=role).endpoint_arn == arn


def test_people_of_an_imported_studio_get_an_endpoint_too() -> None:
    stack = new_stack()
    studio = EmrStudio.from_studio_attributes(
        stack, "Studio", studio_id="es-ABCDEF", service_role=iam.Role.from_role_name(stack, "Service", "service")
    )
    endpoint = new_endpoint(stack)
    studio.add_compute(endpoint)
    studio.grant_access(iam.Role(stack, "Anna", assumed_by=iam.AccountRootPrincipal()), tier=Tier.BASIC)
    template = template_of(stack)
    (policy,) = resources(template, "AWS::IAM::ManagedPolicy")
    allowed = rights([Resolver(template).properties(policy)["PolicyDocument"]])
    arns = [Resolver(template).physical(the_only(template, kind)[0]).arn() for kind in (ENDPOINT, VIRTUAL_CLUSTER)]
    assert [
        allowed["emr-containers:GetManagedEndpointSessionCredentials"].on[0],
        allowed["emr-containers:DescribeVirtualCluster"].on[0],
    ] == arns


def test_two_endpoints_are_both_in_the_policy_of_a_tier() -> None:
    stack = new_stack()
    studio = new_studio(stack)
    role = iam.Role.from_role_name(stack, "Role", "notebooks")
    other = ENDPOINT_ARN.replace("efgh", "other")
    for arn in (ENDPOINT_ARN, other):
        studio.add_compute(EmrOnEksEndpoint.from_endpoint_arn(stack, arn[-5:], arn, execution_role=role))
    studio.grant_access(iam.Role(stack, "Anna", assumed_by=iam.AccountRootPrincipal()), tier=Tier.BASIC)
    template = template_of(stack)
    anna = next(name for name in resources(template, ROLE) if name.startswith("Anna"))
    allowed = rights(identity_policies(template, anna))
    assert allowed["emr-containers:GetManagedEndpointSessionCredentials"].on == (ENDPOINT_ARN, other)


@pytest.mark.parametrize("known", ["VPC of both", "no VPC of the cluster", "no VPC of the Studio"])
def test_a_cluster_that_may_be_near_is_taken(known: str) -> None:
    stack = new_stack()
    vpc = imported_vpc(stack)
    service_role = iam.Role.from_role_name(stack, "Service", "service")
    imported = EmrStudio.from_studio_attributes(stack, "Other", studio_id="es-ABC", service_role=service_role)
    studio = imported if known == "no VPC of the Studio" else new_studio(stack, vpc=vpc)
    cluster = imported_cluster(stack, vpc=None if known == "no VPC of the cluster" else vpc)
    studio.add_compute(new_endpoint(stack, cluster=cluster))


@pytest.mark.parametrize("define", [new_cluster, first_generation_cluster])
def test_a_cluster_of_the_same_app_with_a_subnet_in_common_is_taken(define: Callable[..., EksCluster]) -> None:
    stack = new_stack()
    vpc = ec2.Vpc(stack, "Vpc", max_azs=2)
    one = ec2.SubnetSelection(subnets=vpc.private_subnets[:1])
    studio = new_studio(stack, vpc=vpc, vpc_subnets=one)
    studio.add_compute(new_endpoint(stack, cluster=define(stack, vpc)))


def test_a_cluster_in_the_same_vpc_imported_a_second_time_is_taken() -> None:
    stack = new_stack()
    ours, theirs = (imported_vpc(stack, name) for name in ("Ours", "Theirs"))
    new_studio(stack, vpc=ours).add_compute(new_endpoint(stack, cluster=new_cluster(stack, theirs)))


def test_a_cluster_in_a_defined_vpc_is_taken_by_a_studio_in_an_imported_one() -> None:
    stack = new_stack()
    new_studio(stack).add_compute(new_endpoint(stack, cluster=new_cluster(stack, ec2.Vpc(stack, "Vpc"))))


def either_subnet(stack: Stack) -> ec2.SubnetSelection:
    CfnCondition(stack, "Large", expression=Fn.condition_equals(Aws.REGION, "eu-west-1"))
    chosen = Fn.condition_if("Large", "subnet-0123456789abcde00", "subnet-0123456789abcde01").to_string()
    return ec2.SubnetSelection(subnets=[ec2.Subnet.from_subnet_id(stack, "Either", chosen)])


def listed_subnets(stack: Stack) -> ec2.SubnetSelection:
    ids = CfnParameter(stack, "Subnets", type="List<AWS::EC2::Subnet::Id>").value_as_list
    return ec2.SubnetSelection(subnets=[ec2.Subnet.from_subnet_id(stack, "Listed", ids[0])])


@pytest.mark.parametrize("choose", [either_subnet, listed_subnets])
def test_a_cluster_in_subnets_that_are_chosen_at_deploy_is_taken(
    choose: Callable[[Stack], ec2.SubnetSelection],
) -> None:
    stack = new_stack()
    vpc = imported_vpc(stack)
    cluster = new_cluster(stack, vpc, choose(stack))
    new_studio(stack, vpc=vpc).add_compute(new_endpoint(stack, cluster=cluster))


@pytest.mark.parametrize("other", ["namespace", "cluster", "Region", "place that is not known"])
def test_two_virtual_clusters_are_taken_that_differ_by(other: str) -> None:
    app = new_app()
    stack = there = new_stack(app, region=None if other == "place that is not known" else "eu-west-1")
    new_endpoint(stack, "First")
    if other in {"Region", "place that is not known"}:
        there = new_stack(app, "There", region="us-east-1" if other == "Region" else None)
    cluster = imported_cluster(there, name="other" if other == "cluster" else "analytics")
    new_endpoint(there, "Second", cluster=cluster, namespace="other" if other == "namespace" else "emr")


def test_what_cannot_be_checked_is_said_once_for_each_new_endpoint() -> None:
    stack = new_stack()
    endpoint = new_endpoint(stack)
    for name in ("One", "Two"):
        new_studio(stack, name).add_compute(endpoint)
    (note,) = notes_of(stack)
    for word in (
        "Stack/EndpointCluster",
        "private subnet",
        "the namespace",
        "Load Balancer",
        "x86",
        "EksPrerequisites",
    ):
        assert word in note


def test_regions_without_endpoints_are_those_of_aws_schemas() -> None:
    def lacks(region: str) -> bool:
        try:
            PROVIDER_SCHEMA_MANAGER.get_resource_schema(region, ENDPOINT)
        except ResourceNotFoundError:
            return True
        return False

    assert [region for region in sorted(REGIONS) if lacks(region)] == list(WITHOUT_ENDPOINTS)


@pytest.mark.parametrize("region", KNOWN_REGIONS)
def test_an_endpoint_is_defined_where_aws_has_them(region: str) -> None:
    new_endpoint(new_stack(region=region))


def test_an_endpoint_and_its_studio_may_be_in_two_stacks() -> None:
    app = new_app()
    ours, theirs = new_stack(app, "Ours"), new_stack(app, "Theirs")
    studio = new_studio(ours)
    studio.add_compute(new_endpoint(theirs))
    studio.grant_access(iam.Role(ours, "Anna", assumed_by=iam.AccountRootPrincipal()), tier=Tier.BASIC)
    assembly = app.synth()
    waits = {name: {each.id for each in assembly.get_stack_by_name(name).dependencies} for name in ("Ours", "Theirs")}
    assert "Theirs" in waits["Ours"]
    assert "Ours" not in waits["Theirs"]


def test_a_cluster_of_the_first_generation_of_the_cdk_fits() -> None:
    stack = new_stack()
    provider = iam.OidcProviderNative.from_oidc_provider_arn(stack, "Provider", PROVIDER)
    cluster = aws_eks.Cluster.from_cluster_attributes(
        stack, "Cluster", cluster_name="first", open_id_connect_provider=provider
    )
    new_endpoint(stack, cluster=cluster)
    assert properties(template_of(stack), VIRTUAL_CLUSTER)["ContainerProvider"]["Id"] == "first"
