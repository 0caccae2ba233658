"""Is the bucket of notebooks shut, and does it outlive its stack.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
"""

from collections.abc import Iterator

from emr_studio_constructs.cfn import bucket_policy, resources
from emr_studio_constructs.review import buckets
from emr_studio_constructs.review.finding import Finding, Severity
from emr_studio_constructs.review.located import Located
from emr_studio_constructs.review.policy_documents import lets_everybody_in, statements_of
from emr_studio_constructs.review.studio import ReviewedStudio

_PUBLIC = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"
_TLS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html"
_VERSIONS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html"
_POLICY = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html"
_BLOCKS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
_EMPTIES = "Custom::S3AutoDeleteObjects"


def takes_tls_alone(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether the bucket refuses what is not encrypted on the way."""
    for bucket in _own(studio):
        if not buckets.takes_tls_alone(bucket):
            yield Finding(
                severity=Severity.MEDIUM,
                where=bucket.path,
                what="its policy does not refuse requests without TLS",
                why=f"what is not encrypted on the way can be read there: {_TLS}",
                fix="deny s3:* to everybody where aws:SecureTransport is false",
            )


def is_not_public(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether the bucket is closed to the public."""
    for bucket in _own(studio):
        said = bucket.properties.get("PublicAccessBlockConfiguration", {})
        if any(map(lets_everybody_in, statements_of(bucket_policy(bucket.found, bucket.logical_id) or {}))):
            what, severity = "its policy lets the public in", Severity.HIGH
        elif opened := [name for name in _BLOCKS if str(said.get(name, "true")).lower() == "false"]:
            what, severity = f"does not block public access: {', '.join(opened)}", Severity.HIGH
        elif unsaid := [name for name in _BLOCKS if name not in said]:
            what, severity = f"does not say that it blocks public access: {', '.join(unsaid)}", Severity.LOW
        else:
            continue
        yield Finding(
            severity=severity,
            where=bucket.path,
            what=what,
            why=f"notebooks hold data: {_PUBLIC}",
            fix="set all four of PublicAccessBlockConfiguration to true, and name principals in the bucket's policy",
        )


def is_kept(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether the bucket outlives its stack."""
    for bucket in _own(studio):
        if bucket.is_kept:
            continue
        emptied = any(
            bucket.is_called(bucket.found.properties(name)["BucketName"])
            for name in resources(bucket.found.template, _EMPTIES)
        )
        yield Finding(
            severity=Severity.HIGH if emptied else Severity.MEDIUM,
            where=bucket.path,
            what="is deleted with its stack, with all notebooks"
            if emptied
            else "is not kept when its stack is deleted",
            why=f"notebooks outlive a Studio, and nothing but what is in it keeps S3 from deleting it: {_POLICY}",
            fix="set DeletionPolicy and UpdateReplacePolicy to Retain",
        )


def keeps_versions(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether the bucket keeps what is overwritten or deleted."""
    for bucket in _own(studio):
        if bucket.properties.get("VersioningConfiguration", {}).get("Status") != "Enabled":
            yield Finding(
                severity=Severity.LOW,
                where=bucket.path,
                what="keeps no versions",
                why=f"Workspaces save over notebooks by themselves, and delete what people delete: {_VERSIONS}",
                fix="set VersioningConfiguration to Enabled, with a lifecycle rule that ends old versions",
            )


def _own(studio: ReviewedStudio) -> Iterator[Located]:
    """The bucket of notebooks, where the templates make it."""
    bucket, _ = buckets.notebooks(studio)
    if bucket:
        yield bucket
