"""The policies of the bucket and the key that a Studio keeps notebooks with.

https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

from emr_studio_constructs.evaluation import NamedPolicy

from .judged import judged
from .located import all_of
from .studio import ReviewedStudio


class ResourcePolicies:
    """The policies of the resources of a Studio's templates that have one."""

    def __init__(self, studio: ReviewedStudio) -> None:
        self._studio = studio

    def of(self, arn: str) -> NamedPolicy | None:
        """The policy of a bucket, for its objects too, or of a key.

        A key that is in no template is taken to have AWS's default policy: the account's IAM policies decide.
        """
        if ":kms:" in arn and ":key/" in arn:
            return self._keys.get(arn, self._default)
        return self._buckets.get(arn.partition("/")[0])

    def __iter__(self) -> Iterator[NamedPolicy]:
        """Those that templates hold."""
        return iter((*self._buckets.values(), *self._keys.values()))

    @cached_property
    def _buckets(self) -> Mapping[str, NamedPolicy]:
        arn = self._studio.found.environment.arn
        return {
            arn(f"s3:::{each.properties['Bucket']}"): judged(
                f"bucket policy {each.logical_id}", each.properties["PolicyDocument"], of_resource=True
            )
            for each in all_of(self._studio, "AWS::S3::BucketPolicy")
        }

    @cached_property
    def _keys(self) -> Mapping[str, NamedPolicy]:
        return {
            each.arn: judged(f"policy of key {each.logical_id}", each.properties["KeyPolicy"], of_resource=True)
            for each in all_of(self._studio, "AWS::KMS::Key")
        }

    @cached_property
    def _default(self) -> NamedPolicy:
        place = self._studio.found.environment
        allow = {
            "Sid": "Enable IAM User Permissions",
            "Effect": "Allow",
            "Principal": {"AWS": place.arn(f"iam::{place.account}:root")},
            "Action": "kms:*",
            "Resource": "*",
        }
        return NamedPolicy(
            name="policy of the key, which is in no template: AWS's default",
            document={"Version": "2012-10-17", "Statement": [allow]},
        )
