"""Applications of EMR Serverless: new ones with what notebooks may do, and those that are there already."""

from collections.abc import Iterable, Sequence
from typing import assert_never

from aws_cdk import Aws, Duration
from aws_cdk import aws_ec2 as ec2
from constructs import Construct

from emr_studio_constructs import Compute, EmrServerlessApp, IEmrStudio
from emr_studio_constructs._border import place
from emr_studio_constructs.app.build.imports import key_of, roles_of
from emr_studio_constructs.app.config.compute.emr_serverless import (
    DataConfig,
    ExistingEmrServerlessConfig,
    NewEmrServerlessConfig,
)
from emr_studio_constructs.app.config.roles import RolesConfig
from emr_studio_constructs.managed_policy import RowPolicy
from emr_studio_constructs.policies.rendering import unite
from emr_studio_constructs.policies.serverless_data import WORKING_WITH_DATA, listing_names


def emr_serverless_of(
    scope: Construct,
    config: NewEmrServerlessConfig | ExistingEmrServerlessConfig,
    *,
    studio: IEmrStudio,
    roles: RolesConfig,
) -> Compute:
    """The application that a config describes: `studio` has the network for it, `roles` says how roles are made."""
    match config:
        case NewEmrServerlessConfig():
            return _define(scope, config, studio, roles)
        case ExistingEmrServerlessConfig():
            part = Construct(scope, f"EmrServerless-{config.application_arn.rpartition('/')[2]}")
            return EmrServerlessApp.from_application_arn(
                part,
                "Application",
                config.application_arn,
                runtime_roles=roles_of(scope, config.runtime_role_arns),
                encryption_key=key_of(part, config.encryption_key_arn),
            )
        case _:
            assert_never(config)


def _define(
    scope: Construct, config: NewEmrServerlessConfig, studio: IEmrStudio, roles: RolesConfig
) -> EmrServerlessApp:
    part = Construct(scope, f"EmrServerless-{config.id}")
    groups, given = config.security_group_ids, config.runtime_role_arns
    in_studio = config.network == "STUDIO"
    application = EmrServerlessApp(
        part,
        "Application",
        application_name=config.application_name,
        architecture=config.architecture,
        image_uri=config.image_uri,
        maximum_vcpu=config.maximum_vcpu,
        maximum_memory_gb=config.maximum_memory_gb,
        maximum_disk_gb=config.maximum_disk_gb,
        idle_timeout=Duration.minutes(config.idle_timeout_minutes),
        vpc=studio.vpc if in_studio else None,
        vpc_subnets=ec2.SubnetSelection(subnets=list(studio.subnets)) if in_studio else None,
        security_groups=[ec2.SecurityGroup.from_security_group_id(part, each, each) for each in groups]
        if groups
        else None,
        encryption_key=key_of(part, config.encryption_key_arn),
        runtime_roles=roles_of(scope, given) if given else None,
        role_path=None if given else roles.role_path,
        policy_path=roles.policy_path,
        release_label=config.release_label,
    )
    if config.data:
        _let_use(application, config.data, roles)
    return application


def _let_use(application: EmrServerlessApp, data: Sequence[DataConfig], roles: RolesConfig) -> None:
    written = [each for each in data if each.access == "READ_WRITE"]
    policy = RowPolicy(
        application,
        "DataPolicy",
        rows=unite([*WORKING_WITH_DATA, *(listing_names(each.bucket_name, each.prefix) for each in data)]),
        things={
            **place(application),
            "readable-objects": [_objects(each) for each in data],
            "readable-key": _keys(data),
            "writable-objects": [_objects(each) for each in written],
            "writable-key": _keys(written),
        },
        description="What notebooks on EMR Serverless may do with data",
        path=roles.policy_path,
    )
    policy.give_to(application.runtime_role)


def _objects(config: DataConfig) -> str:
    where = f"{config.bucket_name}/{config.prefix}" if config.prefix else config.bucket_name
    return f"arn:{Aws.PARTITION}:s3:::{where}/*"


def _keys(data: Iterable[DataConfig]) -> list[str]:
    return list(dict.fromkeys(each.encryption_key_arn for each in data if each.encryption_key_arn))
