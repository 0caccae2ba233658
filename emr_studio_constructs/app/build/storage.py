"""Where a Studio keeps notebooks: a new bucket, or one that is there already."""

from dataclasses import dataclass
from typing import assert_never

from aws_cdk import Annotations, Duration, RemovalPolicy
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from emr_studio_constructs import Encryption, OldNotebooks
from emr_studio_constructs.app.config.storage import ExistingStorageConfig, NewStorageConfig, OldNotebooksConfig

from .imports import key_of


@dataclass(frozen=True, kw_only=True)
class Storage:
    """The storage arguments of an `EmrStudio`."""

    bucket: s3.IBucket | None = None
    prefix: str | None = None
    encryption: Encryption | None = None
    encryption_key: kms.IKey | None = None
    server_access_logs_bucket: s3.IBucket | None = None
    server_access_logs_prefix: str | None = None
    noncurrent_version_expiration: Duration | None = None
    old_notebooks: OldNotebooks | None = None
    removal_policy: RemovalPolicy | None = None


def storage_of(scope: Construct, config: NewStorageConfig | ExistingStorageConfig | None) -> Storage:
    """The storage, with what exists already imported into `scope`."""
    match config:
        case None:
            return Storage()
        case NewStorageConfig():
            logs = config.server_access_logs
            return Storage(
                prefix=config.prefix,
                encryption=config.encryption,
                encryption_key=key_of(scope, config.encryption_key_arn),
                server_access_logs_bucket=_logs_bucket(scope, logs.bucket_name) if logs else None,
                server_access_logs_prefix=logs.prefix if logs else None,
                noncurrent_version_expiration=_days(config.noncurrent_version_expiration_days),
                old_notebooks=_old_notebooks(config.old_notebooks),
                removal_policy=RemovalPolicy[config.removal_policy] if config.removal_policy else None,
            )
        case ExistingStorageConfig():
            return Storage(
                bucket=s3.Bucket.from_bucket_name(scope, "Bucket", config.bucket_name),
                prefix=config.prefix,
                encryption_key=key_of(scope, config.encryption_key_arn),
            )
        case _:
            assert_never(config)


def _logs_bucket(scope: Construct, name: str) -> s3.IBucket:
    bucket = s3.Bucket.from_bucket_name(scope, "AccessLogsBucket", name)
    Annotations.of(scope).acknowledge_warning(
        "@aws-cdk/aws-s3:accessLogsPolicyNotAdded",
        "The description of the key says what the bucket must allow.",
    )
    return bucket


def _days(days: int | None) -> Duration | None:
    return Duration.days(days) if days else None


def _old_notebooks(config: OldNotebooksConfig | None) -> OldNotebooks | None:
    if config is None:
        return None
    return OldNotebooks(storage_class=config.storage_class, after=Duration.days(config.after_days))
