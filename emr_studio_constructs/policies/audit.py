"""Who may carry events from EventBridge to a bucket: EventBridge to a Firehose stream, the stream to the bucket.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-iam-roles.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html
https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3
"""

from .row import Allow, arn_like, equals, like
from .storage import THROUGH_S3
from .trust import Trust

# The rules cannot be named: each names this role.
EVENTBRIDGE_TRUST = Trust(
    service="events.amazonaws.com",
    when=(
        equals("aws:SourceAccount", "<account>"),
        arn_like("aws:SourceArn", "arn:<partition>:events:<region>:<account>:rule/*"),
    ),
)

# AWS documents no source conditions for Firehose, so none are set: a wrong one would stop the audit without a word.
FIREHOSE_TRUST = Trust(service="firehose.amazonaws.com")

EVENTS_PREFIX = "emr-studio-events/"
"""The folder of the bucket that events are delivered to."""

PUTTING_EVENTS = (
    Allow(
        sid="AllowPuttingEvents",
        actions=("firehose:PutRecord", "firehose:PutRecordBatch"),
        on=("<stream>",),
    ),
)

_IN_ITS_ACCOUNT = (equals("aws:ResourceAccount", "<account>"),)

DELIVERING_EVENTS = (
    Allow(
        sid="AllowFindingBucket",
        actions=("s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"),
        on=("<bucket-arn>",),
        when=_IN_ITS_ACCOUNT,
    ),
    Allow(
        sid="AllowDeliveringEvents",
        actions=("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"),
        on=(f"<bucket-arn>/{EVENTS_PREFIX}*",),
        when=_IN_ITS_ACCOUNT,
    ),
    Allow(
        sid="AllowEncryptingEvents",
        actions=("kms:Decrypt", "kms:GenerateDataKey"),
        on=("<key>",),
        when=(
            *THROUGH_S3,
            # The bucket's ARN where S3 Bucket Keys are on.
            like("kms:EncryptionContext:aws:s3:arn", "<bucket-arn>", f"<bucket-arn>/{EVENTS_PREFIX}*"),
        ),
    ),
)
