"""The storage that a Studio takes for granted: buckets and KMS keys."""

from collections.abc import Iterator

from emr_studio_constructs.app.config import StudioConfig
from emr_studio_constructs.app.config.storage import ExistingStorageConfig, NewStorageConfig
from rehearsal.assembly import Environment

from .places import environment_of
from .things import Bucket, Key


def buckets_of(studio: StudioConfig) -> Iterator[Bucket]:
    """The bucket for notebooks, or the one for the access logs of a new bucket."""
    match studio.storage:
        case ExistingStorageConfig() as storage:
            yield Bucket(
                environment=environment_of(studio), name=storage.bucket_name, key_arn=storage.encryption_key_arn
            )
        case NewStorageConfig(server_access_logs=logs) if logs:
            yield Bucket(environment=environment_of(studio), name=logs.bucket_name, takes_logs=True)


def keys_of(studio: StudioConfig) -> Iterator[Key]:
    """The key of the bucket, where its ARN says that it is."""
    if studio.storage and (arn := studio.storage.encryption_key_arn):
        _, _, _, region, account, resource = arn.split(":", 5)
        yield Key(environment=Environment(account=account, region=region), id=resource.removeprefix("key/"))
