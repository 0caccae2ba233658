"""The IAM users, groups and roles behind grantees, and how each takes a policy."""

from typing import cast

from aws_cdk import aws_iam as iam


def identity_of(grantee: iam.IGrantable) -> iam.IIdentity:
    """The user, group or role behind a grantee; raises for what can hold no policies."""
    for identity in (grantee, grantee.grant_principal):
        if hasattr(identity, "add_managed_policy"):
            return cast("iam.IIdentity", identity)
    kind = type(grantee.grant_principal).__name__
    message = (
        f"grantee must be an IAM user, group or role of the Studio's account, got a {kind}: "
        "grant access to a role that it assumes"
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
