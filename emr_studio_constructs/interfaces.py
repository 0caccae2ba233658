"""What the parts of a Studio know of a Studio and of compute, without knowing how they are made."""

from collections.abc import Mapping
from typing import Protocol

from aws_cdk import aws_iam as iam

from .access import SourceIdentity, StudioTag
from .auth import Auth
from .mappings import SessionMapping
from .policies.capabilities import Capability
from .policies.row import Allow
from .policies.tiers import CustomTier, Tier


class Compute(Protocol):
    """Something that people of a Studio can attach Workspaces to, such as `EmrOnEc2`."""

    def bind(self, studio: "IEmrStudio") -> Mapping[Capability, tuple[Allow, ...]]:
        """Fits the compute to a Studio, and returns the rows that take the place of its capabilities' own."""
        ...


class IEmrStudio(Protocol):
    """A Studio, defined here or imported. For annotations: `EmrStudio` and imported Studios fit it as they are."""

    @property
    def studio_id(self) -> str:
        """The Studio's id, `es-` and capital letters and digits."""
        ...

    @property
    def studio_arn(self) -> str:
        """The Studio's ARN."""
        ...

    @property
    def url(self) -> str:
        """Where people open the Studio."""
        ...

    @property
    def deep_link(self) -> str:
        """The console's address of the Studio, as the target of a tile in an identity provider's portal."""
        ...

    @property
    def auth(self) -> Auth:
        """How people sign in."""
        ...

    def add_user(
        self, name: str | None = None, *, identity_id: str | None = None, tier: Tier | CustomTier
    ) -> SessionMapping:
        """Lets a user of IAM Identity Center use the Studio."""
        ...

    def add_group(
        self, name: str | None = None, *, identity_id: str | None = None, tier: Tier | CustomTier
    ) -> SessionMapping:
        """Lets a group of IAM Identity Center use the Studio."""
        ...

    def add_tier(self, tier: Tier | CustomTier) -> iam.IManagedPolicy:
        """Makes the session policy of a tier, for people who are mapped outside of the stack."""
        ...

    def grant_access(
        self,
        grantee: iam.IGrantable,
        *,
        tier: Tier | CustomTier,
        by: StudioTag | SourceIdentity | None = None,
        console: bool = False,
    ) -> iam.Grant:
        """Lets an IAM user, group or role use the Studio."""
        ...

    def grant_sign_in(
        self, grantee: iam.IGrantable, *, by: StudioTag | SourceIdentity | None = None, console: bool = False
    ) -> iam.Grant:
        """Lets an IAM user, group or role open the Studio, without a tier's permissions."""
        ...

    def add_compute(self, compute: Compute) -> None:
        """Lets people attach Workspaces to compute."""
        ...
