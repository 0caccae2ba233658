"""Would they be let in? For a person and an action: signs in for real, calls for real, and says what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from botocore.exceptions import ClientError

from rehearsal.aws import LocalAws

from . import door_calls as calls
from .doors import DOORS, Door
from .emr_actions import emr_action
from .sign_in import NotLetIn, sign_in
from .visit import ClusterRoles, Visit

Json = dict[str, Any]

# What AWS's services call a refusal by IAM.
_REFUSALS = ("AccessDenied", "AccessDeniedException", "AuthorizationError", "UnauthorizedOperation")
# Parts of what they call keys that are wrong, which says nothing about permissions.
_WRONG_KEYS = ("AccessKey", "AuthFailure", "Signature", "Token", "UnrecognizedClient")
_EMR = "elasticmapreduce:"
# What an EMR action that has no door of its own is tried on, by a word in its name.
_TRIED_ON = (
    ("Editor", calls.on_a_workspace),
    ("Workspace", calls.on_a_workspace),
    ("Repositor", calls.on_a_workspace),
    ("Studio", calls.on_the_studio),
    ("", calls.on_a_cluster),
)


class UnknownActionError(Exception):
    """There is no such door; the message lists those there are."""


class Outcome(StrEnum):
    """What came of an attempt."""

    LET_IN = "yes"
    """It worked."""
    REFUSED = "no"
    """IAM refused it, or the Studio never opened."""
    PASSED = "yes, by IAM"
    """IAM let it pass, and something else was wrong: any error that is neither IAM's refusal nor about the keys."""


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One person at one door; the message says what refused them, or what came after IAM."""

    person: str
    door: Door
    outcome: Outcome
    message: str = ""

    @property
    def allowed(self) -> bool:
        """Whether their permissions reach that far, whatever came after IAM."""
        return self.outcome is not Outcome.REFUSED


def try_doors(
    aws: LocalAws,
    studio: Json,
    person: str,
    *,
    doors: Iterable[Door] = DOORS,
    cluster_roles: ClusterRoles | None = None,
    source_identity: str | None = None,
) -> list[Attempt]:
    """Tries doors of a Studio, all of them by default.

    A person and `source_identity` are as `sign_in` takes them. Whoever is not let in is refused at every door.
    `cluster_roles` are what a new cluster would get; by default EMR's default roles.
    """
    found = [door for door in doors if not door.needs or studio.get(door.needs)]
    who = sign_in(aws, studio, person, source_identity=source_identity)
    if isinstance(who, NotLetIn):
        return [Attempt(person=person, door=door, outcome=Outcome.REFUSED, message=who.reason) for door in found]
    visit = Visit(aws=aws, studio=studio, who=who, cluster_roles=cluster_roles or ClusterRoles())
    return [_try(visit, door) for door in found]


def ask(
    aws: LocalAws,
    studio: Json,
    person: str,
    action: str,
    *,
    cluster_roles: ClusterRoles | None = None,
    source_identity: str | None = None,
) -> list[Attempt]:
    """Tries the doors of one action, which is an IAM action or what people say, in any case.

    Raises:
        UnknownActionError: It is no door's, and no action of EMR.
    """
    doors = doors_of(action)
    return try_doors(aws, studio, person, doors=doors, cluster_roles=cluster_roles, source_identity=source_identity)


def doors_of(action: str) -> tuple[Door, ...]:
    """The doors of an action; an EMR action without one is called on a Workspace, the Studio or a cluster.

    Raises:
        UnknownActionError: It is no door's, and no action of EMR.
    """
    asked = action.strip().lower()
    if found := tuple(door for door in DOORS if asked in (door.says.lower(), door.action.lower())):
        return found
    name = emr_action(asked.removeprefix(_EMR)) if asked.startswith(_EMR) else None
    if name is None:
        known = "\n".join(f"  {door.says} ({door.action})" for door in DOORS)
        raise UnknownActionError(f"nobody knows how to try {action!r}; try an action of elasticmapreduce, or\n{known}")
    call = next(call for word, call in _TRIED_ON if word in name)
    return (Door(name, f"{_EMR}{name}", call(name)),)


def _try(visit: Visit, door: Door) -> Attempt:
    """Tries a door; only errors about the keys are raised, for they answer nothing."""
    outcome, message = Outcome.LET_IN, ""
    try:
        door.call(visit)
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if any(part in code for part in _WRONG_KEYS):
            raise
        outcome = Outcome.REFUSED if code in _REFUSALS else Outcome.PASSED
        message = error.response["Error"].get("Message", "")
    return Attempt(person=visit.who.person, door=door, outcome=outcome, message=message)
