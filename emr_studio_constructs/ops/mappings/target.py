"""A Studio, and who is declared to be mapped to it."""

from collections.abc import Mapping as Table
from dataclasses import dataclass

from emr_studio_constructs.mappings import IdentityType
from emr_studio_constructs.ops.aws import Aws, connect
from emr_studio_constructs.ops.errors import OpsError

from .model import Declared, Identity

DEFAULT_QUOTAS: Table[IdentityType, int] = {IdentityType.USER: 100, IdentityType.GROUP: 5}


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


@dataclass(frozen=True, kw_only=True)
class Access:
    """The credentials and Region that the command line names."""

    profile: str | None = None
    region: str | None = None

    def connect(self, what: str, *, account: str | None = None, region: str | None = None) -> Aws:
        """The account and Region that a source names; what it does not name is that of the command line.

        Args:
            what: What is there, for messages.
            account: The account that the source names.
            region: The Region that it names.

        Raises:
            OpsError: The credentials are of another account.
        """
        aws = connect(profile=self.profile, region=region or self.region)
        if account and aws.account != account:
            raise OpsError(
                f"{what} is of account {account}, and the credentials are of account {aws.account}: "
                f"choose others by --profile, or other Studios by --studio"
            )
        return aws


def policy_name(arn: str) -> str:
    """The name of a managed policy."""
    return arn.rpartition("/")[2]
