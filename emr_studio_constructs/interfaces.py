"""What the parts of a Studio know of a Studio and of compute, without knowing how they are made."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk.interfaces import ResourceEnvironment

from .access import SourceIdentity, StudioTag
from .auth import Auth
from .endpoints import InterfaceEndpoints
from .git import PrivateGitServer
from .mappings import SessionMapping
from .policies.capabilities import Capability
from .policies.row import Allow
from .policies.tiers import CustomTier, Tier


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """What compute brings to a Studio.

    Args:
        rows: What it allows, by capability. In tiers without a capability its rows have no place.
        admit: Called once for each user, group or role, or for the user role, that can have one of these capabilities;
            for compute that keeps a list of its own of who may use it. Default: it keeps none.
    """

    rows: Mapping[Capability, tuple[Allow, ...]]
    admit: Callable[[iam.IIdentity], None] | None = None


class Compute(Protocol):
    """Something that people of a Studio can attach Workspaces to, such as `EmrOnEc2`."""

    def bind(self, studio: "IEmrStudio") -> Attachment:
        """Fits the compute to a Studio, and says what its people may do with it; called by `add_compute`."""
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
    def env(self) -> ResourceEnvironment:
        """The account and Region that the Studio is in."""
        ...

    @property
    def auth(self) -> Auth:
        """How people sign in."""
        ...

    @property
    def vpc(self) -> ec2.IVpc | None:
        """Where the Studio lives; none where it was imported without it."""
        ...

    @property
    def subnets(self) -> Sequence[ec2.ISubnet]:
        """The Studio's subnets; none where it was imported without them."""
        ...

    @property
    def nat_gateway_ids(self) -> Sequence[str]:
        """The NAT gateways that were defined with the Studio."""
        ...

    @property
    def interface_endpoints(self) -> InterfaceEndpoints:
        """The interface endpoints that were defined with the Studio, by the service that they lead to."""
        ...

    @property
    def bucket(self) -> s3.IBucket | None:
        """Where notebooks are saved; none where the Studio was imported without it."""
        ...

    @property
    def prefix(self) -> str:
        """The Studio's own part of the bucket, without slashes at its ends; empty for all of it."""
        ...

    @property
    def encryption_key(self) -> kms.IKey | None:
        """The KMS key that notebooks are encrypted with; none where S3 manages it, or where it is not known."""
        ...

    @property
    def user_role(self) -> iam.IRole | None:
        """The role of everybody signed in by IAM Identity Center; none in IAM mode, or where it is not known."""
        ...

    @property
    def mapping_role(self) -> iam.IRole | None:
        """The role of the function that maps people by id; none as long as it maps nobody."""
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

    def add_compute(self, compute: Compute, *, tiers: Sequence[Tier | CustomTier] | None = None) -> None:
        """Lets people attach Workspaces to compute."""
        ...

    def for_each_compute(self, act: Callable[[Compute], None]) -> None:
        """Calls `act` with each piece of compute, those that were added and those that will be."""
        ...

    def add_private_git_server(self, server: PrivateGitServer) -> None:
        """Lets Workspaces use a Git server in a private network."""
        ...
