"""IAM users, groups and roles that are given: who they are, whom they trust, and how each takes a policy."""

import json
from collections.abc import Sequence
from typing import cast

from aws_cdk import Stack
from aws_cdk import aws_iam as iam

from ._border import check_list, is_known


def identity_of(grantee: iam.IGrantable, account: str) -> iam.IIdentity:
    """The user, group or role behind a grantee; raises for what can hold no policies, or none of `account`."""
    for identity in (grantee, grantee.grant_principal):
        if hasattr(identity, "add_managed_policy"):
            found = cast("iam.IIdentity", identity)
            check_account("grantee", found, account)
            _check_name(found)
            return found
    kind = type(grantee.grant_principal).__name__
    message = (
        f"grantee must be an IAM user, group or role of the Studio's account, got a {kind}: "
        "grant access to a role that it assumes"
    )
    raise ValueError(message)


def _check_name(identity: iam.IIdentity) -> None:
    """Refuses a group imported by an ARN with a path, which the CDK takes for part of its name."""
    name = getattr(identity, "group_name", "")
    if is_known(name) and "/" in name:
        message = (
            f"grantee must be a group by its name, got {name}, which is a path and a name: "
            f"import it with iam.Group.from_group_name(scope, id, {name.rpartition('/')[2]!r})"
        )
        raise ValueError(message)


def check_account(argument: str, identity: iam.IPrincipal, account: str) -> None:
    """Raises a `ValueError` for an identity of another account, to which the CDK would give nothing, silently."""
    theirs = identity.principal_account
    if is_known(theirs) and is_known(account) and theirs != account:
        message = f"{argument} must be of the stack's account {account}, got one of {theirs}: choose one of the same"
        raise ValueError(message)


def check_roles(argument: str, roles: Sequence[iam.IRole]) -> None:
    """Raises a `ValueError` for what is no list of roles."""
    check_list(argument, roles, "roles")
    for role in roles:
        check_role(argument, role)


def check_role(argument: str, role: iam.IRole) -> None:
    """Raises a `ValueError` for what is no role, such as an ARN."""
    if not hasattr(role, "role_arn"):
        message = (
            f"{argument} must be given as iam.IRole, got {role!r}: "
            "import it with iam.Role.from_role_arn(scope, id, arn), or from_role_name(scope, id, name)"
        )
        raise ValueError(message)


def trust_of(role: iam.IRole) -> str | None:
    """The trust policy of a role as text; none of an imported one, whose trust is not known."""
    if not isinstance(role, iam.Role):
        return None
    return json.dumps(Stack.of(role).resolve(role.assume_role_policy))


def check_trust(argument: str, role: iam.IRole, service: str) -> None:
    """Raises a `ValueError` for a role that is known not to trust a service of AWS, which then cannot take it on."""
    trust = trust_of(role)
    if trust is not None and service not in trust:
        message = (
            f"{argument} must trust {service}, got {role.node.path}, which does not: "
            "let it assume the role before the role is passed"
        )
        raise ValueError(message)


def attach(policy: iam.ManagedPolicy, identity: iam.IIdentity) -> None:
    """Attaches a policy on the identity's side, so that one of another stack works and an immutable one is left alone.

    Imported users and groups cannot take a policy: to them it is attached on its own side.
    """
    if isinstance(identity, iam.User | iam.Group) or hasattr(identity, "role_name"):
        identity.add_managed_policy(policy)
    elif hasattr(identity, "user_name"):
        policy.attach_to_user(cast("iam.IUser", identity))
    else:
        policy.attach_to_group(cast("iam.IGroup", identity))
