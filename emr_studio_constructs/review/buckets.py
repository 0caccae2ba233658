"""Reads how the buckets of a template are encrypted and shut.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
"""

from collections.abc import Mapping
from typing import Any

from emr_studio_constructs.cfn import bucket_policy

from .located import Located, located
from .policy_documents import acts, conditions_of, principals_of, statements_of
from .studio import ReviewedStudio


def notebooks(studio: ReviewedStudio) -> tuple[Located | None, str]:
    """The bucket where a Studio saves notebooks, if the templates make it, and its name."""
    name, _ = studio.notebooks_at
    return located(studio, "AWS::S3::Bucket", name), name


def default_encryption(bucket: Located) -> Mapping[str, Any]:
    """The rule by which a bucket encrypts; an empty one where S3's own holds."""
    rules = bucket.properties.get("BucketEncryption", {}).get("ServerSideEncryptionConfiguration", [])
    return rules[0] if rules else {}


def key_of(bucket: Located) -> str | None:
    """The KMS key by which a bucket encrypts, as it names it; none of S3's own."""
    by_default = default_encryption(bucket).get("ServerSideEncryptionByDefault", {})
    if not str(by_default.get("SSEAlgorithm", "")).startswith("aws:kms"):
        return None
    return str(by_default.get("KMSMasterKeyID", "alias/aws/s3"))


def takes_tls_alone(bucket: Located) -> bool:
    """Whether a bucket's policy denies everybody what does not come by TLS."""
    return any(
        statement["Effect"] == "Deny"
        and "*" in principals_of(statement, "AWS")
        and acts(statement, "s3:GetObject")
        and acts(statement, "s3:PutObject")
        and list(conditions_of(statement)) == [("Bool", "aws:securetransport", ["false"])]
        for statement in statements_of(bucket_policy(bucket.found, bucket.logical_id) or {})
    )
