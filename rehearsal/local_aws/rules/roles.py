"""The roles a Studio works with: they exist, they trust EMR, and whoever makes the Studio may pass them."""

from typing import Any

from rehearsal.local_aws.arns import studio_arn
from rehearsal.local_aws.emulator.iam import trusts
from rehearsal.local_aws.emulator.request import account
from rehearsal.local_aws.errors import invalid_request
from rehearsal.local_aws.passing import EMR, check_passing

from ._lookup import look_up

Json = dict[str, Any]


def check(studio: Json) -> None:
    """The rules of both roles."""
    for name in ("ServiceRole", "UserRole"):
        if given := studio.get(name):
            role = role_exists(name, given)
            caller_passes(role)
            role_trusts_emr(name, role)


def role_exists(name: str, given: str) -> Json:
    """The role is one of this account, by its name or its whole ARN, with path; returns it.

    Source: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-create-studio.html, its samples
    Our reading: a role of another account, which nobody here could pass to EMR, is one that does not exist.
    """
    message = f"{name} is invalid: role {given} does not exist."
    role: Json = look_up("iam", "get_role", message, RoleName=given.rpartition("/")[2])["Role"]
    if given not in (role["RoleName"], role["Arn"]):
        raise invalid_request(message)
    return role


def role_trusts_emr(name: str, role: Json) -> None:
    """EMR can take on the role.

    Source: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-service-role.html, its trust policy
    Our reading: `aws:SourceArn` is a Studio of this account and Region, `aws:SourceAccount` this account; and the user
    role, for which AWS shows no conditions, is tried in the same way.
    """
    context = {"aws:SourceAccount": account(), "aws:SourceArn": studio_arn("es-ANY")}
    if not trusts(role["AssumeRolePolicyDocument"], EMR, "sts:AssumeRole", context):
        raise invalid_request(f"{name} is invalid: the entity does not have permissions to assume role {role['Arn']}.")


def caller_passes(role: Json) -> None:
    """Whoever hands a role to a service needs `iam:PassRole` on it.

    Source: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-admin-permissions.html
    """
    check_passing(role["Arn"], EMR)
