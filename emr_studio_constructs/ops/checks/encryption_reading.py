"""How a bucket encrypts, and with which key, by whichever of its names.

https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id
"""

from emr_studio_constructs.ops.reader import Json, Reader

from .subject import Subject


def key_of(read: Reader, subject: Subject) -> str | None:
    """The ARN of the key that notebooks are encrypted with: the Studio's, or else the bucket's; S3's own is none."""
    if subject.encryption_key_arn:
        return arn_of_key(read, subject.encryption_key_arn)
    if subject.bucket is None or not is_ours(read, subject.bucket):
        return None
    return key_of_bucket(read, subject.bucket)


def key_of_bucket(read: Reader, bucket: str) -> str | None:
    """The ARN of the key by which a bucket encrypts, if it is not S3's own."""
    default = encryption_of(read, bucket).get("ApplyServerSideEncryptionByDefault", {})
    name = default.get("KMSMasterKeyID", "alias/aws/s3")
    by_kms = default.get("SSEAlgorithm", "").startswith("aws:kms")
    if not by_kms or name.endswith("alias/aws/s3") or _is_of_aws(read, name):
        return None
    return arn_of_key(read, name)


def encryption_of(read: Reader, bucket: str) -> Json:
    """The rule by which a bucket encrypts."""
    found = read.find("s3", "get_bucket_encryption", Bucket=bucket)
    rules = found["ServerSideEncryptionConfiguration"]["Rules"] if found else []
    return dict(rules[0]) if rules else {}


def arn_of_key(read: Reader, name: str) -> str:
    """The ARN of a key, given by ARN, id or alias; the name itself where KMS does not know it."""
    if ":key/" in name:
        return name
    found = metadata_of(read, name)
    return str(found["Arn"]) if found else name


def metadata_of(read: Reader, name: str) -> Json | None:
    """What KMS says of a key of this account and Region; of others it is not asked."""
    if is_elsewhere(read, name):
        return None
    found = read.find("kms", "describe_key", KeyId=name)
    return found["KeyMetadata"] if found else None


def is_elsewhere(read: Reader, name: str) -> bool:
    """Whether the name of a key is an ARN of another account or Region."""
    return name.startswith("arn:") and name.split(":")[3:5] != [read.aws.region, read.aws.account]


def is_ours(read: Reader, bucket: str) -> bool:
    """Whether a bucket is this account's."""
    return any(each["Name"] == bucket for each in read.items("s3", "list_buckets", "Buckets", Prefix=bucket))


def _is_of_aws(read: Reader, name: str) -> bool:
    return (metadata_of(read, name) or {}).get("KeyManager") == "AWS"
