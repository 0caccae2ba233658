"""Cluster templates, attached, and what people may do with them."""

from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from template_files import a_file

from behaviour import arns
from behaviour.asking import UseCase, each
from emr_studio_constructs import ClusterRoles, ClusterTemplates, EmrStudio, SparkClusterTemplate, Tier

OWN = {"servicecatalog:userLevel": "self"}


def attach(stack: Stack, studio: EmrStudio) -> None:
    own = ClusterTemplates(
        stack,
        "Templates",
        templates={"abcd": a_file(cluster={"AutoTerminationPolicy": {"IdleTimeout": 3600}})},
        provider_name="Data platform",
        cluster_service_roles=[iam.Role.from_role_arn(stack, "TemplateService", arns.CLUSTER_SERVICE_ROLE)],
        instance_roles=[iam.Role.from_role_arn(stack, "TemplateInstance", arns.INSTANCE_ROLE)],
    )
    studio.add_compute(own)
    roles = ClusterRoles(stack, "ClusterRoles")
    ready_made = SparkClusterTemplate(stack, "Spark", roles=roles, log_uri="s3://example-logs/emr/")
    advanced = ClusterTemplates(stack, "ReadyMade", templates={"spark": ready_made}, provider_name="Data platform")
    studio.add_compute(advanced, tiers=[Tier.ADVANCED])


USE_CASES = (
    UseCase(
        "create a cluster from a template",
        "NYYN",
        (
            *each("servicecatalog: DescribeProductView SearchProducts"),
            *each("servicecatalog: DescribeRecord", context=OWN),
            *each("servicecatalog: DescribeProduct DescribeProvisioningParameters ProvisionProduct", arns.PRODUCT),
            *each("servicecatalog: ListProvisioningArtifacts ListLaunchPaths", arns.PRODUCT),
            *each("cloudformation: DescribeStackResources", arns.STACK),
        ),
        needs="cluster templates",
    ),
    UseCase(
        "change a cluster from a template",
        "NYYN",
        each("servicecatalog: UpdateProvisionedProduct", context=OWN),
        needs="cluster templates, in IAM mode",
    ),
)
