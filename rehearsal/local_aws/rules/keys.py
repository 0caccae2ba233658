"""The key that encrypts notebooks: what it must be, and what the service role must be able to do with it."""

from typing import Any

from rehearsal.local_aws.emulator.iam import Role
from rehearsal.local_aws.emulator.request import account, region
from rehearsal.local_aws.errors import invalid_request

from ._lookup import look_up

Json = dict[str, Any]
_ON_KEY = ("kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo")


def key_is_named(studio: Json, bucket: str, encryption: Json) -> None:
    """A bucket that encrypts by KMS needs an EncryptionKeyArn.

    Our reading: AWS asks for the same permissions of the service role then. A Studio that is not told of the key of
    its own bucket is taken for a mistake.
    """
    if encryption.get("SSEAlgorithm", "").startswith("aws:kms") and not studio.get("EncryptionKeyArn"):
        raise invalid_request(f"Bucket {bucket} is encrypted by KMS: EncryptionKeyArn must be specified.")


def key_exists(given: str) -> Json:
    """The key is one of this account and Region; returns what KMS says of it.

    Source: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-workspace-storage-encryption.html
    """
    found: Json = look_up("kms", "describe_key", f"Key {given} does not exist.", KeyId=given)["KeyMetadata"]
    return found


def key_is_symmetric(key: Json) -> None:
    """The key is symmetric.

    Source: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-workspace-storage-encryption.html
    """
    if key["KeySpec"] != "SYMMETRIC_DEFAULT":
        raise invalid_request(f"Key {key['Arn']} must be a symmetric encryption key.")


def key_is_enabled(key: Json) -> None:
    """The key is neither disabled nor about to be deleted.

    Source: https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
    Our reading: a key that cannot be used is refused when it is given.
    """
    if not key["Enabled"]:
        raise invalid_request(f"Key {key['Arn']} is not enabled.")


def role_uses_the_key(role: Role, key: Json, *, encryption_context: str) -> None:
    """The service role uses the key through S3, and describes it.

    With Bucket Keys S3 names the bucket to KMS, without them the object.

    Source: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-workspace-storage-encryption.html
    Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html, encryption context
    Our reading: EMR describes the key by itself, not through S3.
    """
    context = {
        "kms:CallerAccount": account(),
        "kms:EncryptionContext:aws:s3:arn": encryption_context,
        "kms:EncryptionContextKeys": "aws:s3:arn",
        "kms:ViaService": f"s3.{region()}.amazonaws.com",
    }
    refused = [action for action in _ON_KEY if not role.may(action, key["Arn"], context)]
    if not role.may("kms:DescribeKey", key["Arn"], {"kms:CallerAccount": account()}):
        refused.append("kms:DescribeKey")
    if refused:
        message = f"Service role does not have permission to access {key['Arn']}: {', '.join(refused)}."
        raise invalid_request(message)
