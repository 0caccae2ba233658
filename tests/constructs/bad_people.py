"""Mistakes in who may use a Studio."""

from collections.abc import Mapping

from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from bad_inputs import Make, bad, role, sso
from conftest import Argument, new_studio

from emr_studio_constructs import (
    EmrStudio,
    SamlFederationRole,
    Tier,
)

STUDIO_ID = "es-1234567890ABCDEFGHIJKLMNO"
IDENTITY_ID = "90677bd5e2-11111111-2222-3333-4444-555555555555"


def twice(stack: Stack, method: str) -> None:
    studio = sso(stack)
    for _ in range(2):
        getattr(studio, method)("alice", tier=Tier.BASIC)


def by_id(kind: str, value: str) -> Make:
    return lambda stack: getattr(sso(stack), f"add_{kind}")(identity_id=value, tier=Tier.BASIC)


def id_twice(stack: Stack) -> None:
    studio = sso(stack)
    for _ in range(2):
        studio.add_user(identity_id=IDENTITY_ID, tier=Tier.BASIC)


def imported(stack: Stack) -> Mapping[str, Argument]:
    provider = iam.SamlProvider.from_saml_provider_arn(stack, "P", "arn:aws:iam::111122223333:saml-provider/p")
    return {"saml_provider": provider}


def stranger(stack: Stack) -> iam.IRole:
    return iam.Role.from_role_arn(stack, "Stranger", "arn:aws:iam::444455556666:role/stranger")


def group_with_path(stack: Stack) -> iam.IGroup:
    return iam.Group.from_group_arn(stack, "Group", "arn:aws:iam::111122223333:group/units/sales")


BAD_PEOPLE = [
    bad(
        "a group imported by an ARN with a path",
        lambda s: new_studio(s).grant_access(group_with_path(s), tier=Tier.BASIC),
        "grantee",
        "units/sales",
        "a path and a name",
        "iam.Group.from_group_name(scope, id, 'sales')",
    ),
    bad(
        "a user in IAM mode",
        lambda s: new_studio(s).add_user("a", tier=Tier.BASIC),
        "add_user",
        "auth=IamAuth",
        "is not for",
        "call grant_access",
    ),
    bad(
        "a group in IAM mode",
        lambda s: new_studio(s).add_group("a", tier=Tier.BASIC),
        "add_group",
        "auth=IamAuth",
        "is not for",
        "call grant_access",
    ),
    bad(
        "access in Identity Center mode",
        lambda s: sso(s).grant_access(role(s), tier=Tier.BASIC),
        "grant_access",
        "auth=IdentityCenterAuth",
        "is not for",
        "call add_user or add_group",
    ),
    bad(
        "sign-in in Identity Center mode",
        lambda s: sso(s).grant_sign_in(role(s)),
        "grant_sign_in",
        "auth=IdentityCenterAuth",
        "is not for",
        "call add_user or add_group",
    ),
    bad(
        "a user twice",
        lambda s: twice(s, "add_user"),
        "user 'alice'",
        "is mapped already",
        "has one tier",
        "map it once",
    ),
    bad(
        "a group twice",
        lambda s: twice(s, "add_group"),
        "group 'alice'",
        "is mapped already",
        "has one tier",
        "map it once",
    ),
    bad(
        "a user by name and id",
        lambda s: sso(s).add_user("alice", identity_id=IDENTITY_ID, tier=Tier.BASIC),
        "add_user takes exactly one of name and identity_id",
        "got both",
    ),
    bad(
        "a group by neither name nor id",
        lambda s: sso(s).add_group(tier=Tier.BASIC),
        "add_group takes exactly one of name and identity_id",
        "got neither",
    ),
    *(
        bad(
            f"a {kind} by an id that is {what}",
            by_id(kind, value),
            "identity_id",
            repr(value),
            f"the id of a {kind} in the Identity Store",
            "like 90677bd5e2-",
        )
        for kind, what, value in (
            ("user", "a name", "alice@example.com"),
            ("group", "an ARN", "arn:aws:identitystore:::group/1"),
            ("user", "cut off", IDENTITY_ID[:-1]),
            ("group", "empty", ""),
        )
    ),
    bad(
        "a user by the same id twice",
        id_twice,
        f"user '{IDENTITY_ID}'",
        "is mapped already",
        "has one tier",
        "map it once",
    ),
    bad(
        "a user by id in IAM mode",
        lambda s: new_studio(s).add_user(identity_id=IDENTITY_ID, tier=Tier.BASIC),
        "add_user",
        "auth=IamAuth",
        "is not for",
        "call grant_access",
    ),
    bad(
        "a tier for people mapped elsewhere in IAM mode",
        lambda s: new_studio(s).add_tier(Tier.BASIC),
        "add_tier",
        "auth=IamAuth",
        "is not for",
        "call grant_access",
    ),
    bad(
        "more users than the quota",
        lambda s: sso(s, user_quota=0).add_user("a", tier=Tier.BASIC),
        "users must number at most 0",
        "got 'a'",
        "map groups instead",
        "user_quota",
    ),
    bad(
        "more groups than the quota",
        lambda s: sso(s, group_quota=0).add_group("a", tier=Tier.BASIC),
        "groups must number at most 0",
        "got 'a'",
        "raise group_quota",
    ),
    *(
        bad(
            f"{argument} of another account",
            make,
            *(argument, "of the stack's account 111122223333", "got one of 444455556666", "choose one of the same"),
        )
        for argument, make in (
            ("grantee", lambda s: new_studio(s).grant_access(stranger(s), tier=Tier.BASIC)),
            ("service_role", lambda s: new_studio(s, service_role=stranger(s))),
        )
    ),
    bad(
        "access to a service",
        lambda s: new_studio(s).grant_access(iam.ServicePrincipal("ec2.amazonaws.com"), tier=Tier.BASIC),
        "grantee",
        "got ",
        "must be an IAM user, group or role",
    ),
    bad(
        "a tier without the service role",
        lambda s: EmrStudio.from_studio_id(s, "S", STUDIO_ID).grant_access(iam.Group(s, "G"), tier=Tier.BASIC),
        "service_role",
        "must be known",
        "from_studio_attributes",
    ),
    bad(
        "a federation path with a dot",
        lambda s: SamlFederationRole(s, "R", **imported(s), role_path="/a.b/"),
        "role_path",
        "'/a.b/'",
        "an IAM path without dots",
    ),
]
