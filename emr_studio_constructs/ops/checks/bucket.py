"""Is the bucket there, the account's own, encrypted as the Studio is told, and closed to the public.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-workspace-storage-encryption.html
"""

import json
from collections.abc import Iterator

from emr_studio_constructs.ops.reader import Reader
from emr_studio_constructs.ops.unanswered import UnansweredError
from emr_studio_constructs.review.causes import NO_BUCKET_KEYS, NOT_BY_DEFAULT, ONE_KEY, RIGHTS_TO_THE_KEY

from .encryption_reading import arn_of_key, encryption_of, is_ours, key_of_bucket
from .finding import GUIDE, Finding, good, problem, warning
from .subject import Subject

_PAGE = f"{GUIDE}/emr-studio-workspace-storage-encryption.html"
_PUBLIC = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"
_LOGS = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html"
_ALL = "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true"


def bucket(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the bucket is the account's, in the Studio's Region."""
    if (name := subject.bucket) is None:
        return
    if not is_ours(read, name) and subject.studio_id and _is_anybodys(read, name):
        yield warning(
            name,
            f"is no bucket of account {read.aws.account}, but of another",
            cause="what its policy and its key let the service role do cannot be seen from here",
            fix="ask its owner, or try: save a notebook",
        )
    elif not is_ours(read, name):
        yield problem(
            name,
            f"is no bucket of account {read.aws.account}",
            cause="the service role lets itself into buckets of its own account alone",
            fix="name a bucket of the account; in a config, without storage one is made",
            command="aws s3api list-buckets",
        )
    elif (region := _region_of(read, name)) != read.aws.region:
        yield problem(
            name,
            f"is in {region}, not in {read.aws.region}",
            cause=f"bucket, key and Studio are in one Region: {_PAGE}",
            fix=f"name a bucket in {read.aws.region}",
        )
    else:
        yield good(name, f"is the account's, in {region}")


def access_logs(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the bucket is there in which requests are to be logged."""
    if (name := subject.access_log_bucket) is None:
        return
    if is_ours(read, name):
        yield good(name, "is the account's: access logs can go there")
    else:
        yield problem(
            name,
            f"access logs are to go there, and it is no bucket of account {read.aws.account}",
            cause=f"S3 logs to a bucket of the same account and Region: {_LOGS}",
            fix="make it, or correct storage.server_access_logs.bucket_name",
        )


def bucket_encryption(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the bucket encrypts with the key that the Studio is told of."""
    if (name := subject.bucket) is None or not is_ours(read, name):
        return
    told = arn_of_key(read, subject.encryption_key_arn) if subject.encryption_key_arn else None
    used = key_of_bucket(read, name)
    rule = encryption_of(read, name)
    if told and used is None:
        yield warning(
            name,
            "encrypts by S3's own key, not by the one given",
            cause=NOT_BY_DEFAULT,
            command=_encrypt(name, told),
        )
    elif told and used != told:
        yield problem(
            name,
            f"encrypts with {used}, not with {told}",
            cause=ONE_KEY,
            fix="give the Studio the bucket's key, or the bucket the Studio's:",
            command=_encrypt(name, told),
        )
    elif used and not told:
        # A role that we make gets no rights to a key that the config does not name; a given one may have them.
        say = problem if subject.service_role_arn is None else warning
        yield say(
            name,
            f"encrypts with {used}, of which the Studio is not told",
            cause=RIGHTS_TO_THE_KEY,
            fix=f"name the key in the config, storage.encryption_key_arn: {used}",
        )
    elif told and not rule.get("BucketKeyEnabled", False):
        yield warning(
            name,
            "encrypts with the key given, without S3 Bucket Keys",
            cause=NO_BUCKET_KEYS,
            command=_encrypt(name, told),
        )
    else:
        yield good(name, f"encrypts with {used or 'a key of S3'}")


def public_access(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the bucket is closed to the public."""
    if (name := subject.bucket) is None or not is_ours(read, name):
        return
    status = read.find("s3", "get_bucket_policy_status", Bucket=name) or {}
    found = read.find("s3", "get_public_access_block", Bucket=name) or {}
    open_to = [key for key in _ALL.split(",") if not found.get("PublicAccessBlockConfiguration", {}).get(key[:-5])]
    block = f"aws s3api put-public-access-block --bucket {name} --public-access-block-configuration {_ALL}"
    if status.get("PolicyStatus", {}).get("IsPublic"):
        yield warning(name, "its policy lets the public in", cause=f"notebooks hold data: {_PUBLIC}", command=block)
    elif open_to:
        names = ", ".join(key[:-5] for key in open_to)
        cause = f"notebooks hold data; all is well where the account blocks it for all buckets: {_PUBLIC}"
        yield warning(name, f"does not block public access: {names}", cause=cause, command=block)
    else:
        yield good(name, "blocks public access")


def _is_anybodys(read: Reader, name: str) -> bool:
    """Whether there is a bucket of this name: S3 lets nobody see that of another account, but says that it is there."""
    try:
        return read.find("s3", "head_bucket", Bucket=name) is not None
    except UnansweredError as unanswered:
        if not unanswered.is_refusal:
            raise
        return True


def _region_of(read: Reader, name: str) -> str:
    """Where a bucket is; S3 calls the first Region nothing, and Ireland EU."""
    place = str(read.get("s3", "get_bucket_location", Bucket=name).get("LocationConstraint") or "us-east-1")
    return "eu-west-1" if place == "EU" else place


def _encrypt(name: str, key: str) -> str:
    default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}
    rules = {"Rules": [{"ApplyServerSideEncryptionByDefault": default, "BucketKeyEnabled": True}]}
    option = f"--server-side-encryption-configuration '{json.dumps(rules)}'"
    return f"aws s3api put-bucket-encryption --bucket {name} {option}"
