"""EMR clusters on EC2."""

from constructs import Construct

from emr_studio_constructs import EmrOnEc2
from emr_studio_constructs.app.build.imports import role_of
from emr_studio_constructs.app.config.compute.emr_on_ec2 import EmrOnEc2Config


def emr_on_ec2_of(scope: Construct, config: EmrOnEc2Config) -> EmrOnEc2:
    """Which clusters people attach to, and who may create more."""
    return EmrOnEc2(
        cluster_tags=config.cluster_tags,
        cluster_service_roles=[role_of(scope, arn) for arn in config.cluster_service_role_arns],
        instance_roles=[role_of(scope, arn) for arn in config.instance_role_arns],
    )
