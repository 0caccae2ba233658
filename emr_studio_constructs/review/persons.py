"""Makes a person of an IAM principal: with the policies, the ARN and the user id that its requests have.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
"""

import re
from collections.abc import Iterator

from emr_studio_constructs.cfn import Document, Environment, PoliciesOfPrincipal, Principal, PrincipalKind, Principals
from emr_studio_constructs.cfn.physical import upper_id
from emr_studio_constructs.evaluation import NamedPolicy, Policies

from .judged import judged
from .names import name_of
from .person import Person, PersonKind


class Persons:
    """Makes people of the principals of some templates."""

    def __init__(self, principals: Principals, place: Environment) -> None:
        """Takes the principals, and where those are that no template defines."""
        self._principals = principals
        self._place = place
        self._policies: dict[int, NamedPolicy] = {}

    def of(self, principal: Principal, kind: PersonKind, name: str | None = None) -> Person:
        """Somebody with the policies of a role, user or group.

        Args:
            principal: The role, user or group.
            kind: As what they come.
            name: Who they are. Default: as the principal is called.
        """
        held = self._principals.policies(principal)
        called = name or _name(principal)
        arn = self._arn(principal)
        principal_arn, user_id = arn, f"AIDA{upper_id(arn, length=17)}"
        if principal.kind is PrincipalKind.ROLE:
            session = re.sub(r"[^\w+=,.@-]", "-", called)
            place = self._place
            arn = f"arn:{place.partition}:sts::{place.account}:assumed-role/{principal.name}/{session}"
            user_id = f"AROA{upper_id(principal_arn, length=17)}:{session}"
        return Person(
            name=called,
            kind=kind,
            policies=Policies(
                identity=tuple(map(self._policy, held.documents)),
                boundary=self._policy(held.boundary) if held.boundary else None,
            ),
            principal=arn,
            principal_arn=principal_arn,
            user_id=user_id,
            logical_id=principal.logical_id,
            stack=principal.found.environment.stack if principal.found else "",
            unknown=tuple(_unknown(principal, held)),
        )

    def managed_policy(self, arn: str) -> NamedPolicy | None:
        """The managed policy with an ARN, if a template holds it."""
        document = self._principals.managed(arn)
        return self._policy(document) if document else None

    def _policy(self, document: Document) -> NamedPolicy:
        """A policy as the evaluation takes it: the same one for all who have it, since it is read once."""
        if id(document) not in self._policies:
            self._policies[id(document)] = judged(document.source, document.document)
        return self._policies[id(document)]

    def _arn(self, principal: Principal) -> str:
        """The ARN; of a group, that of a member."""
        if principal.found and principal.logical_id and principal.kind is not PrincipalKind.GROUP:
            return principal.found.physical(principal.logical_id).arn()
        kind = "role" if principal.kind is PrincipalKind.ROLE else "user"
        return self._place.arn(f"iam::{self._place.account}:{kind}/{principal.name}")


def _name(principal: Principal) -> str:
    if principal.found and principal.logical_id:
        return name_of(principal.found, principal.logical_id)
    return principal.name


def _unknown(principal: Principal, held: PoliciesOfPrincipal) -> Iterator[str]:
    called = f"{principal.kind.lower()} {principal.name}"
    if not principal.found:
        yield f"{called} is in no template: it may have policies beside those that templates attach"
    for arn in held.foreign:
        yield f"managed policy {arn} of {called} is in no template: it may allow more"
    if held.foreign_boundary:
        yield f"permissions boundary {held.foreign_boundary} is in no template: it may allow less"
