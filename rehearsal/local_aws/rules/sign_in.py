"""How people sign in, and what belongs to which mode."""

from typing import Any

from rehearsal.local_aws import identity_center
from rehearsal.local_aws.errors import invalid_request

Json = dict[str, Any]
_IDENTITY_CENTER_ONLY = ("IdcInstanceArn", "IdcUserAssignment", "TrustedIdentityPropagationEnabled")


def check(studio: Json) -> None:
    """The rules of the Studio's mode."""
    if studio["AuthMode"] == "IAM":
        no_user_role_in_iam_mode(studio)
        no_identity_center_in_iam_mode(studio)
    else:
        user_role_in_sso_mode(studio)
        identity_center_is_enabled()


def no_user_role_in_iam_mode(studio: Json) -> None:
    """People in IAM mode have their own permissions.

    Source: https://docs.aws.amazon.com/emr/latest/APIReference/API_CreateStudio.html, UserRole
    """
    if studio.get("UserRole"):
        raise invalid_request("UserRole must not be specified when AuthMode is IAM.")


def user_role_in_sso_mode(studio: Json) -> None:
    """People of Identity Center take on the user role.

    Source: https://docs.aws.amazon.com/emr/latest/APIReference/API_CreateStudio.html, UserRole
    """
    if not studio.get("UserRole"):
        raise invalid_request("UserRole must be specified when AuthMode is SSO.")


def identity_center_is_enabled() -> None:
    """Identity Center must be enabled in the Studio's Region.

    Source: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-authentication.html
    """
    if not identity_center.is_enabled():
        raise invalid_request("IAM Identity Center is not enabled.")


def no_identity_center_in_iam_mode(studio: Json) -> None:
    """IAM mode goes without the settings of Identity Center.

    Our reading: AWS says what they are for, not that they are refused elsewhere.
    """
    for name in _IDENTITY_CENTER_ONLY:
        if studio.get(name):
            raise invalid_request(f"{name} must not be specified when AuthMode is IAM.")


def mappings_in_sso_mode_only(studio: Json) -> None:
    """Mappings belong to Identity Center.

    Source: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-manage-users.html
    """
    if studio["AuthMode"] != "SSO":
        raise invalid_request("Session mappings are only supported for Studios with AuthMode SSO.")
