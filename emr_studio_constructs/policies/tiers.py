"""Which tier may do what: a matrix of capability by tier, shaped like AWS's own table.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .capabilities import Capability
from .row import Allow


class Tier(StrEnum):
    """How much a person may do in a Studio; each tier holds the one before it."""

    BASIC = "BASIC"
    """Workspaces, Git, and attaching to existing compute."""
    INTERMEDIATE = "INTERMEDIATE"
    """BASIC, and starting compute that the platform team has prepared."""
    ADVANCED = "ADVANCED"
    """INTERMEDIATE, creating clusters of one's own, and the optional capabilities of the Studio."""


MATRIX = (
    # from this tier up,  people can do this
    (Tier.BASIC, Capability.WORKSPACES),
    (Tier.BASIC, Capability.COLLABORATION),
    (Tier.BASIC, Capability.BUCKETS_AND_LOGS),
    (Tier.BASIC, Capability.CLUSTERS),
    (Tier.BASIC, Capability.PERSISTENT_APP_UI),
    (Tier.BASIC, Capability.ON_CLUSTER_APP_UI),
    (Tier.BASIC, Capability.GIT),
    (Tier.BASIC, Capability.USER_GIT_SECRETS),  # where the Studio has git_secrets=GitSecrets.USER
    (Tier.BASIC, Capability.DESCRIBE_NETWORK),
    (Tier.BASIC, Capability.LIST_ROLES),
    (Tier.BASIC, Capability.RUNTIME_ROLES),  # where an EmrOnEc2 names such roles
    (Tier.BASIC, Capability.EMR_ON_EKS),  # where an EmrOnEksEndpoint is attached
    (Tier.BASIC, Capability.EMR_ON_EKS_JOB_RUNS),  # likewise
    (Tier.INTERMEDIATE, Capability.EMR_SERVERLESS),  # where an EmrServerlessApp is attached
    (Tier.INTERMEDIATE, Capability.CLUSTER_TEMPLATES),  # where ClusterTemplates are attached
    (Tier.ADVANCED, Capability.CLUSTER_CREATION),  # where an EmrOnEc2 names the roles for it
    (Tier.ADVANCED, Capability.SAGEMAKER),  # where the Studio has it in optional_capabilities
    (Tier.ADVANCED, Capability.CODEWHISPERER),  # likewise
    (Tier.ADVANCED, Capability.ATHENA),  # likewise
)

OPTIONAL = (Capability.SAGEMAKER, Capability.CODEWHISPERER, Capability.ATHENA)
"""Capabilities that a tier has only where the Studio was told so: other services, with costs of their own."""

ON_REQUEST = (*OPTIONAL, Capability.USER_GIT_SECRETS)
"""All capabilities of the matrix that a Studio must ask for."""

WITHHELD_FROM_PROPAGATION = (
    Capability.COLLABORATION,
    Capability.RUNTIME_ROLES,
    Capability.EMR_ON_EKS,
    Capability.EMR_ON_EKS_JOB_RUNS,
    Capability.EMR_SERVERLESS,
    Capability.CLUSTER_CREATION,
)
"""What a Studio with trusted identity propagation cannot do, whoever asks.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-idc-considerations.html
"""


_DESCRIPTION = "What people with tier {} may do in an EMR Studio"


def describe_tier(name: str) -> str:
    """The description of a tier's policy; to change it is to replace the policies."""
    return _DESCRIPTION.format(name)


def tier_described(description: str) -> str | None:
    """The name of the tier whose policy has a description; none of another policy."""
    found = re.fullmatch(_DESCRIPTION.format("(.+)"), description)
    return found[1] if found else None


def capabilities_of(tier: Tier) -> tuple[Capability, ...]:
    """The capabilities of a tier: its own and those of the tiers before it."""
    order = list(Tier)
    return tuple(capability for lowest, capability in MATRIX if order.index(tier) >= order.index(lowest))


@dataclass(frozen=True, kw_only=True)
class CustomTier:
    """A tier of your own: capabilities and rows by choice, with the rows that AWS demands of every policy.

    Args:
        name: What it is called: 1 to 32 letters, digits and hyphens, a letter first; becomes part of the policy's
            construct id. Two different tiers of one Studio need two names.
        capabilities: What its people can do. Naming an optional one turns it on for this tier. Those that depend on
            attached compute allow nothing until such compute is attached.
        rows: Permissions of your own, with sids unlike those of the capabilities. Default: none.

    Raises:
        ValueError: The name does not fit or is that of a built-in tier, or the tier allows nothing.
    """

    name: str
    capabilities: Sequence[Capability]
    rows: Sequence[Allow] = ()

    def __post_init__(self) -> None:
        """Checks the name, and freezes the lists."""
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{0,31}", self.name):
            message = f"CustomTier name must be 1 to 32 letters, digits and hyphens, a letter first, got {self.name!r}"
            raise ValueError(message)
        if self.name.upper() in Tier.__members__:
            message = f"CustomTier name must not be that of a built-in tier, got {self.name!r}: choose another name"
            raise ValueError(message)
        for argument, values, things in (
            ("capabilities", self.capabilities, "capabilities"),
            ("rows", self.rows, "Allow(...)"),
        ):
            if isinstance(values, str | Allow):
                message = (
                    f"CustomTier {self.name!r} {argument} must be a list of {things}, got {values!r}: use brackets"
                )
                raise ValueError(message)
        if not self.capabilities and not self.rows:
            message = f"CustomTier {self.name!r} must have capabilities or rows, got neither: it would allow nothing"
            raise ValueError(message)
        if wrong := [str(each) for each in self.capabilities if each not in set(Capability)]:
            message = f"CustomTier {self.name!r} must have capabilities among {', '.join(Capability)}, got {wrong[0]!r}"
            raise ValueError(message)
        object.__setattr__(self, "capabilities", tuple(map(Capability, self.capabilities)))
        object.__setattr__(self, "rows", tuple(self.rows))
