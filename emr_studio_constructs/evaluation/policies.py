"""The policies that apply to a request, by what kind they are.

https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .rules import Rule, read_rule
from .statements import Statement

Policy = Mapping[str, Any]
_ELEMENTS = {"Id", "Statement", "Version"}
_VERSION = "2012-10-17"
_VERSIONS = ("2008-10-17", _VERSION)


@dataclass(frozen=True, kw_only=True)
class NamedPolicy:
    """A policy document without references, and where it stands, such as a logical id.

    Its statements are read once, when they are first asked for.
    """

    name: str
    document: Policy

    @cached_property
    def of_principal(self) -> tuple[Rule, ...]:
        """Its statements, as those of a policy of a role, a user or a session.

        Raises:
            ValueError: For a document that IAM does not take, with the statement that is wrong.
        """
        if wrong := next((rule for rule in self._rules if rule.principals is not None), None):
            raise ValueError(f"{wrong.statement} names principals, which policies of principals do not")
        return self._rules

    @cached_property
    def of_resource(self) -> tuple[Rule, ...]:
        """Its statements, as those of a policy of a bucket, a key, a role to assume.

        Raises:
            ValueError: For a document that IAM does not take, with the statement that is wrong.
        """
        if wrong := next((rule for rule in self._rules if rule.principals is None), None):
            raise ValueError(f"{wrong.statement} names no principal, which policies of resources do")
        return self._rules

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        if unknown := self.document.keys() - _ELEMENTS:
            raise ValueError(f"{self.name}: no element of a policy: {min(unknown)!r}")
        version = self.document.get("Version", _VERSIONS[0])
        if version not in _VERSIONS:
            raise ValueError(f"{self.name}: the version is {' or '.join(_VERSIONS)}, not {version!r}")
        if "Statement" not in self.document:
            raise ValueError(f"{self.name}: a policy has statements")
        written = self.document["Statement"]
        bodies = written if isinstance(written, list) else [written]
        if wrong := next((body for body in bodies if not isinstance(body, Mapping)), None):
            raise ValueError(f"{self.name}: a statement is an object, not {wrong!r}")
        statements = (
            Statement(policy=self.name, number=number, sid=body.get("Sid"), body=body)
            for number, body in enumerate(bodies, start=1)
        )
        return tuple(read_rule(statement, variables=version == _VERSION) for statement in statements)


@dataclass(frozen=True, kw_only=True)
class Policies:
    """What applies to a request. Only what is given limits it: no boundary is no limit, an empty one allows nothing.

    Args:
        identity: Those of the principal, of a user's groups, too. Default: none, which allows nothing by itself.
        session: Given when the session began; several are as one that has the statements of all. Default: none.
        boundary: The permissions boundary of the role or user. Default: none.
        resource: That of the bucket, the key or another resource; the trust policy of a role to assume. Default: none,
            by which nobody uses a key, assumes a role or reaches another account.
    """

    identity: Sequence[NamedPolicy] = ()
    session: NamedPolicy | None = None
    boundary: NamedPolicy | None = None
    resource: NamedPolicy | None = None

    @property
    def of_principal(self) -> tuple[NamedPolicy, ...]:
        """All but that of the resource."""
        return (*self.identity, *filter(None, (self.session, self.boundary)))
