"""Is IAM Identity Center there, and are people in its directory.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-authentication.html
"""

from collections.abc import Callable, Iterator

from emr_studio_constructs.app.config.people import Person
from emr_studio_constructs.ops.mappings.actual import mappings_of
from emr_studio_constructs.ops.mappings.delete_command import delete_command
from emr_studio_constructs.ops.mappings.directory import Directory, identity_stores
from emr_studio_constructs.ops.mappings.model import Identity
from emr_studio_constructs.ops.reader import Reader

from .finding import GUIDE, Finding, good, problem, warning
from .subject import Subject

_PAGE = f"{GUIDE}/emr-studio-authentication.html"


def identity_center(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether Identity Center is enabled in the Studio's Region."""
    if not subject.identity_center:
        return
    found = list(identity_stores(read))
    if not found:
        yield problem(
            read.aws.region,
            "IAM Identity Center is not enabled here",
            cause=f"Studio and Identity Center are in one Region: {_PAGE}",
            fix="enable it in this Region, move the Studio to its Region, or use auth.mode: IAM",
        )
    elif subject.instance_arn and subject.instance_arn not in found:
        yield problem(
            subject.instance_arn,
            f"is no Identity Center instance in {read.aws.region}: there is {', '.join(found)}",
            cause=f"Studio and Identity Center are in one Region: {_PAGE}",
            fix="correct auth.instance_arn, or leave it out",
        )
    else:
        yield good(subject.instance_arn or found[0], "IAM Identity Center is enabled")


def people(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether those who are to be mapped are in the directory."""

    def missing(person: Person) -> Finding:
        return problem(
            str(person),
            "is not in the directory",
            cause="a mapping of nobody is refused, and with it the deploy: IdentityId is invalid",
            fix=f"correct {'.'.join(map(str, person.path))}, or add them in IAM Identity Center",
        )

    yield from _look_up(read, subject, missing)


def mapped_people(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether those who are mapped are still in the directory."""

    def missing(person: Person) -> Finding:
        return warning(
            str(person),
            "is mapped, and not in the directory any more",
            cause="the mapping counts against the quota, and lets nobody in; who was made anew has another id",
            fix="delete the mapping, and map them anew if they are back:",
            command=delete_command(str(subject.studio_id), Identity.of(person)),
        )

    if subject.identity_center and mappings_of(read, str(subject.studio_id)):
        yield from _look_up(read, subject, missing)


def _look_up(read: Reader, subject: Subject, missing: Callable[[Person], Finding]) -> Iterator[Finding]:
    if not subject.people or not (store := _store_of(read, subject)):
        return
    ids = Directory(read, store).find_ids([Identity.of(person) for person in subject.people])
    gone = [person for person, found in zip(subject.people, ids, strict=True) if found is None]
    yield from map(missing, gone)
    if here := len(subject.people) - len(gone):
        yield good(store, f"{here} of {len(subject.people)} users and groups are in the directory")


def _store_of(read: Reader, subject: Subject) -> str | None:
    """The Identity Store of the instance that the Studio has, or of the only one."""
    stores = identity_stores(read)
    return stores.get(subject.instance_arn) if subject.instance_arn else next(iter(stores.values()), None)
