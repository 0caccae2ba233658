"""What becomes of notebooks that nobody changes any more, and of their old versions.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
"""

from collections.abc import Sequence
from dataclasses import dataclass

from aws_cdk import Duration
from aws_cdk import aws_s3 as s3

from ._border import check_kind, member
from .choices import LEAST_INFREQUENT_ACCESS_DAYS, NotebookStorageClass

_NONCURRENT_VERSION_DAYS = 90
_ABORTED_UPLOAD_DAYS = 7


@dataclass(frozen=True, kw_only=True)
class OldNotebooks:
    """Where files go that nobody has changed for long: those of deleted Workspaces, and all others.

    S3 counts from a file's last change, and cannot tell whether its Workspace is still there. So nothing is deleted.
    It leaves files below 128 KB where they are, as most notebooks without output are.

    Args:
        storage_class: The class that they move to.
        after: How long after their last change, in whole days; 30 or more for INFREQUENT_ACCESS.

    Raises:
        ValueError: The class is none of these, or the time does not fit it.
    """

    storage_class: NotebookStorageClass
    after: Duration

    def __post_init__(self) -> None:
        """Checks the class and the time."""
        choice = member("storage_class", self.storage_class, NotebookStorageClass)
        infrequent = choice is NotebookStorageClass.INFREQUENT_ACCESS
        _check_days("after", self.after, LEAST_INFREQUENT_ACCESS_DAYS if infrequent else 0)


def lifecycle_rules(
    *, noncurrent_version_expiration: Duration | None, old_notebooks: OldNotebooks | None
) -> Sequence[s3.LifecycleRule]:
    """The rules of a bucket for notebooks."""
    check_kind("old_notebooks", old_notebooks, "after", "OldNotebooks(...), with a class and a time")
    noncurrent = noncurrent_version_expiration
    if noncurrent is None:
        noncurrent = Duration.days(_NONCURRENT_VERSION_DAYS)
    _check_days("noncurrent_version_expiration", noncurrent, 1)
    rules = [
        s3.LifecycleRule(id="ExpireNoncurrentVersions", noncurrent_version_expiration=noncurrent),
        s3.LifecycleRule(
            id="AbortIncompleteUploads", abort_incomplete_multipart_upload_after=Duration.days(_ABORTED_UPLOAD_DAYS)
        ),
    ]
    if old_notebooks is not None:
        storage_class: s3.StorageClass = getattr(s3.StorageClass, old_notebooks.storage_class)
        transition = s3.Transition(storage_class=storage_class, transition_after=old_notebooks.after)
        rules.append(s3.LifecycleRule(id="MoveOldNotebooks", transitions=[transition]))
    return rules


def _check_days(argument: str, duration: Duration, least: int) -> None:
    """Raises a `ValueError` unless a time is whole days, `least` or more; tokens pass."""
    known = isinstance(duration, Duration)
    if known and duration.is_unresolved():
        return
    days = duration.to_days(integral=False) if known else -1
    if days < least or days != int(days):
        got = f"{days:g}" if known else repr(duration)
        message = f"{argument} must be whole days, {least} or more, got {got}: use Duration.days(...)"
        raise ValueError(message)
