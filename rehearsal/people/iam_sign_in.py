"""Signing in to AWS itself: as an IAM user, as a role, or as a role by a SAML assertion."""

import base64
import re
from typing import Any
from xml.sax.saxutils import escape

from botocore.exceptions import ClientError

from rehearsal.aws import Credentials, LocalAws

Json = dict[str, Any]

_PERSON = re.compile(r"(?:arn:[^:]+:iam::\d*:)?(?:(?P<kind>role|user)[ /](?:\S+/)?)?(?P<name>[^\s/:]+)")
_AUDIENCE = "https://signin.aws.amazon.com/saml"
_ATTRIBUTES = "https://aws.amazon.com/SAML/Attributes"
# What a SAML role's sessions are called where nobody says.
_SESSION = "rehearsal"
_ASSERTION = """\
<Response xmlns="urn:oasis:names:tc:SAML:2.0:protocol"><Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion">\
<Subject><SubjectConfirmation><SubjectConfirmationData Recipient="{audience}"/></SubjectConfirmation></Subject>\
<AttributeStatement>{attributes}</AttributeStatement></Assertion></Response>"""
_ATTRIBUTE = '<Attribute Name="{name}"><AttributeValue>{value}</AttributeValue></Attribute>'


def credentials_in_iam(aws: LocalAws, account: str, person: str, source_identity: str | None) -> Credentials:
    """The keys of a role's session, or of a user.

    Raises:
        ClientError: There is no such role or user, or the role cannot be taken on so.
    """
    found = _PERSON.fullmatch(person)
    kind, name = (found["kind"], found["name"]) if found else (None, person)
    iam = aws.client("iam", account=account)
    if kind == "user" or (kind is None and not _has_role(iam, name)):
        return _of_user(aws, account, iam.get_user(UserName=name)["User"]["UserName"])
    role = iam.get_role(RoleName=name)["Role"]
    provider = _saml_provider_of(role["AssumeRolePolicyDocument"])
    identity = {"SourceIdentity": source_identity} if source_identity else {}
    session = source_identity or _SESSION
    sts = aws.client("sts", account=account)
    if provider is None:
        # The account's root takes the role on, for whomever the role trusts; where it trusts others alone, it does not.
        return session_of(sts.assume_role(RoleArn=role["Arn"], RoleSessionName=session, **identity))
    attributes = {"Role": f"{role['Arn']},{provider}", "RoleSessionName": session, **identity}
    assertion = _ASSERTION.format(
        audience=_AUDIENCE,
        attributes="".join(
            _ATTRIBUTE.format(name=f"{_ATTRIBUTES}/{name}", value=escape(value)) for name, value in attributes.items()
        ),
    )
    answer = sts.assume_role_with_saml(
        RoleArn=role["Arn"], PrincipalArn=provider, SAMLAssertion=base64.b64encode(assertion.encode()).decode()
    )
    return session_of(answer)


def _of_user(aws: LocalAws, account: str, name: str) -> Credentials:
    """A session of the user's own, by an access key that lives no longer than it takes to get one."""
    iam = aws.client("iam", account=account)
    key = iam.create_access_key(UserName=name)["AccessKey"]
    try:
        own = Credentials(key["AccessKeyId"], key["SecretAccessKey"])
        return session_of(aws.client("sts", credentials=own).get_session_token())
    finally:
        iam.delete_access_key(UserName=name, AccessKeyId=key["AccessKeyId"])


def _has_role(iam: Any, name: str) -> bool:
    try:
        iam.get_role(RoleName=name)
    except ClientError:
        return False
    return True


def _saml_provider_of(trust: Json) -> str | None:
    """The SAML provider that a role trusts, if it does."""
    for statement in trust["Statement"]:
        principal = statement.get("Principal", {})
        provider = principal.get("Federated") if isinstance(principal, dict) else None
        if provider and ":saml-provider/" in provider:
            return str(provider)
    return None


def session_of(answer: Json) -> Credentials:
    """The keys that STS answers."""
    found = answer["Credentials"]
    return Credentials(found["AccessKeyId"], found["SecretAccessKey"], found["SessionToken"])
