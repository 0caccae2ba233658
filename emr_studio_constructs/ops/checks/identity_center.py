"""Is IAM Identity Center there, and are people in its directory.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-authentication.html
"""

import shlex
from collections.abc import Callable, Iterator

from emr_studio_constructs.app.config.people import Person
from emr_studio_constructs.mappings import IdentityType

from .finding import GUIDE, Finding, good, problem, warning
from .mappings_reading import mappings_of
from .reader import Json, Reader
from .subject import Subject

_PAGE = f"{GUIDE}/emr-studio-authentication.html"
_KINDS = {
    IdentityType.USER: ("get_user_id", "describe_user", "UserId", "userName", "user"),
    IdentityType.GROUP: ("get_group_id", "describe_group", "GroupId", "displayName", "group"),
}


def identity_center(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether Identity Center is enabled in the Studio's Region."""
    if not subject.identity_center:
        return
    found = [instance["InstanceArn"] for instance in _instances(read)]
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
            _words(person),
            "is not in the directory",
            cause="a mapping of nobody is refused, and with it the deploy: IdentityId is invalid",
            fix=f"correct {'.'.join(map(str, person.path))}, or add them in IAM Identity Center",
        )

    yield from _look_up(read, subject, missing)


def mapped_people(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether those who are mapped are still in the directory."""

    def missing(person: Person) -> Finding:
        return warning(
            _words(person),
            "is mapped, and not in the directory any more",
            cause="the mapping counts against the quota, and lets nobody in; who was made anew has another id",
            fix="delete the mapping, and map them anew if they are back:",
            command=f"aws emr delete-studio-session-mapping --studio-id {subject.studio_id} "
            f"--identity-type {person.identity_type} {_option(person)}",
        )

    if subject.identity_center and mappings_of(read, str(subject.studio_id)):
        yield from _look_up(read, subject, missing)


def _look_up(read: Reader, subject: Subject, missing: Callable[[Person], Finding]) -> Iterator[Finding]:
    if not subject.people or not (store := _store_of(read, subject)):
        return
    answers = read.find_each("identitystore", [_question(store, person) for person in subject.people])
    gone = [person for person, answer in zip(subject.people, answers, strict=True) if answer is None]
    yield from map(missing, gone)
    if here := len(subject.people) - len(gone):
        yield good(store, f"{here} of {len(subject.people)} users and groups are in the directory")


def _instances(read: Reader) -> list[Json]:
    return read.items("sso-admin", "list_instances", "Instances")


def _store_of(read: Reader, subject: Subject) -> str | None:
    """The Identity Store of the instance that the Studio has, or of the only one."""
    stores = {instance["InstanceArn"]: instance["IdentityStoreId"] for instance in _instances(read)}
    return stores.get(subject.instance_arn) if subject.instance_arn else next(iter(stores.values()), None)


def _question(store: str, person: Person) -> tuple[str, Json]:
    by_name, by_id, key, attribute, _ = _KINDS[person.identity_type]
    if person.identity_id:
        return by_id, {"IdentityStoreId": store, key: person.identity_id}
    unique = {"UniqueAttribute": {"AttributePath": attribute, "AttributeValue": person.name}}
    return by_name, {"IdentityStoreId": store, "AlternateIdentifier": unique}


def _words(person: Person) -> str:
    by_id = f", id {person.identity_id}" if person.identity_id else ""
    return f"{_KINDS[person.identity_type][-1]} {person.name}{by_id}"


def _option(person: Person) -> str:
    return (
        f"--identity-id {person.identity_id}" if person.identity_id else f"--identity-name {shlex.quote(person.name)}"
    )
