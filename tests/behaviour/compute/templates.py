"""Cluster templates, attached, and what people may do with them."""

from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from template_files import a_file

from behaviour import arns
from behaviour.asking import Expected
from emr_studio_constructs import ClusterRoles, ClusterTemplates, EmrStudio, SparkClusterTemplate, Tier
from emr_studio_constructs.review.use_cases import UseCase

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
    Expected(UseCase.CREATE_FROM_TEMPLATES, "NYYN", needs="cluster templates"),
    Expected(UseCase.CHANGE_FROM_TEMPLATES, "NYYN", needs="cluster templates, in IAM mode"),
)
