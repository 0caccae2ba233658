"""The IAM users, groups and roles behind grantees, and how each takes a policy."""

from typing import cast

from aws_cdk import aws_iam as iam

from ._border import is_known


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
        message = f"{argument} must be of the Studio's account {account}, got one of {theirs}: choose one of the same"
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
