"""EMR clusters on EC2."""

from constructs import Construct

from emr_studio_constructs import EmrOnEc2
from emr_studio_constructs.app.build.imports import roles_of
from emr_studio_constructs.app.config.compute.emr_on_ec2 import EmrOnEc2Config


def emr_on_ec2_of(scope: Construct, config: EmrOnEc2Config) -> EmrOnEc2:
    """Which clusters people attach to, and who may create more."""
    return EmrOnEc2(
        cluster_tags=config.cluster_tags,
        on_cluster_app_ui=config.on_cluster_app_ui,
        runtime_roles=roles_of(scope, config.runtime_role_arns),
        cluster_service_roles=roles_of(scope, config.cluster_service_role_arns),
        instance_roles=roles_of(scope, config.instance_role_arns),
        auto_scaling_roles=roles_of(scope, config.auto_scaling_role_arns),
    )
