"""Is there room for the Studio and its people.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-considerations.html
"""

from collections import Counter
from collections.abc import Iterator

from emr_studio_constructs.choices import IdentityType
from emr_studio_constructs.ops.reader import Json, Reader

from .finding import GUIDE, Finding, good, problem, warning
from .stack_reading import studio_of
from .subject import Subject

_PAGE = f"{GUIDE}/emr-studio-considerations.html"
_STUDIOS = 100
_NEARLY = 0.9


def people_quota(read: Reader, subject: Subject) -> Iterator[Finding]:  # noqa: ARG001  # a check like others
    """Whether the Studio takes as many users and groups."""
    if not subject.people:
        return
    counts = Counter(person.identity_type for person in subject.people)
    for identity_type, quota, less in (
        (IdentityType.USER, subject.user_quota, "map groups in place of users"),
        (IdentityType.GROUP, subject.group_quota, "map fewer, larger groups"),
    ):
        kind, count = identity_type.lower(), counts[identity_type]
        what, text = f"{kind}s", f"are {count} of {quota}"
        cause = f"a Studio takes {quota} {what}, unless AWS grants more: {_PAGE}"
        fix = f"{less}, or ask AWS for more; in a config, auth.{kind}_quota says how many you have"
        # Whoever is mapped already was granted that many.
        if count > quota and subject.studio_id is None:
            yield problem(what, text, cause=cause, fix=fix)
        elif count and count >= quota * _NEARLY:
            yield warning(what, text, cause=cause, fix=fix)
        else:
            yield good(what, text)


def studio_quota(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the account takes one Studio more."""
    if studio_of(read, subject):
        return
    count = len(_studios(read))
    account, text = f"account {read.aws.account}", f"has {count} of {_STUDIOS} Studios"
    cause, fix = f"an account has {_STUDIOS} Studios: {_PAGE}", "delete one that nobody uses, or ask AWS for more"
    if count >= _STUDIOS:
        yield problem(account, text, cause=cause, fix=fix)
    elif count >= _STUDIOS * _NEARLY:
        yield warning(account, text, cause=cause, fix=fix)
    else:
        yield good(account, text)


def studio_name(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether another Studio has the name."""
    if subject.name is None:
        return
    ours = studio_of(read, subject)
    others = [each["StudioId"] for each in _studios(read) if each["Name"] == subject.name and each["StudioId"] != ours]
    if others:
        yield warning(
            subject.name,
            f"is the name of {', '.join(others)} too",
            cause="people cannot tell Studios of one name apart; AWS does not say whether it takes them",
            fix="give studio_name another name",
        )
    else:
        yield good(subject.name, "no other Studio has this name")


def _studios(read: Reader) -> list[Json]:
    return read.items("emr", "list_studios", "Studios")
