"""How people sign in to a Studio: by IAM, also federated, or by IAM Identity Center."""

from dataclasses import dataclass
from typing import Final, TypedDict

from ._border import check_both, check_length, check_pattern, is_known, member
from .choices import GROUP_QUOTA, USER_QUOTA, UserAssignment

_HTTPS = r"https://\S+"
_INSTANCE_ARN = r"arn:aws(-[a-z]+)*:sso:::instance/(sso)?ins-[a-zA-Z0-9.-]{16}"


class SignInProperties(TypedDict, total=False):
    """The properties of `AWS::EMR::Studio` that a sign-in mode decides on."""

    auth_mode: str
    idc_instance_arn: str | None
    idc_user_assignment: str | None
    trusted_identity_propagation_enabled: bool | None
    idp_auth_url: str | None
    idp_relay_state_parameter_name: str | None


class RelayState:
    """What identity providers call their RelayState parameter."""

    AUTH0: Final = "RelayState"
    AZURE: Final = "RelayState"
    GOOGLE: Final = "RelayState"
    OKTA: Final = "RelayState"
    PING_FEDERATE: Final = "TargetResource"
    PING_ONE: Final = "TargetResource"


@dataclass(frozen=True, kw_only=True)
class IamAuth:
    """People sign in as IAM users or roles; who may do what is granted with `EmrStudio.grant_access`.

    Three ways in work: the Studio's URL (for federated people only with both arguments here), a tile in the identity
    provider's portal that leads to `EmrStudio.deep_link`, and the console.

    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-authentication.html

    Args:
        idp_auth_url: Where the Studio's URL sends people to sign in, an `https://` address of 4,096 characters at
            most. Default: people who open the Studio's URL must be signed in to AWS already.
        idp_relay_state_parameter_name: What the identity provider calls its RelayState parameter, 256 characters at
            most; `RelayState` has the names of known providers. Needed with `idp_auth_url`, and only with it.

    Raises:
        ValueError: One argument without the other, or an address that is not `https://`.
    """

    idp_auth_url: str | None = None
    idp_relay_state_parameter_name: str | None = None

    def __post_init__(self) -> None:
        """Checks that both arguments fit."""
        check_both(
            "pass both for federation, or neither",
            idp_auth_url=self.idp_auth_url is not None,
            idp_relay_state_parameter_name=self.idp_relay_state_parameter_name is not None,
        )
        check_pattern("idp_auth_url", self.idp_auth_url, _HTTPS, "an address that starts with https://")
        check_length("idp_auth_url", self.idp_auth_url, 4096)
        check_length("idp_relay_state_parameter_name", self.idp_relay_state_parameter_name, 256, shortest=1)

    @property
    def properties(self) -> SignInProperties:
        """What the Studio is defined with."""
        return {
            "auth_mode": "IAM",
            "idp_auth_url": self.idp_auth_url,
            "idp_relay_state_parameter_name": self.idp_relay_state_parameter_name,
        }


@dataclass(frozen=True, kw_only=True)
class IdentityCenterAuth:
    """People sign in by IAM Identity Center; who may do what is mapped with `EmrStudio.add_user` and `add_group`.

    IAM Identity Center must be enabled in the Studio's Region; a mode cannot be changed later without a new Studio.

    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-authentication.html
    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-considerations.html

    Args:
        instance_arn: The ARN of the Identity Center instance. Default: EMR finds the instance of the account.
        user_assignment: Whether only assigned people may sign in. Default: EMR decides, today REQUIRED.
        trusted_identity_propagation: Whether a person's identity reaches the data. Such a Studio attaches only to
            EMR on EC2 clusters that propagate identities themselves (EMR 6.15 and up, Spark), and has no
            collaboration and no creation of clusters by hand; asking for those is refused. Default: not.
        user_quota: How many users one Studio may have: the account's quota, 100 where AWS has not raised it.
        group_quota: How many groups one Studio may have: the account's quota, 5 where AWS has not raised it.

    Raises:
        ValueError: `instance_arn` is not the ARN of an Identity Center instance, or a quota is below 0.
    """

    instance_arn: str | None = None
    user_assignment: UserAssignment | None = None
    trusted_identity_propagation: bool = False
    user_quota: int = USER_QUOTA
    group_quota: int = GROUP_QUOTA

    def __post_init__(self) -> None:
        """Checks the arguments that can be read now."""
        if self.user_assignment is not None and is_known(self.user_assignment):
            member("user_assignment", self.user_assignment, UserAssignment)
        check_pattern(
            "instance_arn",
            self.instance_arn,
            _INSTANCE_ARN,
            "the ARN of an Identity Center instance, like arn:aws:sso:::instance/ssoins-1234567890abcdef",
        )
        for quota, value in (("user_quota", self.user_quota), ("group_quota", self.group_quota)):
            if is_known(value) and value < 0:
                message = f"{quota} must be 0 or more, got {value}"
                raise ValueError(message)

    @property
    def properties(self) -> SignInProperties:
        """What the Studio is defined with."""
        return {
            "auth_mode": "SSO",
            "idc_instance_arn": self.instance_arn,
            "idc_user_assignment": self.user_assignment,
            "trusted_identity_propagation_enabled": self.trusted_identity_propagation or None,
        }


Auth = IamAuth | IdentityCenterAuth
"""How people sign in to a Studio."""


def check_auth(auth: object) -> None:
    """Raises a `ValueError` for what is no way to sign in."""
    if not isinstance(auth, IamAuth | IdentityCenterAuth):
        message = f"auth must be IamAuth(...) or IdentityCenterAuth(...), got {auth!r}"
        raise ValueError(message)


def propagates_identity(auth: Auth) -> bool:
    """Tells whether people's identities reach the data, which limits what a Studio can do."""
    return isinstance(auth, IdentityCenterAuth) and auth.trusted_identity_propagation
