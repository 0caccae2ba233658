"""Asks questions about a Studio: none of them stops the others."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from emr_studio_constructs.ops.aws import message_of
from emr_studio_constructs.ops.errors import OpsError
from emr_studio_constructs.ops.reader import Reader
from emr_studio_constructs.ops.unanswered import UnansweredError

from .finding import Finding, unknown
from .subject import Subject

Check = Callable[[Reader, Subject], Iterator[Finding]]
"""A question; its id is the function's name, with hyphens."""


def ask(checks: Iterable[Check], read: Reader, subject: Subject) -> list[Finding]:
    """What the checks say, in their order; what AWS does not answer, or cannot be read, is unknown.

    Raises:
        UnansweredError: The credentials are no good.
        botocore.exceptions.BotoCoreError: There are none.
    """
    return [replace(finding, check=id_of(check)) for check in checks for finding in _answers(check, read, subject)]


def id_of(check: Check) -> str:
    """The name by which a check is known: `vpc-dns`."""
    return check.__name__.replace("_", "-")


def _answers(check: Check, read: Reader, subject: Subject) -> Iterator[Finding]:
    try:
        yield from check(read, subject)
    except UnansweredError as unanswered:
        error, action = unanswered.error, unanswered.action
        if unanswered.is_about_credentials:
            raise
        about = unanswered.about or _name_of(subject)
        if unanswered.is_refusal:
            yield unknown(about, f"may not be looked at: {action} is refused", fix=f"allow {action}, and ask again")
        elif not unanswered.code:
            fix = "ask from a network that reaches this service, and ask again"
            yield unknown(about, f"{action} does not reach AWS: {message_of(error)}", fix=fix)
        else:
            fix = "ask again; if it stays, look at AWS's health dashboard"
            yield unknown(about, f"{action} fails: {message_of(error)}", fix=fix)
    except OpsError as error:
        yield unknown(_name_of(subject), str(error), fix="mend that, and ask again")


def _name_of(subject: Subject) -> str:
    return subject.studio_id or subject.stack_name or ""
