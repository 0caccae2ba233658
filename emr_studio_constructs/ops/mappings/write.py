"""Makes one write, and knows when one that was refused is done all the same.

An attempt that AWS answers with an internal error may have taken effect: the next one is then refused.
https://docs.aws.amazon.com/emr/latest/APIReference/API_CreateStudioSessionMapping.html
"""

from typing import Any

from botocore.exceptions import ClientError

from emr_studio_constructs.ops.aws import Client, code_of

from .model import Identity, Mapping, Write, WriteKind

_GONE = "session mapping does not exist"


def write(emr: Client, studio_id: str, change: Write) -> None:
    """Makes a write.

    Raises:
        ClientError: AWS refused it, and what it is to reach is not so.
    """
    mapping = change.mapping
    identity = {"StudioId": studio_id, **_request(mapping.identity)}
    match change.kind:
        case WriteKind.DELETE:
            _delete(emr, identity)
        case WriteKind.UPDATE:
            emr.update_studio_session_mapping(**identity, SessionPolicyArn=mapping.session_policy_arn)
        case WriteKind.CREATE:
            _create(emr, identity, mapping)


def _create(emr: Client, identity: dict[str, Any], mapping: Mapping) -> None:
    try:
        emr.create_studio_session_mapping(**identity, SessionPolicyArn=mapping.session_policy_arn)
    except ClientError as error:
        if not _is_invalid(error) or _policy_of(emr, identity) != mapping.session_policy_arn:
            raise


def _delete(emr: Client, identity: dict[str, Any]) -> None:
    try:
        emr.delete_studio_session_mapping(**identity)
    except ClientError as error:
        if not (_is_invalid(error) and _GONE in str(error)):
            raise


def _policy_of(emr: Client, identity: dict[str, Any]) -> str | None:
    """The session policy of an identity, if it is mapped."""
    try:
        found = emr.get_studio_session_mapping(**identity)["SessionMapping"]
    except ClientError as error:
        if _is_invalid(error):
            return None
        raise
    return str(found["SessionPolicyArn"])


def _is_invalid(error: ClientError) -> bool:
    """EMR's one type for whatever a request can break."""
    return code_of(error) == "InvalidRequestException"


def _request(identity: Identity) -> dict[str, str]:
    """An identity as the calls take it: exactly one of name and id."""
    if identity.id:
        return {"IdentityType": identity.type.value, "IdentityId": identity.id}
    return {"IdentityType": identity.type.value, "IdentityName": identity.name or ""}
