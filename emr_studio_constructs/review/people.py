"""Finds who works with a Studio, and by which policies.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-manage-users.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
"""

from collections.abc import Iterator
from dataclasses import replace

from emr_studio_constructs.cfn import Principal, PrincipalKind, Principals
from emr_studio_constructs.cfn.resource_types import MAPPING_BY_ID, MAPPING_BY_NAME
from emr_studio_constructs.evaluation import NamedPolicy, Policies
from emr_studio_constructs.policies.sign_in import SIGN_IN_ACTION

from .judged import Unjudged
from .located import all_of
from .person import Person, PersonKind
from .persons import Persons
from .policy_documents import covers
from .studio import ReviewedStudio
from .tiers import tiers_of
from .untold import untold

_WORKSPACE_ACTIONS = ("elasticmapreduce:CreateEditor", "elasticmapreduce:OpenEditorInConsole")
_EVERYTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}


def people_of(studio: ReviewedStudio) -> tuple[Person, ...]:
    """Who works with a Studio: whoever has one of its tiers, the people whom templates let in, and its service role.

    People whom somebody maps beside the templates are in none of them: there is their tier.
    """
    return tuple(
        replace(each, unknown=(*each.unknown, *dict.fromkeys(untold(each.policies.of_principal))))
        for each in _People(studio).found()
    )


class _People:
    """The people of one Studio."""

    def __init__(self, studio: ReviewedStudio) -> None:
        self._studio = studio
        self._principals = Principals(studio.templates)
        self._own = Principals([studio.found])
        self._persons = Persons(self._principals, studio.found.environment)
        self._tiers = {each.arn: each for each in tiers_of(studio)}
        has_user_role = studio.in_identity_center and "UserRole" in studio.properties
        self._user_role = self._role("UserRole") if has_user_role else None
        self._service_role = self._role("ServiceRole")

    def found(self) -> Iterator[Person]:
        """All of them, in order."""
        for arn, each in self._tiers.items():
            within = self._user_role is not None
            person = self._in_session(PersonKind.TIER, each.tier, arn) if within else self._with_tier(each.tier, arn)
            yield replace(person, logical_id=each.logical_id, stack=each.stack)
        if self._user_role:
            yield from self._mapped()
        for principal in self._principals:
            if principal not in (self._user_role, self._service_role) and self._works_with_studio(principal):
                yield self._with_tiers(self._persons.of(principal, PersonKind[principal.kind.name]))
        yield self._persons.of(self._service_role, PersonKind.SERVICE_ROLE, "EMR Studio")

    def _role(self, name: str) -> Principal:
        return self._principals.get(PrincipalKind.ROLE, str(self._studio.properties[name]).rpartition("/")[2])

    def _mapped(self) -> Iterator[Person]:
        """The users and groups of IAM Identity Center whom templates map."""
        for each in all_of(self._studio, MAPPING_BY_NAME, MAPPING_BY_ID):
            mapping = each.properties
            if mapping["StudioId"] == self._studio.id:
                name = str(mapping.get("IdentityName") or mapping["IdentityId"])
                person = self._in_session(PersonKind[mapping["IdentityType"]], name, mapping["SessionPolicyArn"])
                yield replace(person, logical_id=each.logical_id, stack=each.found.environment.stack)

    def _in_session(self, kind: PersonKind, name: str, session_policy: str) -> Person:
        """Somebody who takes on the user role within a session policy."""
        assert self._user_role  # noqa: S101  # there is one where people are mapped
        person = self._persons.of(self._user_role, kind, name)
        identity, unknown = person.policies.identity, person.unknown
        if not self._user_role.found and not identity:
            # Within the session policy, that is the most they may do; AWS asks for a role that allows all of it.
            identity = (NamedPolicy(name=f"policies of role {self._user_role.name}", document=_EVERYTHING),)
            unknown = (f"role {self._user_role.name} is in no template: it is taken to allow everything",)
        session = self._persons.managed_policy(session_policy)
        if not session:
            fault = f"session policy {session_policy} is in no template"
            session = Unjudged(name=fault, document=_EVERYTHING, fault=fault)
        return replace(
            person,
            tier=self._tiers[session_policy].tier if session_policy in self._tiers else None,
            policies=replace(person.policies, identity=identity, session=session),
            unknown=unknown,
        )

    def _with_tier(self, tier: str, arn: str) -> Person:
        """Whoever has a tier and nothing else."""
        person = self._persons.of(Principal(kind=PrincipalKind.ROLE, name=tier), PersonKind.TIER)
        policy = self._persons.managed_policy(arn)
        assert policy  # noqa: S101  # found in a template
        return replace(person, tier=tier, policies=Policies(identity=(policy,)), unknown=())

    def _with_tiers(self, person: Person) -> Person:
        """Somebody with the tiers whose policies they have."""
        held = [
            each.tier
            for arn, each in self._tiers.items()
            if self._persons.managed_policy(arn) in person.policies.identity
        ]
        return replace(person, tier=", ".join(held) or None)

    def _works_with_studio(self, principal: Principal) -> bool:
        """Whether somebody may open the Studio, or work in Workspaces by what its own template gives them."""
        documents = self._principals.policies(principal).documents
        if any(covers(each.document, SIGN_IN_ACTION, self._studio.arn) for each in documents):
            return True
        own = self._own.policies(self._own.get(principal.kind, principal.name)).documents
        return any(covers(each.document, action) for each in own for action in _WORKSPACE_ACTIONS)
