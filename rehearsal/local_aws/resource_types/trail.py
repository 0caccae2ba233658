"""AWS::CloudTrail::Trail."""

import json
import secrets
from typing import Any

from botocore.exceptions import ClientError

from rehearsal.local_aws.client import client
from rehearsal.local_aws.emulator.iam import lets
from rehearsal.local_aws.emulator.request import account, region

from .base import SchemaHandler

Json = dict[str, Any]
_CLOUDTRAIL = "cloudtrail.amazonaws.com"
# Set by calls of their own.
_APART = ("EventSelectors", "IsLogging", "KMSKeyId", "Tags", "TrailName")


class Trail(SchemaHandler):
    """A trail, by the CloudTrail API: it records nothing itself, but without one there are no events."""

    type_name = "AWS::CloudTrail::Trail"

    def make(self, properties: Json) -> tuple[str, Json]:
        """CreateTrail and StartLogging; the bucket must let CloudTrail write to it."""
        name = properties.get("TrailName") or f"trail-{secrets.token_hex(6)}"
        _check_bucket(properties, name)
        client("cloudtrail").create_trail(Name=name, **_settings(properties))
        return name, self.change(name, {}, properties)

    def change(self, physical_id: str, old: Json, new: Json) -> Json:
        """UpdateTrail, StartLogging or StopLogging, and the calls for selectors and tags."""
        cloudtrail = client("cloudtrail")
        arn = cloudtrail.update_trail(Name=physical_id, **_settings(new))["TrailARN"]
        if new.get("EventSelectors"):
            cloudtrail.put_event_selectors(TrailName=physical_id, EventSelectors=new["EventSelectors"])
        if gone := [tag for tag in old.get("Tags", []) if tag not in new.get("Tags", [])]:
            cloudtrail.remove_tags(ResourceId=arn, TagsList=gone)
        if new.get("Tags"):
            cloudtrail.add_tags(ResourceId=arn, TagsList=new["Tags"])
        (cloudtrail.start_logging if new["IsLogging"] else cloudtrail.stop_logging)(Name=physical_id)
        return {"Arn": arn}

    def remove(self, physical_id: str, _properties: Json) -> None:
        """DeleteTrail."""
        client("cloudtrail").delete_trail(Name=physical_id)


def _settings(properties: Json) -> Json:
    settings = {name: value for name, value in properties.items() if name not in _APART}
    return {**settings, **({"KmsKeyId": properties["KMSKeyId"]} if "KMSKeyId" in properties else {})}


def _check_bucket(properties: Json, trail: str) -> None:
    """Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html.

    Raises:
        ValueError: The bucket's policy does not let CloudTrail see who owns it and write below its prefix.
    """
    bucket, prefix = f"arn:aws:s3:::{properties['S3BucketName']}", properties.get("S3KeyPrefix")
    where = f"{bucket}/{f'{prefix}/' if prefix else ''}AWSLogs/{account()}/CloudTrail/{region()}/log.json.gz"
    context = {
        "aws:SourceArn": f"arn:aws:cloudtrail:{region()}:{account()}:trail/{trail}",
        "aws:SourceAccount": account(),
        "s3:x-amz-acl": "bucket-owner-full-control",
    }
    try:
        policy = client("s3").get_bucket_policy(Bucket=properties["S3BucketName"])["Policy"]
    except ClientError:
        policy = json.dumps({"Statement": []})
    for action, on in (("s3:GetBucketAcl", bucket), ("s3:PutObject", where)):
        if not lets(policy, _CLOUDTRAIL, action, on, context):
            text = f"Incorrect S3 bucket policy is detected for bucket: {properties['S3BucketName']}"
            raise ValueError(f'Resource handler returned message: "{text} ({action})"')
