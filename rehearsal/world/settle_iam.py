"""Makes roles, users, groups, policies and providers, as they are before a Studio uses them."""

import json
from typing import Any

from .compute_roles import EMR
from .things import Identity, IdentityKind

Json = dict[str, Any]

# IAM takes no metadata that is shorter; the local AWS reads none of it.
_METADATA = "<EntityDescriptor/>".ljust(1000)


def document(*statements: Json) -> str:
    """A policy document."""
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def make_identity(identity: Identity, iam: Any) -> None:
    """Makes one, without any permission: what a Studio's service role or its people may do, its stack gives them.

    A managed policy, as a permissions boundary, allows everything, so that nothing is hidden behind it.

    Raises:
        ClientError: It is there already, or its name is none.
    """
    match identity.kind:
        case IdentityKind.ROLE:
            iam.create_role(RoleName=identity.name, Path=identity.path, AssumeRolePolicyDocument=_trust(identity))
        case IdentityKind.USER:
            iam.create_user(UserName=identity.name, Path=identity.path)
        case IdentityKind.GROUP:
            iam.create_group(GroupName=identity.name, Path=identity.path)
        case IdentityKind.POLICY:
            everything = document({"Effect": "Allow", "Action": "*", "Resource": "*"})
            iam.create_policy(PolicyName=identity.name, Path=identity.path, PolicyDocument=everything)
        case IdentityKind.SAML_PROVIDER:
            iam.create_saml_provider(Name=identity.name, SAMLMetadataDocument=_METADATA)
        case IdentityKind.OIDC_PROVIDER:
            iam.create_open_id_connect_provider(Url=f"https://{identity.name}", ClientIDList=["sts.amazonaws.com"])


def _trust(role: Identity) -> str:
    """Who takes the role on: whoever its account lets, and the services.

    For EMR's conditions see https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-service-role.html
    """
    statements = [_allow({"AWS": f"arn:aws:iam::{role.account}:root"})]
    for service in sorted(role.services):
        statement = _allow({"Service": service})
        if service == EMR:
            statement["Condition"] = {
                "StringEquals": {"aws:SourceAccount": role.account},
                "ArnLike": {"aws:SourceArn": f"arn:aws:elasticmapreduce:*:{role.account}:*"},
            }
        statements.append(statement)
    return document(*statements)


def _allow(principal: Json) -> Json:
    return {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
