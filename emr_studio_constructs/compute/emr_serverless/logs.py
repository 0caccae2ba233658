"""The key of the logs that EMR Serverless keeps: who is told of it, and who may use it.

https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/jobs-log-encryption.html
"""

from collections.abc import Sequence

from aws_cdk import Annotations
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk.aws_emrserverless import CfnApplication
from constructs import Construct

from emr_studio_constructs._border import listed, place
from emr_studio_constructs.managed_policy import RowPolicy
from emr_studio_constructs.policies.emr_serverless import (
    LOGS_KEY_ACTIONS,
    ON_BEHALF_OF_AN_APPLICATION,
    SERVERLESS,
    USING_LOGS_KEY,
)
from emr_studio_constructs.policies.rendering import render_conditions


def logs_with(key: kms.IKey | None) -> CfnApplication.MonitoringConfigurationProperty | None:
    """Logs under a key of yours; without one, as EMR Serverless keeps them by itself."""
    if key is None:
        return None
    managed = CfnApplication.ManagedPersistenceMonitoringConfigurationProperty(
        enabled=True, encryption_key_arn=key.key_arn
    )
    return CfnApplication.MonitoringConfigurationProperty(managed_persistence_monitoring_configuration=managed)


def share_key(scope: Construct, key: kms.IKey, runtime_roles: Sequence[iam.IRole], policy_path: str | None) -> None:
    """Lets EMR Serverless and the runtime roles use the key; whoever runs notebooks gets it with their tier."""
    answer = key.add_to_resource_policy(
        iam.PolicyStatement(
            sid="AllowEMRServerlessToEncryptLogs",
            principals=[iam.ServicePrincipal(SERVERLESS)],
            actions=list(LOGS_KEY_ACTIONS),
            resources=["*"],  # in a key's policy: this key
            conditions=render_conditions(ON_BEHALF_OF_AN_APPLICATION, place(scope)),
        )
    )
    if not answer.statement_added:
        Annotations.of(scope).add_info_v2(
            "emr-studio-constructs:ServerlessKeyPolicy",
            f"encryption_key {key.node.path} must let {SERVERLESS} use "
            f"{listed(LOGS_KEY_ACTIONS)}: its policy is not of this app",
        )
    # Not by `key.grant`: the key's policy would name a role that trusts an application that names the key.
    policy = RowPolicy(
        scope,
        "LogsKeyPolicy",
        rows=USING_LOGS_KEY,
        things={"logs-key": [key.key_arn]},
        description="What notebooks on EMR Serverless need to encrypt their logs",
        path=policy_path,
    )
    for role in runtime_roles:
        policy.give_to(role)
