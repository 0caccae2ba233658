"""Applications of EMR Serverless that a Studio's people may use."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from emr_studio_constructs.app.config.part import Part, refuse
from emr_studio_constructs.app.config.storage import ExistingStorageConfig, StorageConfig
from emr_studio_constructs.app.config.text import (
    ApplicationArn,
    BucketName,
    ComputeId,
    KeyArn,
    RoleArn,
    SecurityGroupId,
)
from emr_studio_constructs.app.errors import Mistake
from emr_studio_constructs.choices import (
    LEAST_DISK_GB,
    LEAST_MEMORY_GB,
    LEAST_VCPU,
    LONGEST_APPLICATION_IDLE_MINUTES,
    Architecture,
)

from .attached import AttachedConfig

# As of a Studio, but for what means more than itself in a policy.
DataPrefix = Annotated[str, Field(pattern=r"^([^/\s*?$]([^\s*?$]*[^/\s*?$])?)?$", examples=["sales/orders"])]


class DataConfig(Part):
    """Data in S3 that notebooks may use."""

    bucket_name: BucketName
    """An existing bucket."""
    prefix: DataPrefix
    """Where in the bucket; "" for all of it."""
    access: Literal["READ", "READ_WRITE"]
    """READ, or READ_WRITE, which may also replace and delete."""
    encryption_key_arn: KeyArn | None = None
    """The KMS key that the data is encrypted with. Default: none."""


class NewEmrServerlessConfig(AttachedConfig):
    """An application that is made with the Studio."""

    kind: Literal["EMR_SERVERLESS"]
    """An application of EMR Serverless."""
    source: Literal["NEW"]
    """An application of the Studio's own."""
    id: ComputeId
    """What the application is called in the template; another id makes another application."""
    application_name: Annotated[str, Field(pattern=r"^[A-Za-z0-9._/#-]{1,64}$", examples=["notebooks"])] | None = None
    """What people choose it by; a change makes a new application. Default: by its id alone."""
    release_label: Annotated[str, Field(examples=["emr-7.13.0"])] | None = None
    """The EMR release, emr-6.14.0 or later. Default: emr-7.13.0."""
    architecture: Architecture = Architecture.X86_64
    """The processors, X86_64 or ARM64, which is cheaper."""
    image_uri: Annotated[str, Field(examples=["111122223333.dkr.ecr.eu-west-1.amazonaws.com/spark:1.0"])] | None = None
    """An image of ECR for all workers, which emr-serverless.amazonaws.com may read. Default: the release's own."""
    maximum_vcpu: Annotated[int, Field(ge=LEAST_VCPU)] = 64
    """The most vCPU that all workers have at a time."""
    maximum_memory_gb: Annotated[int, Field(ge=LEAST_MEMORY_GB)] = 256
    """The most memory."""
    maximum_disk_gb: Annotated[int, Field(ge=LEAST_DISK_GB)] = 1000
    """The most disk."""
    idle_timeout_minutes: Annotated[int, Field(ge=1, le=LONGEST_APPLICATION_IDLE_MINUTES)] = 15
    """After how many minutes without work it stops."""
    network: Literal["STUDIO", "NONE"] = "NONE"
    """STUDIO puts workers into the Studio's subnets, which need a way to S3 and to whatever notebooks use. Default:
    NONE, in no VPC of yours, from where they reach AWS's services in the Region and not the internet."""
    security_group_ids: Annotated[tuple[SecurityGroupId, ...], Field(min_length=1, max_length=5)] | None = None
    """The security groups of the workers in the Studio's subnets, without inbound rules. Default: a new one that lets
    HTTPS out."""
    encryption_key_arn: KeyArn | None = None
    """The KMS key of the logs, which must let emr-serverless.amazonaws.com use it. Default: the service's own."""
    runtime_role_arns: Annotated[tuple[RoleArn, ...], Field(min_length=1)] | None = None
    """Existing roles that notebooks may run with. Default: a new one, with access to `data` alone."""
    data: tuple[DataConfig, ...] = ()
    """What notebooks may read and write in S3. Default: nothing."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        mistakes = []
        if self.runtime_role_arns and self.data:
            text = "only without runtime_role_arns: what existing roles may do is up to you"
            mistakes.append(Mistake(("data",), text))
        if self.security_group_ids and self.network == "NONE":
            text = "only with network STUDIO: without it, workers are in no VPC of yours"
            mistakes.append(Mistake(("security_group_ids",), text))
        refuse(mistakes)
        return self


class ExistingEmrServerlessConfig(AttachedConfig):
    """An application that you have."""

    kind: Literal["EMR_SERVERLESS"]
    """An application of EMR Serverless."""
    source: Literal["EXISTING"]
    """An existing application, which is left as it is; its interactive use from EMR Studio must be switched on."""
    application_arn: ApplicationArn
    """The application, of the Studio's account and Region."""
    runtime_role_arns: Annotated[tuple[RoleArn, ...], Field(min_length=1)]
    """The roles that notebooks may run with; they must trust emr-serverless.amazonaws.com."""
    encryption_key_arn: KeyArn | None = None
    """The KMS key of the application's logs, which people need to use. Default: the service's own."""


EmrServerlessConfig = Annotated[NewEmrServerlessConfig | ExistingEmrServerlessConfig, Field(discriminator="source")]


def notebooks_as_data(compute: Iterable[AttachedConfig], storage: StorageConfig | None) -> Iterator[Mistake]:
    """Data that covers where a Studio keeps notebooks, or lies there: everybody's would be open to everybody."""
    if not isinstance(storage, ExistingStorageConfig):
        return
    for position, each in enumerate(compute):
        for at, data in enumerate(each.data if isinstance(each, NewEmrServerlessConfig) else ()):
            if data.bucket_name == storage.bucket_name and _overlap(data.prefix, storage.prefix):
                text = "holds the notebooks of the Studio, which people may not read by this: choose another prefix"
                yield Mistake(("compute", position, "data", at), text)


def _overlap(one: str, other: str) -> bool:
    """Tells whether one of two prefixes is the other, or lies in it."""
    shorter, longer = sorted(("" if not prefix else f"{prefix}/" for prefix in (one, other)), key=len)
    return longer.startswith(shorter)
