"""How people sign in, as the library has it."""

from typing import assert_never

from emr_studio_constructs import Auth, IamAuth, IdentityCenterAuth
from emr_studio_constructs.app.config.auth import IamAuthConfig, IdentityCenterAuthConfig


def auth_of(config: IamAuthConfig | IdentityCenterAuthConfig) -> Auth:
    """The sign-in mode with its options."""
    match config:
        case IamAuthConfig():
            return IamAuth(
                idp_auth_url=config.idp_auth_url,
                idp_relay_state_parameter_name=config.idp_relay_state_parameter_name,
            )
        case IdentityCenterAuthConfig():
            return IdentityCenterAuth(
                instance_arn=config.instance_arn,
                user_assignment=config.user_assignment,
                trusted_identity_propagation=config.trusted_identity_propagation,
                user_quota=config.user_quota,
                group_quota=config.group_quota,
            )
        case _:
            assert_never(config)
