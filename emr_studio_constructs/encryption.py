"""How notebooks are encrypted: with which key, and who may use one that is defined here.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-workspace-storage-encryption.html
"""

from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from ._border import check_same_place, member, place
from .choices import Encryption
from .policies.rendering import render_statements
from .policies.storage import KEY_POLICY


def choose_key(
    scope: Construct,
    *,
    encryption: Encryption | None,
    encryption_key: kms.IKey | None,
    removal_policy: RemovalPolicy,
) -> kms.IKey | None:
    """The key for a bucket that is defined here: none, the given one, or a new one in `scope`."""
    if encryption is not None and member("encryption", encryption, Encryption) == Encryption.S3_MANAGED:
        if encryption_key is not None:
            message = "encryption_key must not be given with encryption=Encryption.S3_MANAGED: leave out one"
            raise ValueError(message)
        return None
    if encryption_key is not None:
        return encryption_key
    statements = render_statements(KEY_POLICY, place(scope), principal=iam.AccountRootPrincipal().arn)
    return kms.Key(
        scope,
        "Key",
        description="Notebooks of an EMR Studio",
        enable_key_rotation=True,
        policy=iam.PolicyDocument.from_json({"Version": "2012-10-17", "Statement": statements}),
        removal_policy=removal_policy,
    )


def key_of(bucket: s3.IBucket, key: kms.IKey | None) -> kms.IKey | None:
    """The key of a given bucket, which EMR must be told of; raises where it can be seen that it is missing."""
    theirs = bucket.encryption_key
    if key is not None and theirs is not None and key.key_arn != theirs.key_arn:
        message = f"encryption_key must be the key of bucket, {theirs.node.path}, got {key.node.path}"
        raise ValueError(message)
    if key is None and theirs is None and _is_kms_encrypted(bucket):
        message = (
            f"bucket {bucket.node.path} is encrypted with a KMS key that EMR cannot be told of and that the service "
            "role cannot be let use: give the bucket an encryption_key of its own, or S3-managed encryption"
        )
        raise ValueError(message)
    return key or theirs


def _is_kms_encrypted(bucket: s3.IBucket) -> bool:
    """Tells whether a bucket defined in this app has KMS as its default encryption; imported ones do not show."""
    resource = bucket.node.default_child
    if not isinstance(resource, s3.CfnBucket):
        return False
    encryption = Stack.of(bucket).resolve(resource.bucket_encryption) or {}
    rules = encryption.get("serverSideEncryptionConfiguration", [])
    defaults = [rule.get("serverSideEncryptionByDefault", {}) for rule in rules]
    return any(str(default.get("sseAlgorithm", "")).startswith("aws:kms") for default in defaults)


def check_no_alias(argument: str, key: kms.IKey | None) -> None:
    """Raises a `ValueError` for an alias: a policy that names one lets nobody use its key.

    https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
    """
    if key is not None and hasattr(key, "alias_name"):
        message = (
            f"{argument} must be a key, got the alias {key.node.path}: no IAM policy reaches its key, pass the key"
        )
        raise ValueError(message)


def check_key(scope: Construct, encryption_key: kms.IKey | None) -> None:
    """Raises a `ValueError` for an alias, and for a key that EMR does not take: not symmetric, or from elsewhere."""
    check_no_alias("encryption_key", encryption_key)
    if encryption_key is None:
        return
    resource = encryption_key.node.default_child
    if isinstance(resource, kms.CfnKey) and resource.key_spec not in {None, "SYMMETRIC_DEFAULT"}:
        message = (
            f"encryption_key must be symmetric, got {encryption_key.node.path} with key_spec {resource.key_spec}: "
            "EMR takes no other"
        )
        raise ValueError(message)
    theirs = encryption_key.env
    check_same_place("encryption_key", Stack.of(scope), theirs.account, theirs.region, fix="EMR takes no other")
