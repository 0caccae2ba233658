"""Roles, users, groups, policies and keys that exist already, named in the config by name or ARN."""

from collections.abc import Callable, Iterable
from typing import TypeVar, cast

from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from constructs import Construct

Imported = TypeVar("Imported")
Import = Callable[[Construct, str, str], Imported]


def role_of(scope: Construct, name_or_arn: str) -> iam.IRole:
    """An existing role."""
    return _once(scope, "Role", name_or_arn, iam.Role.from_role_arn, iam.Role.from_role_name)


def roles_of(scope: Construct, names_or_arns: Iterable[str]) -> list[iam.IRole]:
    """Existing roles."""
    return [role_of(scope, name_or_arn) for name_or_arn in names_or_arns]


def user_of(scope: Construct, name_or_arn: str) -> iam.IUser:
    """An existing user."""
    return _once(scope, "User", name_or_arn, iam.User.from_user_arn, iam.User.from_user_name)


def group_of(scope: Construct, name_or_arn: str) -> iam.IGroup:
    """An existing group."""
    return _once(scope, "Group", name_or_arn, _group_from_arn, iam.Group.from_group_name)


def _group_from_arn(scope: Construct, construct_id: str, arn: str) -> iam.IGroup:
    """A group by the name in its ARN: the CDK would take its path for part of the name."""
    return iam.Group.from_group_name(scope, construct_id, arn.rpartition("/")[2])


def boundary_of(scope: Construct, name_or_arn: str | None) -> iam.IManagedPolicy | None:
    """The existing managed policy that bounds new roles, if there is to be one."""
    if name_or_arn is None:
        return None
    policies = iam.ManagedPolicy
    return _once(scope, "Policy", name_or_arn, policies.from_managed_policy_arn, policies.from_managed_policy_name)


def key_of(scope: Construct, arn: str | None, construct_id: str = "Key") -> kms.IKey | None:
    """The existing key that is named, if one is."""
    return kms.Key.from_key_arn(scope, construct_id, arn) if arn else None


def _once(
    scope: Construct, kind: str, name_or_arn: str, from_arn: Import[Imported], from_name: Import[Imported]
) -> Imported:
    """What goes by this name or ARN, imported when it is first asked for."""
    construct_id = f"{kind}-{name_or_arn}"
    if imported := scope.node.try_find_child(construct_id):
        return cast("Imported", imported)
    return (from_arn if name_or_arn.startswith("arn:") else from_name)(scope, construct_id, name_or_arn)
