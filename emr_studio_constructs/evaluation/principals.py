"""Who asks, and how the `Principal` of a resource's policy names them.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any

from .elements import keyed, texts

_SESSION = re.compile(r"arn:([\w-]+):sts::(\d{12}):assumed-role/([^/]+)/.+")
_IDENTITY = re.compile(r"arn:([\w-]+):iam::(\d{12}):(?:user|role)/.+")
_OUTSIDE = re.compile(r"arn:[\w-]+:iam::\d{12}:(?:saml|oidc)-provider/.+|[\w-]+(\.[\w-]+)+")
_KINDS = frozenset({"AWS", "Service", "Federated", "CanonicalUser"})
_EVERYBODY = "*"


class Named(IntEnum):
    """How a policy names somebody: the higher, the less stands in the way of what it allows."""

    NOT = 0
    BY_ACCOUNT = 1
    BY_ROLE = 2
    DIRECTLY = 3


@dataclass(frozen=True)
class Principal:
    """A role session, a role, an IAM user, an identity provider or a service.

    Raises:
        ValueError: For any other principal, such as the root user of an account.
    """

    name: str

    def __post_init__(self) -> None:
        """Refuses principals that IAM treats in ways of their own."""
        if not any(kind.fullmatch(self.name) for kind in (_SESSION, _IDENTITY, _OUTSIDE)):
            raise ValueError(
                f"principal {self.name!r} cannot be judged: name a role session, a role, an IAM user, "
                "an identity provider or a service"
            )

    @cached_property
    def account(self) -> str:
        """The account whose policies apply; services and identity providers have none."""
        found = _SESSION.fullmatch(self.name) or _IDENTITY.fullmatch(self.name)
        return found[2] if found else ""

    def named(self, element: str | Mapping[str, Any]) -> Named:
        """How a `Principal` element names this principal, at best."""
        return max((self._named(name) for _, name in _by_kind(element)), default=Named.NOT)

    def _named(self, name: str) -> Named:
        if name == _EVERYBODY:
            return Named.DIRECTLY
        if self._role and self._role.fullmatch(name):
            return Named.BY_ROLE
        if name == self.name:
            return Named.DIRECTLY
        return Named.BY_ACCOUNT if name in self._names_of_account else Named.NOT

    @cached_property
    def _role(self) -> re.Pattern[str] | None:
        """The role, with any path: sessions do not tell it, but no two roles of an account share a name."""
        if found := _SESSION.fullmatch(self.name):
            partition, account, role = found.groups()
            return re.compile(f"arn:{partition}:iam::{account}:role/(?:.+/)?{re.escape(role)}")
        return re.compile(re.escape(self.name)) if ":role/" in self.name else None

    @cached_property
    def _names_of_account(self) -> tuple[str, ...]:
        if not self.account:
            return ()
        partition = self.name.split(":")[1]
        return self.account, f"arn:{partition}:iam::{self.account}:root"


def check_principals(element: str | Mapping[str, Any]) -> None:
    """Refuses what IAM does not take as a `Principal`.

    Raises:
        ValueError: For a kind that there is not, or a wildcard for more or less than everybody.
    """
    for kind, name in _by_kind(element):
        if kind not in _KINDS:
            raise ValueError(f"principals are of the kinds {', '.join(sorted(_KINDS))}, not {kind!r}")
        if ("*" in name or "?" in name) and (kind, name) != ("AWS", _EVERYBODY):
            raise ValueError(
                f"principal {name!r} of the kind {kind}: no wildcard stands for a part of a name or a kind"
            )


def _by_kind(element: str | Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    kinds = {"AWS": element} if isinstance(element, str) else keyed(element)
    return ((kind, name) for kind, names in kinds.items() for name in texts(names))
