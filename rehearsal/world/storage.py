"""The storage that a Studio takes for granted: buckets and KMS keys."""

from collections.abc import Iterator

from emr_studio_constructs.app.config import StudioConfig
from emr_studio_constructs.app.config.compute.emr_serverless import DataConfig, NewEmrServerlessConfig
from emr_studio_constructs.app.config.storage import ExistingStorageConfig, NewStorageConfig
from rehearsal.assembly import Environment

from .places import environment_of
from .things import Bucket, Key


def buckets_of(studio: StudioConfig) -> Iterator[Bucket]:
    """The bucket for notebooks, or the one for the access logs of a new bucket; those with data, events and trails."""
    here = environment_of(studio)
    match studio.storage:
        case ExistingStorageConfig() as storage:
            yield Bucket(environment=here, name=storage.bucket_name, key_arn=storage.encryption_key_arn)
        case NewStorageConfig(server_access_logs=logs) if logs:
            yield Bucket(environment=here, name=logs.bucket_name, takes_logs=True)
    for data in _data_of(studio):
        yield Bucket(environment=here, name=data.bucket_name, key_arn=data.encryption_key_arn)
    if (watched := studio.monitoring) and watched.audit_bucket_name:
        yield Bucket(environment=here, name=watched.audit_bucket_name, key_arn=watched.audit_bucket_key_arn)
    if watched and watched.trail_bucket_name:
        yield Bucket(environment=here, name=watched.trail_bucket_name, takes_trails=True)


def keys_of(studio: StudioConfig) -> Iterator[Key]:
    """The keys of the buckets, of applications and of data, where their ARNs say that they are."""
    encrypted = (studio.storage, *_applications_of(studio), *_data_of(studio))
    named = [each.encryption_key_arn for each in encrypted if each]
    if studio.monitoring:
        named.append(studio.monitoring.audit_bucket_key_arn)
    for arn in filter(None, named):
        _, _, _, region, account, resource = arn.split(":", 5)
        yield Key(environment=Environment(account=account, region=region), id=resource.removeprefix("key/"))


def _data_of(studio: StudioConfig) -> Iterator[DataConfig]:
    return (data for application in _applications_of(studio) for data in application.data)


def _applications_of(studio: StudioConfig) -> Iterator[NewEmrServerlessConfig]:
    return (each for each in studio.compute if isinstance(each, NewEmrServerlessConfig))
