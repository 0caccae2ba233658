"""Reads which buckets a Studio and its compute write to, and how each is encrypted.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
"""

from collections.abc import Iterator, Mapping

from .buckets import default_encryption, key_of, notebooks, takes_tls_alone
from .encryption import Store
from .keys import key_named
from .located import Located, all_of, at
from .studio import ReviewedStudio

# Where the properties of a type name a bucket, and what it writes there.
_WRITES_TO: Mapping[str, tuple[tuple[str, ...], str]] = {
    "AWS::S3::Bucket": (("LoggingConfiguration", "DestinationBucketName"), "access logs"),
    "AWS::CloudTrail::Trail": (("S3BucketName",), "recorded calls"),
    "AWS::KinesisFirehose::DeliveryStream": (("ExtendedS3DestinationConfiguration", "BucketARN"), "delivered records"),
    "AWS::EMRContainers::Endpoint": (
        ("ConfigurationOverrides", "MonitoringConfiguration", "S3MonitoringConfiguration", "LogUri"),
        "logs of Spark",
    ),
    "AWS::EMR::Cluster": (("LogUri",), "logs of clusters"),
}


def bucket_stores(studio: ReviewedStudio) -> Iterator[Store]:
    """The bucket of notebooks, those that others name to write there, and the rest."""
    _, notebooks_bucket = notebooks(studio)
    holds = {notebooks_bucket: "notebooks"}
    for resource in all_of(studio, *_WRITES_TO):
        path, what = _WRITES_TO[resource.type]
        if isinstance(named := at(resource, path), str):
            holds.setdefault(named.removeprefix("s3://").partition("/")[0].rpartition(":")[2], what)
    defined = {each.ref: each for each in all_of(studio, "AWS::S3::Bucket")}
    for name in dict.fromkeys((*holds, *defined)):
        if bucket := defined.get(name):
            yield _bucket(studio, bucket, holds.get(name, ""))
        else:
            yield Store(
                id=name,
                type="AWS::S3::Bucket",
                is_defined=False,
                holds=holds[name],
                at_rest="unknown: the bucket is not in the templates",
                key=None,
                in_transit="unknown: the bucket's policy is not in the templates",
            )


def _bucket(studio: ReviewedStudio, bucket: Located, holds: str) -> Store:
    named = key_of(bucket)
    key = key_named(studio, named) if named else None
    by = f"KMS key {key.id}" if key else "a key of S3"
    with_bucket_keys = ", with S3 Bucket Keys" if key and default_encryption(bucket).get("BucketKeyEnabled") else ""
    return Store(
        id=bucket.path,
        type=bucket.type,
        is_defined=True,
        holds=holds,
        at_rest=f"{by}{with_bucket_keys}",
        key=key,
        in_transit="TLS alone: its policy refuses the rest" if takes_tls_alone(bucket) else "TLS is not demanded",
    )
