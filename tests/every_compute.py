"""One of each kind of compute, as it comes without options."""

from aws_cdk import Stack, aws_eks
from aws_cdk import aws_iam as iam

from emr_studio_constructs import (
    ClusterRoles,
    ClusterTemplates,
    EmrOnEc2,
    EmrOnEksEndpoint,
    EmrServerlessApp,
    IEmrStudio,
    SparkClusterTemplate,
    Tier,
)

SMALLER = (Tier.BASIC, Tier.INTERMEDIATE)


def add_every_compute(stack: Stack, studio: IEmrStudio, *, endpoint: bool = True) -> None:
    """Adds one of each kind to a Studio, as much of it as ADVANCED has room for.

    The endpoint is imported where its Region could not have one.
    """
    roles = ClusterRoles(stack, "ClusterRoles")
    studio.add_compute(
        EmrOnEc2(
            cluster_tags={"team": "data"},
            cluster_service_roles=[roles.service_role],
            instance_roles=[roles.instance_role],
        )
    )
    studio.add_compute(EmrServerlessApp(stack, "Serverless", vpc=studio.vpc))
    spark = SparkClusterTemplate(stack, "Spark", roles=roles, cluster_tags={"team": "data"})
    studio.add_compute(ClusterTemplates(stack, "Templates", templates={"spark": spark}, provider_name="data-platform"))
    if endpoint:
        studio.add_compute(EmrOnEksEndpoint(stack, "Endpoint", cluster=_cluster(stack), namespace="emr"), tiers=SMALLER)
    else:
        arn = stack.format_arn(
            service="emr-containers", resource="/virtualclusters", resource_name="abcd/endpoints/efgh"
        )
        role = iam.Role.from_role_name(stack, "ExecutionRole", "execution")
        studio.add_compute(
            EmrOnEksEndpoint.from_endpoint_arn(stack, "Endpoint", arn, execution_role=role), tiers=SMALLER
        )


def _cluster(stack: Stack) -> aws_eks.ICluster:
    provider = iam.OpenIdConnectProvider.from_open_id_connect_provider_arn(
        stack,
        "Provider",
        f"arn:{stack.partition}:iam::{stack.account}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF",
    )
    return aws_eks.Cluster.from_cluster_attributes(
        stack, "Cluster", cluster_name="analytics", open_id_connect_provider=provider
    )
