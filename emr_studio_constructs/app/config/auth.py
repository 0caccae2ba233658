"""How people sign in to a Studio: two modes that share no option."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from emr_studio_constructs.choices import GROUP_QUOTA, USER_QUOTA, UserAssignment

from .part import Part
from .text import IdentityCenterArn


class MappedBy(StrEnum):
    """Who maps people to their tiers."""

    STACK = "STACK"
    """CloudFormation, as a part of the Studio's stack."""
    CLI = "CLI"
    """`emr-studio mappings apply`."""


class IamAuthConfig(Part):
    """People sign in with IAM: as users, or as roles through the console or a SAML identity provider."""

    mode: Literal["IAM"]
    """IAM: people's permissions sit on their IAM user, group or role. See `access`."""
    idp_auth_url: Annotated[str, Field(pattern="^https://", examples=["https://idp.example.com/app/emr"])] | None = None
    """Where the identity provider starts a sign-in, so that the Studio's URL leads there. Default: the AWS console."""
    idp_relay_state_parameter_name: Annotated[str, Field(examples=["RelayState", "TargetResource"])] | None = None
    """The provider's name for the relay state; goes with `idp_auth_url`. RelayState for Auth0, Google, Azure and Okta,
    TargetResource for PingFederate and PingOne."""


class IdentityCenterAuthConfig(Part):
    """People sign in with IAM Identity Center."""

    mode: Literal["IDENTITY_CENTER"]
    """IAM Identity Center, in the Studio's own Region. See `users` and `groups`."""
    instance_arn: IdentityCenterArn | None = None
    """The Identity Center instance. Default: the account's or organization's own."""
    user_assignment: UserAssignment | None = None
    """REQUIRED: only assigned users and groups may sign in. OPTIONAL: everyone in the directory.
    Default: EMR decides."""
    trusted_identity_propagation: bool = False
    """Whether clusters learn who the person is. Such a Studio works only with EMR on EC2 clusters made for it."""
    user_quota: Annotated[int, Field(ge=0)] = USER_QUOTA
    """How many users the account lets a Studio have."""
    group_quota: Annotated[int, Field(ge=0)] = GROUP_QUOTA
    """How many groups the account lets a Studio have."""
    mapped_by: MappedBy = MappedBy.STACK
    """Who maps users and groups. STACK: the stack does. CLI: `emr-studio mappings apply` does, so that people change
    without a deploy; the stack has the policies of all tiers, and no mappings."""


AuthConfig = Annotated[IamAuthConfig | IdentityCenterAuthConfig, Field(discriminator="mode")]
