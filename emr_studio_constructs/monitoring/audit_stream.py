"""The Firehose stream that carries events from EventBridge to a bucket.

https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
"""

from collections.abc import Sequence

from aws_cdk import Annotations, Resource
from aws_cdk import aws_kinesisfirehose as firehose
from aws_cdk import aws_s3 as s3
from constructs import Construct

from emr_studio_constructs._border import place
from emr_studio_constructs.encryption import check_no_alias
from emr_studio_constructs.managed_policy import RowPolicy
from emr_studio_constructs.policies.audit import (
    DELIVERING_EVENTS,
    EVENTBRIDGE_TRUST,
    EVENTS_PREFIX,
    FIREHOSE_TRUST,
    PUTTING_EVENTS,
)
from emr_studio_constructs.policies.rendering import Things
from emr_studio_constructs.policies.row import Allow
from emr_studio_constructs.policies.trust import Trust
from emr_studio_constructs.roles import StudioRole


class AuditStream(Construct):
    """A Firehose stream to a bucket, and the role by which EventBridge puts events into it."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        bucket: s3.IBucket,
        role_path: str | None,
        policy_path: str | None,
    ) -> None:
        """Defines the stream.

        Args:
            scope: Where all is defined.
            construct_id: Its id, unique in `scope`.
            bucket: Where it delivers to.
            role_path: The path of the two roles.
            policy_path: The path of their policies.

        Raises:
            ValueError: The bucket is known by an alias of its key alone.
        """
        super().__init__(scope, construct_id)
        self._role_path, self._policy_path = role_path, policy_path
        key = bucket.encryption_key
        check_no_alias("encryption_key of audit_bucket", key)
        things = {
            **place(self),
            "bucket-arn": [bucket.bucket_arn],
            "key": [key.key_arn] if key else [],
        }
        delivery, delivering = self._role(
            "Delivery", FIREHOSE_TRUST, DELIVERING_EVENTS, things, "delivers events to a bucket"
        )
        stream = firehose.CfnDeliveryStream(
            self,
            "Resource",
            delivery_stream_type="DirectPut",
            delivery_stream_encryption_configuration_input=(
                firehose.CfnDeliveryStream.DeliveryStreamEncryptionConfigurationInputProperty(key_type="AWS_OWNED_CMK")
            ),
            extended_s3_destination_configuration=(
                firehose.CfnDeliveryStream.ExtendedS3DestinationConfigurationProperty(
                    bucket_arn=bucket.bucket_arn,
                    role_arn=delivery.role_arn,
                    prefix=EVENTS_PREFIX,
                    # EventBridge puts no line break after an event.
                    processing_configuration=firehose.CfnDeliveryStream.ProcessingConfigurationProperty(
                        enabled=True,
                        processors=[
                            firehose.CfnDeliveryStream.ProcessorProperty(type="AppendDelimiterToRecord"),
                        ],
                    ),
                )
            ),
        )
        stream.node.add_dependency(delivering)
        self.stream_arn = stream.attr_arn
        self.sender, _ = self._role(
            "Sender",
            EVENTBRIDGE_TRUST,
            PUTTING_EVENTS,
            {**things, "stream": [self.stream_arn]},
            "puts events into a stream",
        )
        if key is None and not Resource.is_owned_resource(bucket):
            Annotations.of(self).add_info_v2(
                "emr-studio-constructs:AuditBucketKey",
                f"whether a KMS key encrypts bucket {bucket.node.path} is not known: if one does, import the bucket "
                "with its encryption_key, or Firehose cannot deliver events, and tells nobody",
            )

    def _role(
        self, name: str, trust: Trust, rows: Sequence[Allow], things: Things, purpose: str
    ) -> tuple[StudioRole, RowPolicy]:
        description = f"What {purpose} of an EMR Studio"
        role = StudioRole(
            self, f"{name}Role", trust=trust, things=things, description=description, path=self._role_path
        )
        policy = RowPolicy(
            self, f"{name}Policy", rows=rows, things=things, description=description, path=self._policy_path
        )
        policy.give_to(role)
        return role, policy
