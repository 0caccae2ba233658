"""What of a Studio's notebooks outlives it in S3, and about what that costs.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-considerations.html
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from .finding import GUIDE, Finding, good, warning
from .reader import Reader
from .subject import Subject

# USD a GB and month: list prices of us-east-1, 2026-11.
_PRICES = {
    "STANDARD": 0.023,
    "INTELLIGENT_TIERING": 0.023,
    "REDUCED_REDUNDANCY": 0.024,
    "STANDARD_IA": 0.0125,
    "ONEZONE_IA": 0.01,
    "GLACIER_IR": 0.004,
    "GLACIER": 0.0036,
    "DEEP_ARCHIVE": 0.00099,
}
_GB = 1024**3
# A hundred calls, of the thousand that S3 lists at most.
_MOST = 100_000


@dataclass
class Leftovers:
    """What a listing counted."""

    objects: int = 0
    old_versions: int = 0
    delete_markers: int = 0
    bytes_by_class: Counter[str] = field(default_factory=Counter)
    all_of_them: bool = True

    @property
    def monthly_cost(self) -> float:
        """About, in USD."""
        return sum(size / _GB * _PRICES.get(name, _PRICES["STANDARD"]) for name, size in self.bytes_by_class.items())


def leftovers(read: Reader, subject: Subject) -> Iterator[Finding]:
    """What there is of notebooks, with old versions and delete markers."""
    where = f"s3://{subject.bucket}/{subject.prefix}"
    found = _count(read, subject)
    if not (found.objects or found.old_versions or found.delete_markers):
        yield good(where, "holds no notebooks")
        return
    least = "" if found.all_of_them else "at least "
    sizes = ", ".join(f"{_size(size)} {name}" for name, size in sorted(found.bytes_by_class.items()))
    yield warning(
        where,
        f"{least}{found.objects:,} objects, {found.old_versions:,} old versions, {found.delete_markers:,} delete "
        f"markers; {sizes or 'no bytes'}; about {found.monthly_cost:,.2f} USD a month",
        cause=f"S3 keeps what Workspaces saved: {GUIDE}/emr-studio-considerations.html",
        fix=f"copy what is wanted: aws s3 sync {where} DIRECTORY; then delete objects and versions, or let a "
        "lifecycle rule do so",
    )


def shared_bucket(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the bucket holds other things too."""
    if not subject.prefix:
        yield good(str(subject.bucket), "is the Studio's from its top: all that is in it was counted")
        return
    page = read.get("s3", "list_objects_v2", Bucket=subject.bucket, Delimiter="/", MaxKeys=10)
    top = [each["Prefix"] for each in page.get("CommonPrefixes", [])] + [
        each["Key"] for each in page.get("Contents", [])
    ]
    others = [each for each in top if each != f"{subject.prefix.partition('/')[0]}/"]
    if others:
        yield warning(
            str(subject.bucket),
            f"holds more than this Studio: {', '.join(others[:3])}",
            cause="others keep their things in it",
            fix=f"delete only what is under {subject.prefix}/, not the bucket",
        )
    else:
        yield good(str(subject.bucket), f"holds nothing outside {subject.prefix.partition('/')[0]}/")


def _count(read: Reader, subject: Subject) -> Leftovers:
    found = Leftovers()
    prefix = f"{subject.prefix}/" if subject.prefix else ""
    for page in read.pages("s3", "list_object_versions", Bucket=subject.bucket, Prefix=prefix):
        if found.objects + found.old_versions + found.delete_markers >= _MOST:
            found.all_of_them = False
            break
        for version in page.get("Versions", []):
            found.objects += version["IsLatest"]
            found.old_versions += not version["IsLatest"]
            found.bytes_by_class[version.get("StorageClass", "STANDARD")] += version["Size"]
        found.delete_markers += len(page.get("DeleteMarkers", []))
    return found


def _size(count: int) -> str:
    if count >= _GB:
        return f"{count / _GB:,.1f} GB"
    return f"{count / 1024**2:,.1f} MB" if count >= 1024**2 else f"{count:,} bytes"
