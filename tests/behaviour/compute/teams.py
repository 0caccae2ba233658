"""Clusters of two teams, each for some tiers; no use case of the table is about them."""

from aws_cdk import Stack
from aws_cdk import aws_iam as iam

from behaviour.arns import CLUSTER_SERVICE_ROLE, INSTANCE_ROLE
from behaviour.compute.runtime_roles import RUNTIME_ROLE
from emr_studio_constructs import EmrOnEc2, EmrStudio, Tier


def attach(stack: Stack, studio: EmrStudio) -> None:
    """Team data: for BASIC and ADVANCED, to create more, without UIs. Team sales: for INTERMEDIATE and ADVANCED."""
    data = EmrOnEc2(
        cluster_tags={"team": "data"},
        on_cluster_app_ui=False,
        cluster_service_roles=[iam.Role.from_role_arn(stack, "Service", CLUSTER_SERVICE_ROLE)],
        instance_roles=[iam.Role.from_role_arn(stack, "Instance", INSTANCE_ROLE)],
    )
    sales = EmrOnEc2(
        cluster_tags={"team": "sales"}, runtime_roles=[iam.Role.from_role_arn(stack, "Runtime", RUNTIME_ROLE)]
    )
    studio.add_compute(data, tiers=[Tier.BASIC, Tier.ADVANCED])
    studio.add_compute(sales, tiers=[Tier.INTERMEDIATE, Tier.ADVANCED])
