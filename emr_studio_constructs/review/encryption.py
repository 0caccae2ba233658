"""What a Studio and its compute store, with what each is encrypted, and whether the keys agree.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-workspace-storage-encryption.html
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, kw_only=True)
class Key:
    """A KMS key."""

    id: str
    """Its path in the app or logical id; its ARN or alias where it is not in the templates."""
    is_defined: bool
    """Whether it is in the templates; where not, nothing more is known of it."""
    rotates: bool | None
    """Whether KMS makes new material for it every year; none: not known."""
    policy: tuple[str, ...]
    """What its policy says, a line a statement: `allows the account's IAM policies kms:Decrypt, ..., if ...`."""


@dataclass(frozen=True, kw_only=True)
class Store:
    """Something that keeps data."""

    id: str
    """Its path in the app or logical id; its name where it is not in the templates."""
    type: str
    """Such as `AWS::S3::Bucket`."""
    is_defined: bool
    holds: str
    """What is in it: `notebooks`, `access logs`, `logs`; empty where that is not known."""
    at_rest: str
    """With what it is encrypted, in words."""
    key: Key | None
    """The KMS key, if it has one of its own."""
    in_transit: str
    """Whether it refuses what is not encrypted on the way, in words; empty where AWS takes nothing else."""


class Agreement(StrEnum):
    """Whether the Studio's key and that of its bucket agree."""

    SAME = "the Studio is told of the key that its bucket encrypts with"
    NO_KEY = "neither the Studio nor its bucket has a KMS key: S3 encrypts with a key of its own"
    BUCKET_HAS_NONE = "the Studio is told of a key that its bucket does not encrypt with"
    STUDIO_IS_NOT_TOLD = "the bucket encrypts with a key of which the Studio is not told"
    DIFFERENT = "the Studio is told of another key than that of its bucket"
    UNKNOWN = "how the bucket encrypts is not known: it is not in the templates"


@dataclass(frozen=True, kw_only=True)
class Encryption:
    """The encryption of a Studio."""

    agreement: Agreement
    stores: tuple[Store, ...]
    """The bucket of notebooks first."""
    keys: tuple[Key, ...]
    """All keys that are named."""
