"""What notebooks on EMR Serverless may do with data in S3, where a config file and no code says it.

https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/security-iam-runtime-role.html
"""

from .row import Allow, like
from .storage import THROUGH_S3

WORKING_WITH_DATA = (
    Allow(sid="AllowReadingData", actions=("s3:GetObject",), on=("<readable-objects>",)),
    Allow(sid="AllowDecryptingData", actions=("kms:Decrypt",), on=("<readable-key>",), when=THROUGH_S3),
    Allow(sid="AllowWritingData", actions=("s3:PutObject", "s3:DeleteObject"), on=("<writable-objects>",)),
    Allow(sid="AllowEncryptingData", actions=("kms:GenerateDataKey",), on=("<writable-key>",), when=THROUGH_S3),
)


def listing_names(bucket: str, prefix: str) -> Allow:
    """Listing the names of objects below a prefix; without one all names of the bucket, in any way.

    Spark asks for the names below `sales` by `sales/`. By `sales` S3 would tell those below `sales-secret` too.
    """
    when = (like("s3:prefix", f"{prefix}/*"),) if prefix else ()
    return Allow(sid="AllowListingData", actions=("s3:ListBucket",), on=(f"arn:<partition>:s3:::{bucket}",), when=when)
