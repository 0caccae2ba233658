"""EMR on EKS, attached, and what people may do with it."""

from aws_cdk import Stack

from behaviour import arns
from behaviour.asking import UseCase, each
from emr_studio_constructs import EmrStudio


def attach(stack: Stack, studio: EmrStudio) -> None:
    raise NotImplementedError


USE_CASES = (
    UseCase(
        "attach to EMR on EKS",
        "YYYN",
        (
            *each("emr-containers: ListVirtualClusters"),
            *each("emr-containers: DescribeVirtualCluster ListManagedEndpoints", arns.VIRTUAL_CLUSTER),
            *each("emr-containers: DescribeManagedEndpoint GetManagedEndpointSessionCredentials", arns.ENDPOINT),
        ),
        needs="EMR on EKS",
    ),
    UseCase(
        "debug on EKS",
        "YYYN",
        (
            *each("emr-containers: ListJobRuns", arns.VIRTUAL_CLUSTER),
            *each("emr-containers: DescribeJobRun", arns.CONTAINER_JOB),
        ),
        needs="EMR on EKS",
    ),
)
