"""May the service role do its work: reach the notebooks, use the key.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-service-role.html
"""

from collections.abc import Iterator

from emr_studio_constructs.ops.reader import Reader

from .encryption_reading import key_of
from .finding import GUIDE, Finding
from .iam_reading import role_of
from .simulator import say, simulate
from .subject import Subject

_CAUSE = f"Workspaces are saved and opened by the service role: {GUIDE}/emr-studio-service-role.html"
_ON_OBJECTS = ("s3:PutObject", "s3:GetObject", "s3:DeleteObject")
_ON_BUCKET = ("s3:ListBucket", "s3:GetEncryptionConfiguration")
_ON_KEY = ("kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo")


def service_role_storage(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the service role reads, writes and lists notebooks."""
    role = subject.service_role_arn
    if subject.bucket is None or role is None or role_of(read, role) is None:
        return
    arn = f"arn:{read.partition}:s3:::{subject.bucket}"
    context = {"aws:ResourceAccount": read.aws.account}
    decisions = [
        *simulate(read, role, _ON_OBJECTS, f"{arn}/{subject.notebook}", context),
        *simulate(read, role, _ON_BUCKET, arn, {**context, "s3:prefix": f"{subject.prefix}/"}),
    ]
    yield say(role, f"use s3://{subject.bucket}/{subject.prefix}", decisions, cause=_CAUSE)


def service_role_key(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the service role uses the key, for notebooks."""
    role = subject.service_role_arn
    if subject.bucket is None or role is None or role_of(read, role) is None:
        return
    if (key := key_of(read, subject)) is None:
        return
    suffix = "amazonaws.com.cn" if read.partition == "aws-cn" else "amazonaws.com"
    context = {
        "kms:CallerAccount": read.aws.account,
        "kms:ViaService": f"s3.{read.aws.region}.{suffix}",
        "kms:EncryptionContext:aws:s3:arn": f"arn:{read.partition}:s3:::{subject.bucket}",
    }
    yield say(role, f"use {key}", simulate(read, role, _ON_KEY, key, context), cause=_CAUSE)
