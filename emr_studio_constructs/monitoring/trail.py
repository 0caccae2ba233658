"""A CloudTrail trail for the rules of a Studio, for accounts that have none.

EventBridge gets API calls from CloudTrail where a trail logs them. One in an account is enough; the first copy of
management events that trails of a Region keep is free, further ones cost.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
"""

from dataclasses import dataclass

from aws_cdk import Annotations, RemovalPolicy
from aws_cdk import aws_cloudtrail as cloudtrail
from aws_cdk import aws_s3 as s3
from constructs import Construct

from emr_studio_constructs._border import check_kind


@dataclass(frozen=True, kw_only=True)
class NewTrail:
    """A trail to define: of its Region, for management events that write, with files that can be validated.

    Args:
        bucket: Where CloudTrail keeps its files, of any account and Region. Default: a bucket is defined: encrypted by
            S3, versioned, TLS only, without public access, kept when the stack goes.

    Raises:
        ValueError: The bucket is none.
    """

    bucket: s3.IBucket | None = None

    def __post_init__(self) -> None:
        """Checks the bucket."""
        check_kind("bucket", self.bucket, "arn_for_objects", "a bucket like Bucket.from_bucket_name(...)")


class StudioTrail(Construct):
    """The trail that a `NewTrail` describes."""

    def __init__(self, scope: Construct, construct_id: str, *, new_trail: NewTrail) -> None:
        """Defines the trail, and its bucket where it is given none.

        Args:
            scope: Where they are defined.
            construct_id: Their id, unique in `scope`.
            new_trail: What it is like.
        """
        super().__init__(scope, construct_id)
        bucket = new_trail.bucket or s3.Bucket(
            self,
            "Bucket",
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            versioned=True,
            removal_policy=RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
        )
        self.trail = cloudtrail.Trail(
            self,
            "Trail",
            bucket=bucket,
            is_multi_region_trail=False,
            include_global_service_events=False,
            management_events=cloudtrail.ReadWriteType.WRITE_ONLY,
            enable_file_validation=True,
        )
        if bucket.policy is None:
            Annotations.of(self).add_info_v2(
                "emr-studio-constructs:TrailBucketPolicy",
                f"the policy of bucket {bucket.node.path} is not of this app: check that it lets "
                "cloudtrail.amazonaws.com read the bucket's ACL and put objects below AWSLogs/ and the account's id",
            )
