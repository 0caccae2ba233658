"""Templates of EMR clusters on EC2."""

from aws_cdk import Duration
from aws_cdk import aws_servicecatalog as servicecatalog
from constructs import Construct

from emr_studio_constructs import ClusterRoles, ClusterTemplates, SparkClusterTemplate
from emr_studio_constructs.app.build.imports import role_of, roles_of
from emr_studio_constructs.app.config.compute.cluster_templates import (
    ClusterTemplatesConfig,
    SparkTemplateConfig,
    TemplateFileConfig,
)
from emr_studio_constructs.app.config.roles import RolesConfig


def cluster_templates_of(scope: Construct, config: ClusterTemplatesConfig, *, roles: RolesConfig) -> ClusterTemplates:
    """The portfolio, with roles of its own for the clusters of ready-made templates; `roles` says how they are made."""
    parts = Construct(scope, f"ClusterTemplates-{config.id}")
    ready_made = [template for template in config.templates if isinstance(template, SparkTemplateConfig)]
    cluster_roles = (
        ClusterRoles(parts, "ClusterRoles", role_path=roles.role_path, policy_path=roles.policy_path)
        if ready_made
        else None
    )
    templates: dict[str, servicecatalog.ProductStack | str] = {}
    for template in config.templates:
        match template:
            case SparkTemplateConfig() if cluster_roles:
                templates[template.name] = _spark_template(parts, template, cluster_roles)
            case TemplateFileConfig():
                templates[template.name] = template.path
    options = {key: list(values) for key, values in config.tag_options.items()}
    return ClusterTemplates(
        parts,
        "Templates",
        templates=templates,
        provider_name=config.provider_name,
        portfolio_name=config.portfolio_name,
        tag_options=servicecatalog.TagOptions(parts, "TagOptions", allowed_values_for_tags=options)
        if options
        else None,
        launch_role=role_of(scope, config.launch_role_arn) if config.launch_role_arn else None,
        cluster_service_roles=roles_of(scope, config.cluster_service_role_arns),
        instance_roles=roles_of(scope, config.instance_role_arns),
        role_path=None if config.launch_role_arn else roles.role_path,
        policy_path=None if config.launch_role_arn else roles.policy_path,
    )


def _spark_template(scope: Construct, config: SparkTemplateConfig, roles: ClusterRoles) -> SparkClusterTemplate:
    return SparkClusterTemplate(
        scope,
        f"Template-{config.name}",
        roles=roles,
        release_label=config.release_label,
        instance_types=config.instance_types,
        default_core_nodes=config.default_core_nodes,
        max_core_nodes=config.max_core_nodes,
        idle_timeout=Duration.minutes(config.idle_timeout_minutes),
        log_uri=config.log_uri,
        security_configuration=config.security_configuration,
        cluster_tags=config.cluster_tags,
    )
