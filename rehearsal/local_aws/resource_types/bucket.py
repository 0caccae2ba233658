"""AWS::S3::Bucket: what ministack's own handler leaves out."""

from typing import Any

from rehearsal.local_aws.client import client

from .lifecycle import lifecycle_rule

Json = dict[str, Any]


def apply_bucket_properties(bucket: str, properties: Json) -> Json:
    """Applies encryption, tags, lifecycle, access logs and ownership by the S3 API.

    What the template leaves out goes back to S3's default.
    """
    s3 = client("s3")
    if encryption := properties.get("BucketEncryption"):
        rules = [_encryption_rule(rule) for rule in encryption["ServerSideEncryptionConfiguration"]]
        s3.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration={"Rules": rules})
    else:
        s3.delete_bucket_encryption(Bucket=bucket)
    if tags := properties.get("Tags"):
        s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": tags})
    else:
        s3.delete_bucket_tagging(Bucket=bucket)
    if lifecycle := properties.get("LifecycleConfiguration"):
        rules = [lifecycle_rule(rule) for rule in lifecycle["Rules"]]
        s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": rules})
    else:
        s3.delete_bucket_lifecycle(Bucket=bucket)
    if ownership := properties.get("OwnershipControls"):
        s3.put_bucket_ownership_controls(Bucket=bucket, OwnershipControls=ownership)
    s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus=_logging(bucket, properties))
    return {}


def _encryption_rule(rule: Json) -> Json:
    """A rule as the API has it: the template calls its first part by another name."""
    renamed = {"ServerSideEncryptionByDefault": "ApplyServerSideEncryptionByDefault"}
    return {renamed.get(name, name): value for name, value in rule.items()}


def _logging(bucket: str, properties: Json) -> Json:
    logs = properties.get("LoggingConfiguration")
    if not logs:
        return {}
    target = logs.get("DestinationBucketName", bucket)
    return {"LoggingEnabled": {"TargetBucket": target, "TargetPrefix": logs.get("LogFilePrefix", "")}}
