"""What ministack's STS lacks for people who sign in: AssumeRoleWithSAML, and source identities."""

import base64
import json
import time
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any
from urllib.parse import parse_qs
from xml.etree import ElementTree as ET

from ministack.core import iam_evaluator
from ministack.services import iam, sts

from rehearsal.local_aws.errors import AwsError

from .request import region

Json = dict[str, Any]

_ATTRIBUTES = "https://aws.amazon.com/SAML/Attributes/"
_SAML = "{urn:oasis:names:tc:SAML:2.0:assertion}"
_HOUR = 3600
_source_identity: ContextVar[str] = ContextVar("source_identity", default="")


def keep_source_identities() -> None:
    """Gives sessions the source identity that they were taken on with, as `aws:SourceIdentity`.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
    """
    their_register, their_keys = sts.register_session, iam_evaluator._principal_keys

    def register_session(access_key: str, session: Json) -> None:
        their_register(access_key, {"SourceIdentity": _source_identity.get(), **session})

    def principal_keys(credential: Any) -> Json:
        keys: Json = their_keys(credential)
        if found := sts._sessions.get(credential.access_key_id, {}).get("SourceIdentity"):
            keys["aws:sourceidentity"] = found
        return keys

    sts.register_session, iam_evaluator._principal_keys = register_session, principal_keys


def answer_sign_ins() -> None:
    """Answers AssumeRoleWithSAML, and takes a SourceIdentity where the role's trust policy does."""
    theirs = sts.handle_request

    async def handle(method: str, path: str, headers: Json, body: bytes, query: Json) -> Any:
        asked = {name: found[0] for name, found in {**query, **parse_qs(body.decode(errors="replace"))}.items()}
        with_saml = asked.get("Action") == "AssumeRoleWithSAML"
        try:
            said = _checked(asked) if with_saml else {}
            identity = said.get("SourceIdentity") or asked.get("SourceIdentity", "")
            if identity and not with_saml:
                _check_trust(
                    asked["RoleArn"], f"arn:aws:iam::{_account_of(asked['RoleArn'])}:root", "sts:SetSourceIdentity", {}
                )
        except AwsError as error:
            return sts._error(error.status, error.code, error.message, ns="sts")
        before = _source_identity.set(identity)
        try:
            if with_saml:
                return _new_session(asked["RoleArn"], said["RoleSessionName"])
            return await theirs(method, path, headers, body, query)
        finally:
            _source_identity.reset(before)

    sts.handle_request = handle


def _checked(asked: Mapping[str, str]) -> Mapping[str, str]:
    """What an assertion says, if it is for this role and provider, and the role trusts the provider.

    https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html; signatures are not checked.
    """
    role, provider = asked["RoleArn"], asked["PrincipalArn"]
    assertion = ET.fromstring(base64.b64decode(asked["SAMLAssertion"]))  # noqa: S314 - comes from who rehearses
    said = {
        found.get("Name", "").removeprefix(_ATTRIBUTES): found.findtext(f"{_SAML}AttributeValue", "")
        for found in assertion.iter(f"{_SAML}Attribute")
    }
    recipient = next((found.get("Recipient", "") for found in assertion.iter(f"{_SAML}SubjectConfirmationData")), "")
    if said.get("Role") != f"{role},{provider}":
        raise _refusal("sts:AssumeRoleWithSAML", role)
    for action in ("sts:AssumeRoleWithSAML", *["sts:SetSourceIdentity"] * ("SourceIdentity" in said)):
        _check_trust(role, provider, action, {"saml:aud": recipient})
    return said


def _new_session(role: str, name: str) -> Any:
    key, secret, token = sts._gen_session_access_key(), sts._gen_secret(), sts._gen_session_token()
    session = {
        "Arn": sts._assumed_role_arn(role, name)[0],
        "UserId": f"{sts._role_id(role)}:{name}",
        "SecretAccessKey": secret,
        "SessionToken": token,
        "Expiration": time.time() + _HOUR,
        "AccountId": _account_of(role),
        "PrincipalType": "AssumedRole",
    }
    sts.register_session(key, session)
    expiration = sts._future(_HOUR)
    parts = {"AccessKeyId": key, "SecretAccessKey": secret, "SessionToken": token, "Expiration": expiration}
    inner = "".join(f"<{part}>{value}</{part}>" for part, value in parts.items())
    result = f"<AssumeRoleWithSAMLResult><Credentials>{inner}</Credentials></AssumeRoleWithSAMLResult>"
    return sts._xml(200, "AssumeRoleWithSAMLResponse", result, ns="sts")


def _check_trust(role: str, principal: str, action: str, context: Mapping[str, str]) -> None:
    """Refuses what a role's trust policy does not let this principal do, an AWS one or a SAML provider."""
    asked = iam_evaluator.EvalContext(
        principal_arn=principal,
        principal_type="AssumedRole",
        principal_account=_account_of(role),
        action=action,
        resource_arn=role,
        region=region(),
        service_context=dict(context),
    )
    found = iam._roles.get_scoped(_account_of(role), None, role.rpartition("/")[2])
    statements = json.loads(found["AssumeRolePolicyDocument"])["Statement"] if found else []
    provided = [
        # ministack matches web identity providers alone: a SAML provider's statements are picked out for it.
        {**statement, "Principal": "*"} if _is_federated(statement, principal) else statement
        for statement in statements
    ]
    if not iam_evaluator.evaluate_trust_policy({"Statement": provided}, principal, asked):
        raise _refusal(action, role)


def _is_federated(statement: Json, provider: str) -> bool:
    principal = statement.get("Principal", {})
    found = principal.get("Federated", []) if isinstance(principal, dict) else []
    return provider in ([found] if isinstance(found, str) else found)


def _account_of(role: str) -> str:
    """An assertion comes unsigned, from no account: the role's own says where this is."""
    return role.split(":")[4]


def _refusal(action: str, role: str) -> AwsError:
    return AwsError("AccessDenied", f"Not authorized to perform {action} on resource: {role}", 403)
