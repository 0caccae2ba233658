"""A Studio, and who is declared to be mapped to it."""

from collections.abc import Mapping as Table
from dataclasses import dataclass

from emr_studio_constructs.choices import GROUP_QUOTA, USER_QUOTA, IdentityType
from emr_studio_constructs.ops.aws import Aws

from .model import Declared, Identity

DEFAULT_QUOTAS: Table[IdentityType, int] = {
    IdentityType.USER: USER_QUOTA,
    IdentityType.GROUP: GROUP_QUOTA,
}


@dataclass(frozen=True, kw_only=True)
class Target:
    """One Studio to compare."""

    aws: Aws
    source: str
    """What declares it: a stack or a file."""
    studio_id: str
    declared: tuple[Declared, ...]
    managed: frozenset[IdentityType]
    """The types of identities about which the source says all: of the others, nothing is ever deleted."""
    leaving: frozenset[Identity] = frozenset()
    """Whose mappings the next deploy deletes: deployed templates have them, and the next ones have not."""
    not_to_prune: str | None = None
    """Why nobody can tell whether who is not declared here is declared elsewhere, where that is so."""
    tiers: Table[str, str]
    """The names of session policies, by ARN."""
    quotas: Table[IdentityType, int]
    instance_arn: str | None = None
    """The Identity Center instance, where the source names one."""

    def tier(self, session_policy_arn: str) -> str:
        """How people call a session policy: by its tier, or by its own name."""
        return self.tiers.get(session_policy_arn, policy_name(session_policy_arn))


def policy_name(arn: str) -> str:
    """The name of a managed policy."""
    return arn.rpartition("/")[2]
