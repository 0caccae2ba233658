"""Endpoints of EMR on EKS."""

from typing import assert_never

from aws_cdk import Duration
from aws_cdk import aws_eks_v2 as eks
from aws_cdk import aws_iam as iam
from aws_cdk.aws_emrcontainers import CfnEndpoint
from constructs import Construct

from emr_studio_constructs import Compute, EmrOnEksEndpoint
from emr_studio_constructs.app.build.imports import role_of
from emr_studio_constructs.app.config.compute.emr_on_eks import (
    ExistingEmrOnEksConfig,
    MonitoringConfig,
    NewEmrOnEksConfig,
)
from emr_studio_constructs.app.config.roles import RolesConfig


def emr_on_eks_of(
    scope: Construct, config: NewEmrOnEksConfig | ExistingEmrOnEksConfig, *, roles: RolesConfig
) -> Compute:
    """The endpoint that a config describes; `roles` says how its role is made."""
    match config:
        case NewEmrOnEksConfig():
            return _new(scope, config, roles)
        case ExistingEmrOnEksConfig():
            return EmrOnEksEndpoint.from_endpoint_arn(
                scope,
                f"EmrOnEks-{config.endpoint_arn}",
                config.endpoint_arn,
                execution_role=role_of(scope, config.execution_role_arn),
            )
        case _:
            assert_never(config)


def _new(scope: Construct, config: NewEmrOnEksConfig, roles: RolesConfig) -> EmrOnEksEndpoint:
    part = Construct(scope, f"EmrOnEks-{config.id}")
    minutes, role_arn = config.session_idle_timeout_minutes, config.execution_role_arn
    return EmrOnEksEndpoint(
        part,
        "Endpoint",
        cluster=_cluster(part, config),
        namespace=config.namespace,
        virtual_cluster_id=config.virtual_cluster_id,
        execution_role=role_of(scope, role_arn) if role_arn else None,
        session_idle_timeout=Duration.minutes(minutes) if minutes else None,
        configuration_overrides=_overrides(config),
        endpoint_name=config.endpoint_name,
        virtual_cluster_name=config.virtual_cluster_name,
        execution_role_name=config.execution_role_name,
        role_path=None if role_arn else roles.role_path,
        release_label=config.release_label,
    )


def _cluster(scope: Construct, config: NewEmrOnEksConfig) -> eks.ICluster:
    arn = config.oidc_provider_arn
    return eks.Cluster.from_cluster_attributes(
        scope,
        "Cluster",
        cluster_name=config.cluster_name,
        open_id_connect_provider=iam.OidcProviderNative.from_oidc_provider_arn(scope, "Provider", arn) if arn else None,
    )


def _overrides(config: NewEmrOnEksConfig) -> CfnEndpoint.ConfigurationOverridesProperty | None:
    if not config.application_configuration and not config.monitoring_configuration:
        return None
    return CfnEndpoint.ConfigurationOverridesProperty(
        application_configuration=[
            CfnEndpoint.EMREKSConfigurationProperty(classification=each.classification, properties=each.properties)
            for each in config.application_configuration
        ]
        or None,
        monitoring_configuration=_monitoring(config.monitoring_configuration),
    )


def _monitoring(config: MonitoringConfig | None) -> CfnEndpoint.MonitoringConfigurationProperty | None:
    if config is None:
        return None
    group, uri = config.cloud_watch_log_group_name, config.s3_log_uri
    return CfnEndpoint.MonitoringConfigurationProperty(
        cloud_watch_monitoring_configuration=CfnEndpoint.CloudWatchMonitoringConfigurationProperty(log_group_name=group)
        if group
        else None,
        s3_monitoring_configuration=CfnEndpoint.S3MonitoringConfigurationProperty(log_uri=uri) if uri else None,
        persistent_app_ui=config.persistent_app_ui,
    )
