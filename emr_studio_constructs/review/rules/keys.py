"""Is what a Studio and its bucket encrypt with one key, and who decides over it.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-workspace-storage-encryption.html
"""

from collections.abc import Iterator, Mapping

from emr_studio_constructs.cfn import key_policy
from emr_studio_constructs.review.buckets import default_encryption, notebooks
from emr_studio_constructs.review.causes import NO_BUCKET_KEYS, NOT_BY_DEFAULT, ONE_KEY, RIGHTS_TO_THE_KEY
from emr_studio_constructs.review.encryption import Agreement
from emr_studio_constructs.review.encryption_reading import agreement_of
from emr_studio_constructs.review.finding import Finding, Severity
from emr_studio_constructs.review.keys import rotates
from emr_studio_constructs.review.located import all_of
from emr_studio_constructs.review.policy_documents import called, lets_everybody_in, statements_of
from emr_studio_constructs.review.studio import ReviewedStudio

_KEY_POLICIES = "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html"
_DELETING = "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html"
_ROTATION = "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html"
_SYMMETRIC = "SYMMETRIC_DEFAULT"
_DISAGREEMENTS: Mapping[Agreement, tuple[Severity, str]] = {
    Agreement.DIFFERENT: (Severity.HIGH, ONE_KEY),
    Agreement.BUCKET_HAS_NONE: (Severity.MEDIUM, NOT_BY_DEFAULT),
    Agreement.STUDIO_IS_NOT_TOLD: (Severity.MEDIUM, RIGHTS_TO_THE_KEY),
}


def agree(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether the Studio is told of the key that its bucket encrypts with, and the bucket asks KMS seldom."""
    bucket, name = notebooks(studio)
    agreement = agreement_of(studio)
    where = bucket.path if bucket else name
    if agreement in _DISAGREEMENTS:
        severity, why = _DISAGREEMENTS[agreement]
        fix = "give the Studio the bucket's key, or the bucket the Studio's"
        yield Finding(severity=severity, where=where, what=agreement, why=why, fix=fix)
    elif agreement is Agreement.SAME and bucket and not default_encryption(bucket).get("BucketKeyEnabled"):
        yield Finding(
            severity=Severity.LOW,
            where=where,
            what="encrypts without S3 Bucket Keys",
            why=NO_BUCKET_KEYS,
            fix="set BucketKeyEnabled",
        )


def are_kept(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether the keys outlive their stack."""
    for key in all_of(studio, "AWS::KMS::Key"):
        if not key.is_kept:
            yield Finding(
                severity=Severity.HIGH,
                where=key.path,
                what="is not kept when its stack is deleted",
                why=f"what it encrypted cannot be read any more, after a waiting period: {_DELETING}",
                fix="set DeletionPolicy and UpdateReplacePolicy to Retain",
            )


def are_rotated(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether the keys get new material, where they are symmetric: others KMS does not rotate."""
    for key in all_of(studio, "AWS::KMS::Key"):
        symmetric = key.properties.get("KeySpec", _SYMMETRIC) == _SYMMETRIC
        if symmetric and not rotates(key):
            yield Finding(
                severity=Severity.LOW,
                where=key.path,
                what="gets no new key material",
                why=f"KMS makes new material every year, if it is told to: {_ROTATION}",
                fix="set EnableKeyRotation",
            )


def are_not_everybodys(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether a key's policy lets everybody use it."""
    for key in all_of(studio, "AWS::KMS::Key"):
        for statement in statements_of(key_policy(key.found, key.logical_id)):
            if lets_everybody_in(statement):
                yield Finding(
                    severity=Severity.HIGH,
                    where=key.path,
                    what=f"{called(statement)} of its policy lets everybody in",
                    why=f"a key's policy decides for other accounts too: {_KEY_POLICIES}",
                    fix="name the account's root, and let IAM policies decide",
                )
