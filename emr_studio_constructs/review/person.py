"""Somebody who works with a Studio, with the policies that decide about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from emr_studio_constructs.evaluation import Policies

_ACCOUNT_FIELD = 4


class PersonKind(StrEnum):
    """As what somebody comes."""

    TIER = "tier"
    """Nobody in person: whoever has a tier."""
    USER = "user"
    """A user of IAM Identity Center or of IAM, by how people sign in."""
    GROUP = "group"
    """Any member of a group, likewise."""
    ROLE = "role"
    """Whoever takes on an IAM role."""
    SERVICE_ROLE = "service role"
    """EMR Studio itself."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who works with a Studio."""

    name: str
    kind: PersonKind
    tier: str | None = None
    """The tier whose policy they have; none where the policies are no tier's."""
    policies: Policies
    principal: str
    """The ARN by which requests are made: for a role, that of a session."""
    principal_arn: str
    """What `aws:PrincipalArn` is in requests: for a role, its own ARN."""
    user_id: str
    """What `aws:userid` is in requests."""
    logical_id: str | None = None
    """Where a template defines or maps them; of a tier, its policy."""
    stack: str = ""
    """The name of the stack of that template."""
    unknown: tuple[str, ...] = ()
    """What is in no template and may change the answers, a sentence each."""

    @property
    def context(self) -> Mapping[str, str]:
        """What all their requests carry."""
        return {
            "aws:userid": self.user_id,
            "aws:PrincipalArn": self.principal_arn,
            "aws:PrincipalAccount": self.principal.split(":")[_ACCOUNT_FIELD],
        }
