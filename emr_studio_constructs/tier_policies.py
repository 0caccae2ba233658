"""The managed policies for people: one for each tier in use, in both sign-in modes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from constructs import Construct

from ._border import check_list, check_path, listed, member
from .choices import GitSecrets
from .managed_policy import RowPolicy
from .policies.capabilities import CAPABILITIES, GATHERED, MANDATORY, Capability
from .policies.rendering import Things, gather, unite
from .policies.row import Allow
from .policies.tiers import ON_REQUEST, OPTIONAL, CustomTier, Tier, capabilities_of, describe_tier

_MOST_TIERS = 10  # managed policies a role may have, where AWS has not raised the quota


def requested_capabilities(optional: Sequence[Capability], git_secrets: GitSecrets) -> Sequence[Capability]:
    """The capabilities that the tiers of a Studio have on request; raises for one that is no matter of choice."""
    check_list("optional_capabilities", optional, "capabilities")
    if wrong := [capability for capability in optional if capability not in OPTIONAL]:
        message = f"optional_capabilities must be among {listed(OPTIONAL)}, got {listed(wrong)}"
        raise ValueError(message)
    by_user = member("git_secrets", git_secrets, GitSecrets) == GitSecrets.USER
    return [*optional, Capability.USER_GIT_SECRETS] if by_user else optional


@dataclass(frozen=True, kw_only=True)
class Attached:
    """What attached compute allows, by capability, and in which tiers: all that have the capability, or those named."""

    rows: Mapping[Capability, tuple[Allow, ...]]
    tiers: frozenset[str] | None

    def is_for(self, tier: Tier | CustomTier) -> bool:
        """Whether the compute was attached for a tier."""
        return self.tiers is None or _name(tier) in self.tiers


class TierPolicies(Construct):
    """One managed policy for each tier that somebody has; tiers that nobody has leave no trace."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        things: Things,
        requested: Sequence[Capability] = (),
        withheld: Sequence[Capability] = (),
        path: str | None = None,
    ) -> None:
        """Starts with no policy.

        Args:
            scope: Where the policies are defined.
            construct_id: Their id, unique in `scope`.
            things: What the names in the rows stand for.
            requested: The capabilities that the matrix gives only on request, and that this Studio requests.
            withheld: The capabilities that nobody can have in this Studio.
            path: The policies' path. Default: `/`.

        Raises:
            ValueError: `path` is no IAM path, or has a dot, which EMR refuses.
        """
        super().__init__(scope, construct_id)
        check_path("policy_path", path)
        self._things = things
        self._requested = frozenset(requested)
        self._withheld = frozenset(withheld)
        self._path = path
        self._attached: tuple[Attached, ...] = ()
        self._tiers: dict[str, Tier | CustomTier] = {}
        self._policies: dict[str, RowPolicy] = {}

    @property
    def sizes(self) -> Mapping[str, int]:
        """How large each tier's policy is, by tier: non-blank characters, of the 6,144 that IAM allows.

        What is known at deploy only is counted at its longest.
        """
        return {name: policy.size for name, policy in self._policies.items()}

    def policy(self, tier: Tier | CustomTier) -> RowPolicy:
        """The policy of a tier, defined when it is first asked for.

        Raises:
            ValueError: The policy is too large, a custom tier names what this Studio cannot do, another tier has the
                same name, or there are more tiers than a role may have policies.
        """
        tier = self._checked("tier", tier)
        name = _name(tier)
        if name not in self._policies:
            if len(self._policies) >= _MOST_TIERS:
                message = f"tiers must number at most {_MOST_TIERS} in one Studio, got {name!r} as one more: share them"
                raise ValueError(message)
            self._policies[name] = RowPolicy(
                self,
                name,
                rows=self._rows(tier, self._attached),
                things=self._things,
                description=describe_tier(name),
                path=self._path,
            )
            self._tiers[name] = tier
        return self._policies[name]

    def attach(
        self, kind: str, rows: Mapping[Capability, tuple[Allow, ...]], tiers: Sequence[Tier | CustomTier] | None
    ) -> Attached:
        """Lets attached compute decide what some capabilities allow, in policies made so far and those to come.

        Args:
            kind: What the compute is called in messages.
            rows: What it allows.
            tiers: Those that have it. Default: all with these capabilities.

        Raises:
            ValueError: This Studio cannot have such compute, one of `tiers` has none of its capabilities, or a policy
                becomes too large.
        """
        if refused := sorted(self._withheld & rows.keys()):
            message = (
                f"compute must not be {kind} in a Studio with trusted_identity_propagation: "
                f"its people cannot have {listed(refused)}"
            )
            raise ValueError(message)
        check_list("tiers", tiers, "tiers")
        chosen = None if tiers is None else [self._checked("tiers", tier) for tier in tiers]
        for tier in chosen or ():
            if not rows.keys() & set(self._capabilities(tier)):
                message = (
                    f"tiers of {kind} must have {listed(sorted(rows))}, got {_name(tier)}, which has none of it: "
                    "leave it out, or make a CustomTier that has"
                )
                raise ValueError(message)
        if chosen == []:
            message = f"tiers of {kind} must name one or more, got none: leave it out for all that can have it"
            raise ValueError(message)
        new = Attached(rows=rows, tiers=None if chosen is None else frozenset(map(_name, chosen)))
        attached = (*self._attached, new)
        for name, policy in self._policies.items():
            policy.check_rows(self._rows(self._tiers[name], attached))
        self._attached = attached
        self._tiers.update({_name(tier): tier for tier in chosen or ()})
        for name, policy in self._policies.items():
            policy.replace_rows(self._rows(self._tiers[name], attached))
        return new

    def has(self, tier: Tier | CustomTier, attached: Attached) -> bool:
        """Whether people with a tier may use compute that was attached."""
        tier = self._checked("tier", tier)
        return attached.is_for(tier) and bool(attached.rows.keys() & set(self._capabilities(tier)))

    def _checked(self, argument: str, tier: Tier | CustomTier) -> Tier | CustomTier:
        if not isinstance(tier, CustomTier):
            return member(argument, tier, Tier)
        if self._tiers.get(tier.name, tier) != tier:
            message = (
                f"CustomTier names must differ in one Studio, got {tier.name!r} for two different tiers: rename one"
            )
            raise ValueError(message)
        return tier

    def _capabilities(self, tier: Tier | CustomTier) -> Iterable[Capability]:
        if isinstance(tier, CustomTier):
            if refused := sorted(self._withheld.intersection(tier.capabilities)):
                message = (
                    f"CustomTier {tier.name!r} must not have {listed(refused)} in a Studio with "
                    "trusted_identity_propagation: such a Studio cannot do that"
                )
                raise ValueError(message)
            return tier.capabilities
        return (
            capability
            for capability in capabilities_of(tier)
            if capability not in self._withheld and (capability in self._requested or capability not in ON_REQUEST)
        )

    def _rows(self, tier: Tier | CustomTier, attached: Sequence[Attached]) -> list[Allow]:
        rows = [*MANDATORY]
        for capability in self._capabilities(tier):
            deciding = [each for each in attached if capability in each.rows]
            rows += [row for each in deciding if each.is_for(tier) for row in each.rows[capability]]
            if not deciding:
                rows += CAPABILITIES[capability]
        rows = unite(gather(rows, GATHERED))
        if isinstance(tier, CustomTier):
            rows += tier.rows
        return rows


def _name(tier: Tier | CustomTier) -> str:
    return tier.name if isinstance(tier, CustomTier) else tier.value
