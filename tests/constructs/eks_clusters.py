"""EKS clusters that tests of endpoints have in hand."""

from aws_cdk import Stack, aws_eks
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_eks_v2 as eks
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from conftest import Argument

from emr_studio_constructs import EmrOnEksEndpoint

ISSUER = "oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9"
PROVIDER = f"arn:aws:iam::111122223333:oidc-provider/{ISSUER}"
ENDPOINT_ARN = "arn:aws:emr-containers:eu-west-1:111122223333:/virtualclusters/abcd/endpoints/efgh"


def imported_cluster(
    stack: Stack,
    construct_id: str = "Cluster",
    *,
    name: str = "analytics",
    vpc: ec2.IVpc | None = None,
    provider: str | None = PROVIDER,
) -> eks.ICluster:
    """A cluster by a name, its identity provider and, where given, its VPC."""
    found = provider and iam.OidcProviderNative.from_oidc_provider_arn(stack, f"{construct_id}Provider", provider)
    return eks.Cluster.from_cluster_attributes(
        stack, construct_id, cluster_name=name, open_id_connect_provider=found or None, vpc=vpc
    )


def new_cluster(stack: Stack, vpc: ec2.IVpc, subnets: ec2.SubnetSelection | None = None) -> eks.Cluster:
    """A cluster of the same app, whose issuer is known at deploy only."""
    return eks.Cluster(
        stack,
        "Cluster",
        version=eks.KubernetesVersion.V1_32,
        vpc=vpc,
        vpc_subnets=[subnets] if subnets else None,
        default_capacity_type=eks.DefaultCapacityType.NODEGROUP,
        default_capacity=0,
    )


def first_generation_cluster(
    stack: Stack, vpc: ec2.IVpc, subnets: ec2.SubnetSelection | None = None
) -> aws_eks.Cluster:
    """A cluster of the same app, of `aws_eks`, which makes it with a resource of its own kind."""
    layer = "arn:aws:lambda:eu-west-1:111122223333:layer:kubectl:1"
    return aws_eks.Cluster(
        stack,
        "Cluster",
        version=aws_eks.KubernetesVersion.V1_32,
        vpc=vpc,
        vpc_subnets=[subnets] if subnets else None,
        kubectl_layer=lambda_.LayerVersion.from_layer_version_arn(stack, "Kubectl", layer),
        default_capacity=0,
    )


def new_endpoint(stack: Stack, construct_id: str = "Endpoint", **arguments: Argument) -> EmrOnEksEndpoint:
    """An endpoint in the namespace `emr` of an imported cluster, unless the arguments name another."""
    if "cluster" not in arguments:
        arguments["cluster"] = imported_cluster(stack, f"{construct_id}Cluster")
    return EmrOnEksEndpoint(stack, construct_id, **{"namespace": "emr", **arguments})
