"""IAM roles, users, groups and policies that exist already, named in the config by name or ARN."""

from typing import cast

from aws_cdk import aws_iam as iam
from constructs import Construct, IConstruct


def role_of(scope: Construct, name_or_arn: str) -> iam.IRole:
    """An existing role."""
    imported, construct_id = _find(scope, "Role", name_or_arn)
    if imported:
        return cast("iam.IRole", imported)
    if _is_arn(name_or_arn):
        return iam.Role.from_role_arn(scope, construct_id, name_or_arn)
    return iam.Role.from_role_name(scope, construct_id, name_or_arn)


def user_of(scope: Construct, name_or_arn: str) -> iam.IUser:
    """An existing user."""
    imported, construct_id = _find(scope, "User", name_or_arn)
    if imported:
        return cast("iam.IUser", imported)
    if _is_arn(name_or_arn):
        return iam.User.from_user_arn(scope, construct_id, name_or_arn)
    return iam.User.from_user_name(scope, construct_id, name_or_arn)


def group_of(scope: Construct, name_or_arn: str) -> iam.IGroup:
    """An existing group."""
    imported, construct_id = _find(scope, "Group", name_or_arn)
    if imported:
        return cast("iam.IGroup", imported)
    if _is_arn(name_or_arn):
        return iam.Group.from_group_arn(scope, construct_id, name_or_arn)
    return iam.Group.from_group_name(scope, construct_id, name_or_arn)


def boundary_of(scope: Construct, name_or_arn: str | None) -> iam.IManagedPolicy | None:
    """The existing managed policy that bounds new roles, if there is to be one."""
    if name_or_arn is None:
        return None
    imported, construct_id = _find(scope, "Policy", name_or_arn)
    if imported:
        return cast("iam.IManagedPolicy", imported)
    if _is_arn(name_or_arn):
        return iam.ManagedPolicy.from_managed_policy_arn(scope, construct_id, name_or_arn)
    return iam.ManagedPolicy.from_managed_policy_name(scope, construct_id, name_or_arn)


def _find(scope: Construct, kind: str, name_or_arn: str) -> tuple[IConstruct | None, str]:
    """The construct that was imported under this name before, and the id that it has."""
    construct_id = f"{kind}-{name_or_arn.rpartition('/')[2]}"
    return scope.node.try_find_child(construct_id), construct_id


def _is_arn(name_or_arn: str) -> bool:
    return name_or_arn.startswith("arn:")
