"""The virtual cluster of an endpoint: EMR on EKS in one namespace of an EKS cluster, which takes no second one.

https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/virtual-cluster.html
"""

from aws_cdk import Names, Stack
from aws_cdk.aws_emrcontainers import CfnVirtualCluster
from constructs import Construct

from emr_studio_constructs._border import is_known

from .arguments import LONGEST_NAME
from .cluster import EksCluster


def new_virtual_cluster(
    scope: Construct, *, cluster: EksCluster, namespace: str, name: str | None
) -> CfnVirtualCluster:
    """Defines a virtual cluster; raises a `ValueError` where the app has one for the namespace."""
    provider = CfnVirtualCluster.ContainerProviderProperty(
        type="EKS",
        id=cluster.cluster_name,
        info=CfnVirtualCluster.ContainerInfoProperty(eks_info=CfnVirtualCluster.EksInfoProperty(namespace=namespace)),
    )
    _check_namespace(scope, namespace, provider)
    return CfnVirtualCluster(
        scope,
        "VirtualCluster",
        name=name or Names.unique_resource_name(scope, max_length=LONGEST_NAME, separator="-"),
        container_provider=provider,
    )


def _check_namespace(scope: Construct, namespace: str, provider: CfnVirtualCluster.ContainerProviderProperty) -> None:
    for other in scope.node.root.node.find_all():
        if (
            isinstance(other, CfnVirtualCluster)
            and other.container_provider == provider
            and _are_in_one_place(Stack.of(scope), other.stack)
        ):
            message = (
                f"namespace must have no virtual cluster yet, got {namespace!r}, which has {other.node.path}: "
                "pass virtual_cluster_id=first.virtual_cluster_id, of the endpoint that made it"
            )
            raise ValueError(message)


def _are_in_one_place(ours: Stack, theirs: Stack) -> bool:
    place = (ours.account, ours.region)
    return ours is theirs or (all(map(is_known, place)) and place == (theirs.account, theirs.region))
