"""One Studio, in a stack of its own."""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from emr_studio_constructs.app.errors import Mistake, Path
from emr_studio_constructs.choices import GitSecrets, IdentityType
from emr_studio_constructs.policies.tiers import Tier
from emr_studio_constructs.suggest import did_you_mean

from .access import AccessConfig
from .auth import AuthConfig, IamAuthConfig, IdentityCenterAuthConfig
from .compute import ComputeConfig
from .compute.emr_serverless import notebooks_as_data
from .monitoring import StudioMonitoringConfig
from .network import LookupVpcConfig, NetworkConfig
from .part import Part, refuse
from .people import People, Person, beyond_quota, mapped_twice, people_in
from .roles import RolesConfig
from .storage import StorageConfig
from .text import AccountId, Region, StackId, TagKey, TagValue
from .tiers import CustomTierConfig


class AcknowledgementConfig(Part):
    """A finding of cdk-nag about this Studio that is accepted."""

    id: Annotated[str, Field(min_length=1)]
    """The finding's id, as cdk-nag prints it behind "Acknowledge with"."""
    reason: Annotated[str, Field(min_length=10)]
    """Why it is accepted, for whoever reviews the Studio."""


class StudioConfig(Part):
    """A Studio and the stack it is in."""

    account: AccountId | None = None
    """The account, in quotes; goes with `region`. Default: that of the credentials at deployment."""
    region: Region | None = None
    """The Region; goes with `account`. Default: that of the credentials at deployment."""
    stack_name: StackId | None = None
    """The CloudFormation stack's name. Default: the Studio's key in this file."""
    termination_protection: bool = True
    """Whether the stack is protected from deletion."""
    tags: dict[TagKey, TagValue] = Field(default_factory=dict)
    """Tags for the Studio and all that is made with it."""

    studio_name: Annotated[str, Field(pattern=r"^[a-zA-Z0-9_-]{1,256}$", examples=["analytics"])] | None = None
    """The Studio's name, as people see it. Default: made from the stack's name."""
    description: Annotated[str, Field(max_length=256)] | None = None
    """What the Studio is for. Default: none."""

    auth: AuthConfig = IamAuthConfig(mode="IAM")
    """How people sign in. Default: with IAM."""
    network: NetworkConfig = NetworkConfig()
    """Where Workspaces run, and what they reach. Default: in a new VPC, with Git on the internet."""
    git_secrets: GitSecrets = GitSecrets.SERVICE_ROLE
    """Who reads the credentials of Git repositories: the SERVICE_ROLE, or each USER their own."""
    storage: StorageConfig | None = None
    """Where notebooks are kept. Default: in a new encrypted bucket, which is retained."""
    roles: RolesConfig = RolesConfig()
    """How IAM roles and policies are made."""
    compute: tuple[ComputeConfig, ...] = ()
    """What people may run notebooks on. Default: the EMR clusters on EC2 that exist."""

    optional_capabilities: tuple[Literal["SAGEMAKER", "CODEWHISPERER", "ATHENA"], ...] = ()
    """Other services that the ADVANCED tier may use. Default: none."""
    custom_tiers: dict[str, CustomTierConfig] = Field(default_factory=dict)
    """Tiers of your own, by name. Default: none."""

    users: People = Field(default_factory=dict)
    """Identity Center users: by user name the tier of each, or by any name `identity_id` and `tier`."""
    groups: People = Field(default_factory=dict)
    """Identity Center groups: by display name the tier of each, or by any name `identity_id` and `tier`."""
    people_file: Annotated[str, Field(examples=["people/analytics.yaml"])] | None = None
    """A file that holds `users` and `groups`, in place of those here; relative to this file."""
    access: tuple[AccessConfig, ...] = ()
    """IAM roles, users and groups, and the tier of each."""

    monitoring: StudioMonitoringConfig | None = None
    """How the Studio is watched. Default: it is not; {} for the usual alarms and a dashboard."""

    acknowledgements: tuple[AcknowledgementConfig, ...] = ()
    """Findings of cdk-nag that are accepted, beside those that come with every Studio. Default: none."""

    @property
    def people(self) -> tuple[Person, ...]:
        """Users and groups, whether they are written here or in a people file."""
        return people_in(self.users, self.groups)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        data = notebooks_as_data(self.compute, self.storage)
        refuse([*self._place(), *self._people(), *self._tiers(), *self._compute_ids(), *data])
        return self

    def _place(self) -> Iterator[Mistake]:
        if (self.account is None) != (self.region is None):
            given, lacking = ("region", "account") if self.account is None else ("account", "region")
            yield Mistake((given,), f"goes with {lacking}: add {lacking}, or remove {given}")
        if isinstance(self.network.vpc, LookupVpcConfig) and self.account is None:
            yield Mistake(
                ("network", "vpc"), "a VPC can be looked up only where account and region are given: add them"
            )

    def _people(self) -> Iterator[Mistake]:
        match self.auth:
            case IamAuthConfig():
                for key in ("people_file",) if self.people_file else ("users", "groups"):
                    if getattr(self, key):
                        text = "only with auth.mode IDENTITY_CENTER; with IAM, list people under access"
                        yield Mistake((key,), text)
            case IdentityCenterAuthConfig() as auth:
                if self.access:
                    text = "only with auth.mode IAM; with IDENTITY_CENTER, list people under users and groups"
                    yield Mistake(("access",), text)
                yield from mapped_twice(self.people)
                quotas = {IdentityType.USER: auth.user_quota, IdentityType.GROUP: auth.group_quota}
                yield from beyond_quota(self.people, quotas)
        grantees = [access.grantee for access in self.access]
        for position, grantee in enumerate(grantees):
            if grantee in grantees[:position]:
                yield Mistake(("access", position), f"{grantee} is listed twice: keep one entry")

    def _tiers(self) -> Iterator[Mistake]:
        known = [*Tier, *self.custom_tiers]
        named: list[tuple[Path, str]] = [(person.tier_path, person.tier) for person in self.people]
        named += [(("access", at, "tier"), access.tier) for at, access in enumerate(self.access) if access.tier]
        named += [
            (("compute", at, "tiers", position), tier)
            for at, compute in enumerate(self.compute)
            for position, tier in enumerate(compute.tiers or ())
        ]
        for path, tier in named:
            if tier not in known:
                yield Mistake(path, f"{tier!r} is no tier{did_you_mean(tier, known)}")

    def _compute_ids(self) -> Iterator[Mistake]:
        ids = [getattr(compute, "id", None) for compute in self.compute]
        for position, each in enumerate(ids):
            if each and each in ids[:position]:
                yield Mistake(("compute", position, "id"), f"{each!r} is other compute's id already: choose another")
