"""Where notebooks are saved: the bucket, its key, and what happens to both on deletion."""

from aws_cdk import Annotations, Duration, RemovalPolicy
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct, IDependable

from ._border import check_length, check_pattern
from .choices import Encryption
from .encryption import check_key, choose_key, key_of
from .old_notebooks import OldNotebooks, lifecycle_rules
from .policies.rendering import Things

ALLOW_DATA_DELETION = "emr-studio-constructs:allow-data-deletion"
"""The context key that, set to true, lets `removal_policy=RemovalPolicy.DESTROY` delete notebooks."""

# Kept for good, but not what a deploy leaves that failed to make a Studio: nothing can be in it.
_KEPT = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
_PREFIX = r"((?!\.\.?(/|$))[^/\s]+(/(?!\.\.?(/|$))[^/\s]+)*)?"
_LONGEST_PREFIX = 512  # of the 1,024 that S3 gives a key; Workspaces need the rest


class StudioStorage(Construct):
    """The bucket, prefix and key of a Studio."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        bucket: s3.IBucket | None,
        prefix: str | None,
        encryption: Encryption | None,
        encryption_key: kms.IKey | None,
        server_access_logs_bucket: s3.IBucket | None,
        server_access_logs_prefix: str | None,
        noncurrent_version_expiration: Duration | None,
        old_notebooks: OldNotebooks | None,
        removal_policy: RemovalPolicy | None,
    ) -> None:
        """Takes or defines what `EmrStudio` says of these arguments."""
        super().__init__(scope, construct_id)
        check_pattern("prefix", prefix, _PREFIX, "parts divided by /, without blanks and without / at its ends")
        check_length("prefix", prefix, _LONGEST_PREFIX)
        self.prefix = prefix or ""
        if bucket is not None:
            for argument, value in (
                ("encryption", encryption),
                ("server_access_logs_bucket", server_access_logs_bucket),
                ("server_access_logs_prefix", server_access_logs_prefix),
                ("noncurrent_version_expiration", noncurrent_version_expiration),
                ("old_notebooks", old_notebooks),
                ("removal_policy", removal_policy),
            ):
                if value is not None:
                    message = f"{argument} must not be given with bucket: it is a property of the bucket, set it there"
                    raise ValueError(message)
            if prefix is None:
                message = (
                    "bucket needs prefix beside it: pass the Studio's own prefix, or prefix='' to let its service role "
                    "read, write and delete in the whole bucket"
                )
                raise ValueError(message)
            self.bucket = bucket
            self.encryption_key = key_of(bucket, encryption_key)
        else:
            if server_access_logs_prefix is not None and server_access_logs_bucket is None:
                message = "server_access_logs_prefix needs server_access_logs_bucket beside it: say where logs go"
                raise ValueError(message)
            data_removal = self._data_removal(removal_policy)
            self.encryption_key = choose_key(
                self, encryption=encryption, encryption_key=encryption_key, removal_policy=data_removal
            )
            self.bucket = s3.Bucket(
                self,
                "Bucket",
                encryption=s3.BucketEncryption.KMS if self.encryption_key else s3.BucketEncryption.S3_MANAGED,
                encryption_key=self.encryption_key,
                bucket_key_enabled=True if self.encryption_key else None,
                enforce_ssl=True,
                block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
                object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
                versioned=True,
                lifecycle_rules=lifecycle_rules(
                    noncurrent_version_expiration=noncurrent_version_expiration, old_notebooks=old_notebooks
                ),
                server_access_logs_bucket=server_access_logs_bucket,
                server_access_logs_prefix=server_access_logs_prefix,
                removal_policy=data_removal,
                auto_delete_objects=data_removal == RemovalPolicy.DESTROY,
            )
        check_key(self, self.encryption_key)

    @property
    def s3_location(self) -> str:
        """The `DefaultS3Location` of the Studio: an S3 URI."""
        location = f"s3://{self.bucket.bucket_name}"
        return f"{location}/{self.prefix}" if self.prefix else location

    @property
    def dependables(self) -> list[IDependable]:
        """What must be there before the service role can reach the notebooks: bucket, key and their policies."""
        return [self, self.bucket, *([self.encryption_key] if self.encryption_key else [])]

    @property
    def things(self) -> Things:
        """What the names in the rows about storage stand for."""
        return {
            "bucket-arn": [self.bucket.bucket_arn],
            "bucket-account": [self.bucket.env.account],
            "objects": [f"{self.prefix}/*" if self.prefix else "*"],
            "key": [self.encryption_key.key_arn] if self.encryption_key else [],
        }

    def _data_removal(self, removal_policy: RemovalPolicy | None) -> RemovalPolicy:
        """Deleting notebooks takes two keys: the argument, and the app's context."""
        if removal_policy is None or removal_policy != RemovalPolicy.DESTROY:
            return removal_policy or _KEPT
        if self.node.try_get_context(ALLOW_DATA_DELETION) in {True, "true"}:
            return RemovalPolicy.DESTROY
        Annotations.of(self).add_warning_v2(
            "emr-studio-constructs:DataDeletionNotAllowed",
            "removal_policy=RemovalPolicy.DESTROY is not followed, the notebooks are kept: to delete bucket, key and "
            f"notebooks with the stack, set the context {ALLOW_DATA_DELETION} to true as well",
        )
        return _KEPT
