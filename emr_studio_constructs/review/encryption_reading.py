"""Reads with what a Studio and its compute encrypt.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-workspace-storage-encryption.html
https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/logging.html
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .bucket_stores import bucket_stores
from .buckets import key_of, notebooks
from .encryption import Agreement, Encryption, Store
from .keys import key_named
from .located import Located, all_of, at
from .studio import ReviewedStudio


@dataclass(frozen=True)
class _Kind:
    """How a type of store says with what it encrypts."""

    holds: str
    key: tuple[str, ...]
    """Where its properties name a KMS key."""
    without: str
    """With what it encrypts where they name none."""
    unless: tuple[str, ...] = ()
    """What switches the store on or off, where it is there only then."""
    if_said: tuple[str, ...] = ()
    """Without what it does not encrypt at all, where that is so."""


_NOTHING = "nothing that the template names"
_KINDS: Mapping[str, tuple[_Kind, ...]] = {
    "AWS::Logs::LogGroup": (_Kind("logs", ("KmsKeyId",), "a key of CloudWatch Logs"),),
    "AWS::EMRServerless::Application": (
        _Kind("disks of workers", ("DiskEncryptionConfiguration", "EncryptionKeyArn"), "a key of EMR Serverless"),
        _Kind(
            "logs of Spark, 30 days",
            ("MonitoringConfiguration", "ManagedPersistenceMonitoringConfiguration", "EncryptionKeyArn"),
            "a key of EMR Serverless",
            ("MonitoringConfiguration", "ManagedPersistenceMonitoringConfiguration", "Enabled"),
        ),
    ),
    "AWS::SecretsManager::Secret": (_Kind("a secret", ("KmsKeyId",), "AWS's key for Secrets Manager"),),
    "AWS::SNS::Topic": (_Kind("messages", ("KmsMasterKeyId",), "the disk encryption of SNS"),),
    "AWS::SQS::Queue": (_Kind("messages", ("KmsMasterKeyId",), "a key of SQS"),),
    "AWS::Kinesis::Stream": (_Kind("a stream of records", ("StreamEncryption", "KeyId"), _NOTHING),),
    "AWS::KinesisFirehose::DeliveryStream": (
        _Kind(
            "records, until they are delivered",
            ("DeliveryStreamEncryptionConfigurationInput", "KeyARN"),
            "a key of Firehose",
            if_said=("DeliveryStreamEncryptionConfigurationInput",),
        ),
    ),
    "AWS::CloudTrail::Trail": (
        _Kind("recorded calls, in its bucket", ("KMSKeyId",), "whatever its bucket encrypts with"),
    ),
}


def encryption_of(studio: ReviewedStudio) -> Encryption:
    """The encryption of a Studio, as far as the templates say."""
    stores = (*bucket_stores(studio), *_others(studio))
    named = [key_named(studio, told)] if (told := studio.properties.get("EncryptionKeyArn")) else []
    keys = {key.id: key for key in (*named, *(store.key for store in stores)) if key}
    return Encryption(agreement=agreement_of(studio), stores=stores, keys=tuple(keys.values()))


def agreement_of(studio: ReviewedStudio) -> Agreement:
    """Whether the Studio's key is that of its bucket."""
    told = studio.properties.get("EncryptionKeyArn")
    bucket, _ = notebooks(studio)
    if bucket is None:
        return Agreement.UNKNOWN
    if (used := key_of(bucket)) is None:
        return Agreement.BUCKET_HAS_NONE if told else Agreement.NO_KEY
    if told is None:
        return Agreement.STUDIO_IS_NOT_TOLD
    return Agreement.SAME if key_named(studio, told) == key_named(studio, used) else Agreement.DIFFERENT


def _others(studio: ReviewedStudio) -> Iterator[Store]:
    for resource in all_of(studio, *_KINDS):
        for kind in _KINDS[resource.type]:
            if kind.unless and str(at(resource, kind.unless)).lower() == "false":
                continue
            named = at(resource, kind.key)
            key = key_named(studio, named) if isinstance(named, str) else None
            yield Store(
                id=resource.path,
                type=resource.type,
                is_defined=True,
                holds=kind.holds,
                at_rest=f"KMS key {key.id}" if key else _without(resource, kind),
                key=key,
                in_transit="",
            )


def _without(resource: Located, kind: _Kind) -> str:
    return _NOTHING if kind.if_said and at(resource, kind.if_said) is None else kind.without
