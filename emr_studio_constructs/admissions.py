"""Who may use compute that keeps a list of its own: each user, group or role is put on each list once."""

from collections.abc import Callable

from aws_cdk import aws_iam as iam

from .policies.tiers import CustomTier, Tier
from .tier_policies import Attached, TierPolicies


class Admissions:
    """The lists of a Studio's compute, and the people for them, whichever come first."""

    def __init__(self, tiers: TierPolicies) -> None:
        """Starts without lists and people."""
        self._tiers = tiers
        self._people: list[tuple[iam.IIdentity, Tier | CustomTier]] = []
        self._lists: list[tuple[Attached, Callable[[iam.IIdentity], None], list[iam.IIdentity]]] = []

    def open(self, attached: Attached, admit: Callable[[iam.IIdentity], None]) -> None:
        """Adds a list: `admit` puts an identity on it."""
        self._lists.append((attached, admit, []))
        self._settle()

    def let_in(self, identity: iam.IIdentity, tier: Tier | CustomTier) -> None:
        """Adds somebody with a tier to the lists of all compute that the tier has."""
        if (identity, tier) not in self._people:
            self._people.append((identity, tier))
            self._settle()

    def _settle(self) -> None:
        for attached, admit, admitted in self._lists:
            for identity, tier in self._people:
                if identity not in admitted and self._tiers.has(tier, attached):
                    admitted.append(identity)
                    admit(identity)
