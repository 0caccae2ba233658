"""The roles, users and groups of some templates, and the policies that apply to each, wherever they are attached.

https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from .policies import Document, Policy, document_in, resolver
from .resolver import Resolver
from .template import Template, resources

_MANAGED = "AWS::IAM::ManagedPolicy"


class PrincipalKind(StrEnum):
    """What can have policies."""

    ROLE = "Role"
    USER = "User"
    GROUP = "Group"


@dataclass(frozen=True, kw_only=True)
class Principal:
    """A role, user or group that templates define, or that they attach policies to."""

    kind: PrincipalKind
    name: str
    found: Resolver | None = None
    """The template that defines it; none where it is named alone."""
    logical_id: str | None = None

    @property
    def properties(self) -> Mapping[str, Any]:
        """Its properties; none where it is named alone."""
        return self.found.properties(self.logical_id) if self.found and self.logical_id else {}


@dataclass(frozen=True, kw_only=True)
class PoliciesOfPrincipal:
    """What applies to a principal, as far as the templates hold it."""

    documents: tuple[Document, ...]
    """Its own policies; of a user, those of its groups too."""
    boundary: Document | None
    foreign: tuple[str, ...]
    """The ARNs of its managed policies that no template holds."""
    foreign_boundary: str | None
    """The ARN of its boundary, where no template holds it."""


class Principals:
    """The principals of some templates, which are looked through once."""

    def __init__(self, templates: Sequence[Resolver]) -> None:
        """Takes the templates, which must not change."""
        self._templates = templates
        self._policies: dict[tuple[PrincipalKind, str], PoliciesOfPrincipal] = {}

    def __iter__(self) -> Iterator[Principal]:
        """Those that are defined, and then those that policies are attached to by name."""
        return iter(self._by_name.values())

    def get(self, kind: PrincipalKind, name: str) -> Principal:
        """The principal of a name, which may be in no template."""
        return self._by_name.get((kind, name), Principal(kind=kind, name=name))

    def managed(self, arn: str) -> Document | None:
        """The managed policy with an ARN, if a template holds it."""
        return self._managed.get(arn)

    def policies(self, principal: Principal) -> PoliciesOfPrincipal:
        """What applies to a principal."""
        key = principal.kind, principal.name
        if key not in self._policies:
            self._policies[key] = self._applying(principal)
        return self._policies[key]

    def _applying(self, principal: Principal) -> PoliciesOfPrincipal:
        properties = principal.properties
        limit = properties.get("PermissionsBoundary")
        everybody = [principal, *self._groups(principal)]
        return PoliciesOfPrincipal(
            documents=tuple(document for each in everybody for document in self._documents(each)),
            boundary=self._managed.get(limit),
            foreign=tuple(arn for each in everybody for arn in _arns(each) if arn not in self._managed),
            foreign_boundary=None if limit in self._managed else limit,
        )

    @cached_property
    def _by_name(self) -> dict[tuple[PrincipalKind, str], Principal]:
        named: dict[tuple[PrincipalKind, str], Principal] = {}
        for kind in PrincipalKind:
            for found in self._templates:
                for logical_id in resources(found.template, f"AWS::IAM::{kind}"):
                    name = str(found.ref(logical_id))
                    named[kind, name] = Principal(kind=kind, name=name, found=found, logical_id=logical_id)
        for kind, name, _ in self._attached:
            named.setdefault((kind, name), Principal(kind=kind, name=name))
        return named

    @cached_property
    def _attached(self) -> Sequence[tuple[PrincipalKind, str, Document]]:
        """The policies that say themselves whom they are attached to."""
        return [
            (
                kind,
                str(name),
                self._managed[found.ref(logical_id)] if type_ == _MANAGED else _document(logical_id, type_, given),
            )
            for found in self._templates
            for kind in PrincipalKind
            for type_ in ("AWS::IAM::Policy", f"AWS::IAM::{kind}Policy", _MANAGED)
            for logical_id, given in _properties(found, type_)
            for name in (*given.get(f"{kind}s", ()), *filter(None, [given.get(f"{kind}Name")]))
        ]

    @cached_property
    def _managed(self) -> Mapping[object, Document]:
        """The managed policies, by ARN."""
        return {
            found.ref(logical_id): _document(logical_id, _MANAGED, given)
            for found in self._templates
            for logical_id, given in _properties(found, _MANAGED)
        }

    def _documents(self, principal: Principal) -> Iterator[Document]:
        for place, inline in enumerate(principal.properties.get("Policies", ())):
            yield _document(f"{principal.logical_id}.Policies.{place}", f"AWS::IAM::{principal.kind}", inline)
        attached = [each for kind, name, each in self._attached if (kind, name) == (principal.kind, principal.name)]
        yield from attached
        yield from (
            self._managed[arn]
            for arn in _arns(principal)
            if arn in self._managed and self._managed[arn] not in attached
        )

    def _groups(self, principal: Principal) -> Iterable[Principal]:
        if principal.kind is not PrincipalKind.USER:
            return []
        names = [
            *principal.properties.get("Groups", ()),
            *(
                addition["GroupName"]
                for found in self._templates
                for _, addition in _properties(found, "AWS::IAM::UserToGroupAddition")
                if principal.name in addition["Users"]
            ),
        ]
        return [self.get(PrincipalKind.GROUP, name) for name in dict.fromkeys(names)]


def identity_policies(template: Template | Resolver, logical_id: str) -> list[Policy]:
    """The documents that apply to a role, a user (those of its groups too) or a group, but its boundary."""
    found = resolver(template)
    principals = Principals([found])
    principal = next(each for each in principals if each.logical_id == logical_id)
    return [each.document for each in principals.policies(principal).documents]


def _document(source: str, type_: str, holder: Mapping[str, Any]) -> Document:
    return Document(source=source, type=type_, kind="identity", document=document_in(holder["PolicyDocument"]))


def _arns(principal: Principal) -> Sequence[str]:
    arns: Sequence[str] = principal.properties.get("ManagedPolicyArns", ())
    return arns


def _properties(found: Resolver, type_: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for logical_id in resources(found.template, type_):
        yield logical_id, found.properties(logical_id)
