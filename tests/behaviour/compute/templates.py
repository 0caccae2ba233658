"""Cluster templates, attached, and what people may do with them."""

from aws_cdk import Stack

from behaviour import arns
from behaviour.asking import UseCase, each
from emr_studio_constructs import EmrStudio


def attach(stack: Stack, studio: EmrStudio) -> None:
    raise NotImplementedError


USE_CASES = (
    UseCase(
        "create a cluster from a template",
        "NYYN",
        (
            *each("servicecatalog: DescribeProductView SearchProducts UpdateProvisionedProduct DescribeRecord"),
            *each("servicecatalog: DescribeProduct DescribeProvisioningParameters ProvisionProduct", arns.PRODUCT),
            *each("servicecatalog: ListProvisioningArtifacts ListLaunchPaths", arns.PRODUCT),
            *each("cloudformation: DescribeStackResources", arns.STACK),
        ),
        needs="cluster templates",
    ),
)
