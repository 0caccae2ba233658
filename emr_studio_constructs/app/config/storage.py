"""Where a Studio keeps notebooks."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from emr_studio_constructs.app.errors import Mistake
from emr_studio_constructs.choices import LEAST_INFREQUENT_ACCESS_DAYS, Encryption, NotebookStorageClass

from .part import Part, refuse
from .text import BucketName, KeyArn

KeyPrefix = Annotated[str, Field(pattern=r"^([^/\s]([^\s]*[^/\s])?)?$", examples=["studio/analytics"])]
Days = Annotated[int, Field(ge=1)]


class AccessLogsConfig(Part):
    """Where requests to the Studio's bucket are logged."""

    bucket_name: BucketName
    """An existing bucket for the logs; its policy must let logging.s3.amazonaws.com write to it."""
    prefix: str | None = None
    """A prefix for the logs. Default: none."""


class OldNotebooksConfig(Part):
    """Where notebooks go that nobody has changed for long. S3 leaves files below 128 KB where they are."""

    storage_class: NotebookStorageClass
    """A cheaper class, from which S3 still reads at once. INFREQUENT_ACCESS and GLACIER_INSTANT_RETRIEVAL charge for
    reading, and for 30 and 90 days at least."""
    after_days: Annotated[int, Field(ge=0)]
    """After how many days without a change; 30 or more for INFREQUENT_ACCESS."""

    @model_validator(mode="after")
    def _is_late_enough(self) -> Self:
        if (
            self.storage_class is NotebookStorageClass.INFREQUENT_ACCESS
            and self.after_days < LEAST_INFREQUENT_ACCESS_DAYS
        ):
            text = f"must be {LEAST_INFREQUENT_ACCESS_DAYS} or more for INFREQUENT_ACCESS, got {self.after_days}"
            refuse([Mistake(("after_days",), text)])
        return self


class NewStorageConfig(Part):
    """A bucket that is made for the Studio."""

    source: Literal["NEW"]
    """A bucket of the Studio's own."""
    prefix: KeyPrefix | None = None
    """Where in the bucket notebooks are kept. Default: at its top."""
    encryption: Encryption | None = None
    """KMS or S3_MANAGED. Default: KMS."""
    encryption_key_arn: KeyArn | None = None
    """The KMS key. Default: with KMS, a new one."""
    server_access_logs: AccessLogsConfig | None = None
    """Where requests are logged. Default: nowhere."""
    noncurrent_version_expiration_days: Days | None = None
    """After how many days replaced and deleted versions go. Default: 90."""
    old_notebooks: OldNotebooksConfig | None = None
    """Where notebooks go that nobody has changed for long. Default: nowhere, they stay as they are."""
    removal_policy: Literal["RETAIN_ON_UPDATE_OR_DELETE", "RETAIN", "DESTROY"] | None = None
    """What becomes of the data when the stack is deleted. Default: RETAIN_ON_UPDATE_OR_DELETE, which keeps it, but
    not the empty bucket of a first deploy that failed. DESTROY takes a second key: the context flag
    emr-studio-constructs:allow-data-deletion."""


class ExistingStorageConfig(Part):
    """A bucket that you have."""

    source: Literal["EXISTING"]
    """An existing bucket, which is left as it is."""
    bucket_name: BucketName
    """The bucket."""
    prefix: KeyPrefix
    """Where in the bucket notebooks are kept, for the Studio alone; "" lets it into all of the bucket."""
    encryption_key_arn: KeyArn | None = None
    """The KMS key that the bucket is encrypted with. Default: none."""


StorageConfig = Annotated[NewStorageConfig | ExistingStorageConfig, Field(discriminator="source")]
