"""What of a Studio's notebooks outlives it in S3, and about what that costs.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-considerations.html
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from emr_studio_constructs.ops.cost.prices import STORAGE_GB
from emr_studio_constructs.ops.reader import Json, Reader

from .finding import GUIDE, Finding, good, warning
from .subject import Subject

_GB = 1024**3
# A hundred calls, of the thousand that S3 lists at most.
_MOST = 100_000
_FEW = 3
# What a Studio makes in a bucket of which it has no part alone.
_AT_TOP = re.compile(r"e-[0-9A-Z]+/|life-cycle-configuration/")


@dataclass
class Leftovers:
    """What a listing counted."""

    objects: int = 0
    old_versions: int = 0
    delete_markers: int = 0
    bytes_by_class: Counter[str] = field(default_factory=Counter)
    all_of_them: bool = True

    def add(self, versions: Sequence[Json], delete_markers: Sequence[Json]) -> None:
        """Counts what a page of a listing has."""
        for version in versions:
            self.objects += version["IsLatest"]
            self.old_versions += not version["IsLatest"]
            self.bytes_by_class[version.get("StorageClass", "STANDARD")] += version["Size"]
        self.delete_markers += len(delete_markers)

    @property
    def monthly_cost(self) -> float:
        """About, in USD."""
        return sum(
            size / _GB * STORAGE_GB.get(name, STORAGE_GB["STANDARD"]) for name, size in self.bytes_by_class.items()
        )


def leftovers(read: Reader, subject: Subject) -> Iterator[Finding]:
    """What there is of notebooks, with old versions and delete markers."""
    where = f"s3://{subject.bucket}/{subject.prefix}"
    if not _is_there(read, subject):
        yield good(where, "is gone with its bucket: there are no notebooks")
        return
    found = _count(read, subject)
    if not (found.objects or found.old_versions or found.delete_markers):
        yield good(where, "holds no notebooks")
        return
    least = "" if found.all_of_them else "at least "
    sizes = ", ".join(f"{_size(size)} {name}" for name, size in sorted(found.bytes_by_class.items()))
    only = "" if subject.prefix else " --exclude '*' --include 'e-*/*' --include 'life-cycle-configuration/*'"
    yield warning(
        where,
        f"{least}{found.objects:,} objects, {found.old_versions:,} old versions, {found.delete_markers:,} delete "
        f"markers; {sizes or 'no bytes'}; about {found.monthly_cost:,.2f} USD a month",
        cause=f"S3 keeps what Workspaces saved: {GUIDE}/emr-studio-considerations.html",
        fix="copy what is wanted, then delete these objects with their versions, or let a lifecycle rule do so:",
        command=f"aws s3 sync {where} notebooks{only}",
    )


def shared_bucket(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the bucket holds other things too."""
    if not _is_there(read, subject):
        return
    name, first = str(subject.bucket), subject.prefix.partition("/")[0]
    pages = read.pages("s3", "list_objects_v2", Bucket=subject.bucket, Delimiter="/")
    others = (each for page in pages for each in _names_in(page) if not _is_of_studio(each, first))
    if found := list(islice(others, _FEW)):
        theirs = f"under {subject.prefix}/" if first else "under e-.../, the Workspaces, and life-cycle-configuration/"
        yield warning(
            name,
            f"holds more than this Studio: {', '.join(found)}",
            cause="others keep their things in it",
            fix=f"delete only what is {theirs}, not the bucket",
        )
    else:
        yield good(name, f"holds nothing outside {first}/" if first else "holds nothing but the Studio's")


def _is_there(read: Reader, subject: Subject) -> bool:
    return read.find("s3", "list_objects_v2", Bucket=subject.bucket, MaxKeys=1) is not None


def _names_in(page: Json) -> list[str]:
    """What a listing has at the top of a bucket: folders, and objects in none."""
    return [each["Prefix"] for each in page.get("CommonPrefixes", [])] + [
        each["Key"] for each in page.get("Contents", [])
    ]


def _is_of_studio(key: str, first: str) -> bool:
    """Whether a key is of a Studio, by the first folder of its location, or at the top of a bucket by what it makes."""
    return key.startswith(f"{first}/") if first else _AT_TOP.match(key) is not None


def _count(read: Reader, subject: Subject) -> Leftovers:
    found, seen = Leftovers(), 0
    prefixes = [f"{subject.prefix}/"] if subject.prefix else ["e-", "life-cycle-configuration/"]
    for prefix in prefixes:
        for page in read.pages("s3", "list_object_versions", Bucket=subject.bucket, Prefix=prefix):
            if seen >= _MOST:
                found.all_of_them = False
                break
            versions, markers = page.get("Versions", []), page.get("DeleteMarkers", [])
            seen += len(versions) + len(markers)
            found.add(
                [each for each in versions if _is_counted(each, subject)],
                [each for each in markers if _is_counted(each, subject)],
            )
    return found


def _is_counted(version: Json, subject: Subject) -> bool:
    return bool(subject.prefix) or _is_of_studio(version["Key"], "")


def _size(count: int) -> str:
    if count >= _GB:
        return f"{count / _GB:,.1f} GB"
    return f"{count / 1024**2:,.1f} MB" if count >= 1024**2 else f"{count:,} bytes"
