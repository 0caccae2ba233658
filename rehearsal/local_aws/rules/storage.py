"""Where notebooks are saved: the bucket, and what the service role must be able to do in it."""

import re
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from rehearsal.local_aws.client import client
from rehearsal.local_aws.emulator.iam import Role
from rehearsal.local_aws.emulator.request import account
from rehearsal.local_aws.errors import invalid_request

from . import keys
from ._lookup import look_up
from ._service_role import service_role_of

Json = dict[str, Any]
_ON_OBJECTS = ("s3:PutObject", "s3:GetObject", "s3:DeleteObject")
_URI = re.compile(r"s3://(?P<bucket>[^/]+)/?(?P<prefix>.*)")


@dataclass(frozen=True, kw_only=True)
class Location:
    """A bucket, and where in it: `prefix` ends with a slash or is empty."""

    bucket: str
    prefix: str

    @property
    def arn(self) -> str:
        """The bucket's ARN; ministack knows one partition."""
        return f"arn:aws:s3:::{self.bucket}"

    @property
    def notebook(self) -> str:
        """The ARN of a notebook as a Workspace saves it."""
        return f"{self.arn}/{self.prefix}e-WORKSPACE/notebook.ipynb"


def check(studio: Json) -> None:
    """The rules of the location and its key."""
    location = location_is_an_s3_uri(studio)
    bucket_exists(location)
    role = service_role_of(studio)
    role_reaches_the_location(role, location)
    encryption = _encryption_of(location.bucket)
    keys.key_is_named(studio, location.bucket, encryption)
    if given := studio.get("EncryptionKeyArn"):
        key = keys.key_exists(given)
        keys.key_is_symmetric(key)
        keys.key_is_enabled(key)
        named = location.arn if encryption.get("BucketKeyEnabled") else location.notebook
        keys.role_uses_the_key(role, key, encryption_context=named)


def location_is_an_s3_uri(studio: Json) -> Location:
    """The location is `s3://bucket` or `s3://bucket/prefix`, with or without a slash at the end; returns its parts.

    Source: the provider schema of AWS::EMR::Studio, DefaultS3Location, and its samples
    Our reading: what CloudFormation does not take, the API does not take either.
    """
    if not (found := _URI.fullmatch(studio["DefaultS3Location"])):
        raise invalid_request(f"DefaultS3Location {studio['DefaultS3Location']} is not an Amazon S3 URI.")
    prefix = found["prefix"].rstrip("/")
    return Location(bucket=found["bucket"], prefix=f"{prefix}/" if prefix else "")


def bucket_exists(location: Location) -> None:
    """The bucket is there, and one of the account.

    Our reading: AWS asks for a bucket, and does not say that another account's would do.
    """
    message = f"Bucket {location.bucket} does not exist, or is not this account's."
    look_up("s3", "head_bucket", message, Bucket=location.bucket)


def role_reaches_the_location(role: Role, location: Location) -> None:
    """The service role reads, writes, deletes and lists in the location, and reads how the bucket encrypts.

    Source: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-service-role.html, Amazon S3
    Our reading: what it must be able to do later is tried, all of it, when the Studio is made.
    """
    owner = {"aws:ResourceAccount": account()}
    listing = {**owner, "s3:prefix": location.prefix}
    refused = [action for action in _ON_OBJECTS if not role.may(action, location.notebook, owner)]
    if not role.may("s3:ListBucket", location.arn, listing):
        refused.append("s3:ListBucket")
    if not role.may("s3:GetEncryptionConfiguration", location.arn, owner):
        refused.append("s3:GetEncryptionConfiguration")
    if refused:
        where = f"s3://{location.bucket}/{location.prefix}"
        raise invalid_request(f"Service role does not have permission to access {where}: {', '.join(refused)}.")


def _encryption_of(bucket: str) -> Json:
    try:
        found = client("s3").get_bucket_encryption(Bucket=bucket)
    except ClientError:
        return {}
    (rule,) = found["ServerSideEncryptionConfiguration"]["Rules"]
    return {**rule["ApplyServerSideEncryptionByDefault"], "BucketKeyEnabled": rule.get("BucketKeyEnabled", False)}
