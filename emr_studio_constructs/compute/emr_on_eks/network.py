"""Whether Workspaces of a Studio can reach an EKS cluster: same VPC, and a private subnet in common.

https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/prereqs-for-studio.html
"""

from aws_cdk import Stack

from emr_studio_constructs._border import listed
from emr_studio_constructs.interfaces import IEmrStudio
from emr_studio_constructs.vpc import are_different

from .cluster import EksCluster, subnet_ids_of, vpc_of


def check_network(studio: IEmrStudio, cluster: EksCluster) -> None:
    """Raises a `ValueError` where the Studio and the cluster are known to be apart; what is not known passes."""
    ours, theirs = studio.vpc, vpc_of(cluster)
    if ours and theirs and are_different(ours, theirs):
        message = (
            f"cluster must be in the Studio's VPC {ours.node.path}, got {cluster.node.path} in {theirs.node.path}: "
            "choose a cluster in that VPC, or define the Studio in the cluster's"
        )
        raise ValueError(message)
    public = {subnet.subnet_id for subnet in ours.public_subnets} if ours else set()
    private = [subnet for subnet in studio.subnets if subnet.subnet_id not in public]
    if studio.subnets and not private:
        message = (
            "cluster must share a private subnet with the Studio, got a Studio in public subnets alone: "
            "pass private ones as vpc_subnets of the Studio"
        )
        raise ValueError(message)
    known = subnet_ids_of(cluster) if ours and theirs and ours.vpc_id == theirs.vpc_id else None
    # Of one VPC, what stands for the same subnet looks the same.
    if known is not None and private and not any(Stack.of(each).resolve(each.subnet_id) in known for each in private):
        message = (
            f"cluster must share a private subnet with the Studio, got {cluster.node.path} in none of "
            f"{listed([subnet.node.path for subnet in private])}: add one to either"
        )
        raise ValueError(message)
