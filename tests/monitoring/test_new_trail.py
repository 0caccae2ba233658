"""The trail that is made on request, and the bucket it writes to."""

import json
from functools import cache

import pytest
from aws_cdk import Stack
from aws_cdk import aws_s3 as s3
from aws_cdk.assertions import Annotations, Match
from conftest import ACCOUNT, Json, new_app, new_stack, statements, template_of

from emr_studio_constructs.cfn import Resolver, bucket_policy, resources, the_only
from emr_studio_constructs.monitoring.trail import NewTrail, StudioTrail

TRAIL, BUCKET = "AWS::CloudTrail::Trail", "AWS::S3::Bucket"


def new_trail(stack: Stack, bucket: s3.IBucket | None = None) -> StudioTrail:
    return StudioTrail(stack, "Trail", new_trail=NewTrail(bucket=bucket))


@cache
def own_bucket() -> Json:
    stack = new_stack()
    new_trail(stack)
    return template_of(stack)


def infos_of(stack: Stack) -> list[str]:
    found = Annotations.from_stack(stack).find_info("*", Match.string_like_regexp("TrailBucketPolicy"))
    return [str(message.entry.data) for message in found]


def test_a_trail_logs_management_events_that_write_in_its_region() -> None:
    template = own_bucket()
    name, _ = the_only(template, TRAIL)
    found = Resolver(template).properties(name)
    assert found.pop("S3BucketName")
    assert found == {
        "EnableLogFileValidation": True,
        "EventSelectors": [{"IncludeManagementEvents": True, "ReadWriteType": "WriteOnly"}],
        "IncludeGlobalServiceEvents": False,
        "IsLogging": True,
        "IsMultiRegionTrail": False,
    }


def test_its_bucket_is_private_versioned_encrypted_and_kept() -> None:
    _, bucket = the_only(own_bucket(), BUCKET)
    found = bucket["Properties"]
    assert set(found["PublicAccessBlockConfiguration"].values()) == {True}
    assert found["VersioningConfiguration"] == {"Status": "Enabled"}
    (rule,) = found["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    assert (bucket["DeletionPolicy"], bucket["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")


def test_cloudtrail_writes_for_this_account_alone_and_everybody_by_tls() -> None:
    template = own_bucket()
    name, _ = the_only(template, BUCKET)
    policy = bucket_policy(template, name)
    assert policy is not None
    found = statements([policy])
    arn = Resolver(template).get_att(name, "Arn")
    assert found["s3:PutObject"]["Principal"] == {"Service": "cloudtrail.amazonaws.com"}
    assert found["s3:PutObject"]["Resource"] == f"{arn}/AWSLogs/{ACCOUNT}/*"
    assert found["s3:GetBucketAcl"]["Resource"] == arn
    assert found["s3:*"]["Effect"] == "Deny"
    assert found["s3:*"]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_a_bucket_of_the_app_lets_cloudtrail_write() -> None:
    app = new_app()
    base, stack = new_stack(app, "Base"), new_stack(app, "Watch")
    new_trail(stack, bucket=s3.Bucket(base, "Logs"))
    template = template_of(base)
    policy = bucket_policy(template, the_only(template, BUCKET)[0])
    assert policy is not None
    assert "s3:PutObject" in statements([policy])
    assert not resources(template_of(stack), BUCKET)
    assert (stack.dependencies, base.dependencies) == ([base], [])
    assert infos_of(stack) == []


def test_what_a_bucket_of_others_must_let_cloudtrail_do_is_said() -> None:
    stack = new_stack()
    new_trail(stack, bucket=s3.Bucket.from_bucket_name(stack, "Logs", "central-logs"))
    (info,) = infos_of(stack)
    assert info.startswith("the policy of bucket Stack/Logs is not of this app: check that it lets cloudtrail")


@pytest.mark.parametrize("partition", ["aws", "aws-cn", "aws-us-gov"])
def test_a_trail_fits_any_partition(partition: str) -> None:
    stack = new_stack(region=None)
    new_trail(stack)
    template = template_of(stack)
    assert "arn:aws:" not in json.dumps(template)
    name, _ = the_only(template, BUCKET)
    assert Resolver(template, partition=partition).get_att(name, "Arn").startswith(f"arn:{partition}:s3:::")
