"""S3: the account's own key."""

from typing import Any

from ministack.services import s3

from .request import account, region

Json = dict[str, Any]


def have_a_default_kms_key() -> None:
    """Lets `aws:kms` without a key mean the account's own for S3, as on AWS: the CDK's bootstrap bucket needs it."""
    theirs = s3._resolve_sse_write_headers
    algorithm, key = "x-amz-server-side-encryption", "x-amz-server-side-encryption-aws-kms-key-id"

    def resolve(headers: Json, bucket: str) -> Any:
        if headers.get(algorithm) == "aws:kms" and not headers.get(key):
            headers = {**headers, key: f"arn:aws:kms:{region()}:{account()}:alias/aws/s3"}
        return theirs(headers, bucket)

    s3._resolve_sse_write_headers = resolve
