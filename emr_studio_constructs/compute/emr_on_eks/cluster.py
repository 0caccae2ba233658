"""What an endpoint must know of an EKS cluster, as far as whoever made or imported it knows."""

from typing import Protocol

from aws_cdk import CfnResource, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from constructs import Node


class EksCluster(Protocol):
    """An EKS cluster. For annotations: the clusters of `aws_eks` and `aws_eks_v2` fit it, defined or imported."""

    @property
    def node(self) -> Node:
        """The cluster's place in the tree."""
        ...

    @property
    def cluster_name(self) -> str:
        """The cluster's name."""
        ...

    @property
    def open_id_connect_provider(self) -> iam.IOpenIdConnectProvider:
        """The IAM identity provider that stands for the cluster's service accounts."""
        ...

    @property
    def vpc(self) -> ec2.IVpc:
        """Where the cluster lives."""
        ...


def check_cluster(cluster: EksCluster) -> None:
    """Raises a `ValueError` for what is no EKS cluster, such as the name of one."""
    if not hasattr(cluster, "cluster_name"):
        message = (
            f"cluster must be an EKS cluster, got {cluster!r}: "
            "import it with aws_eks_v2.Cluster.from_cluster_attributes(scope, id, cluster_name=..., ...)"
        )
        raise ValueError(message)


def provider_of(cluster: EksCluster) -> iam.IOpenIdConnectProvider:
    """The cluster's identity provider; raises a `ValueError` where an import left it out."""
    try:
        return cluster.open_id_connect_provider
    except RuntimeError as error:  # the CDK tells it by an error only
        message = (
            f"cluster must have an open_id_connect_provider to make its execution role, got {cluster.node.path} "
            "without: import it with one, or pass execution_role"
        )
        raise ValueError(message) from error


def vpc_of(cluster: EksCluster) -> ec2.IVpc | None:
    """Where the cluster lives; none where an import left it out."""
    try:
        return cluster.vpc
    except RuntimeError:
        return None


def subnet_ids_of(cluster: EksCluster) -> list[object] | None:
    """The cluster's subnets as the template has them; none where they are not known."""
    resource = cluster.node.default_child
    while resource is not None and not isinstance(resource, CfnResource):  # of aws_eks, a resource of its own kind
        resource = resource.node.default_child
    if resource is None:
        return None
    properties = Stack.of(resource).resolve(resource._cfn_properties)  # noqa: SLF001  # no other way to read both kinds
    ids = properties.get("Config", properties).get("resourcesVpcConfig", {}).get("subnetIds")
    if not isinstance(ids, list) or not all(isinstance(each, str) or "Ref" in each for each in ids):
        return None  # chosen at deploy
    return ids
