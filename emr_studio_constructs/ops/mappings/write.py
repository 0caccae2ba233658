"""Makes one write, and knows when one that was refused is done all the same.

An attempt that AWS answers with an internal error may have taken effect: the next one is then refused.
https://docs.aws.amazon.com/emr/latest/APIReference/API_CreateStudioSessionMapping.html
"""

from typing import Any

from botocore.exceptions import ClientError

from emr_studio_constructs.ops.aws import Client, code_of
from emr_studio_constructs.ops.errors import OpsError

from .model import Identity, Mapping, Write, WriteKind

_GONE = "session mapping does not exist"


def write(emr: Client, studio_id: str, change: Write) -> None:
    """Makes a write.

    Raises:
        ClientError: AWS refused it, and what it is to reach is not so.
        OpsError: The name is now that of somebody who is mapped by a former one.
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
        found = _find(emr, identity) if _is_invalid(error) else None
        if found is None:
            raise
        if not mapping.identity.id and found["IdentityName"] != mapping.identity.name:
            raise OpsError(f"is mapped as {found['IdentityName']} already: use --resolve-names") from error
        if found["SessionPolicyArn"] != mapping.session_policy_arn:
            raise


def _delete(emr: Client, identity: dict[str, Any]) -> None:
    try:
        emr.delete_studio_session_mapping(**identity)
    except ClientError as error:
        if not (_is_invalid(error) and _GONE in str(error)):
            raise


def _find(emr: Client, identity: dict[str, Any]) -> dict[str, Any] | None:
    """The mapping of an identity, if there is one; EMR looks a name up in the directory."""
    try:
        return dict(emr.get_studio_session_mapping(**identity)["SessionMapping"])
    except ClientError as error:
        if _is_invalid(error):
            return None
        raise


def _is_invalid(error: ClientError) -> bool:
    """EMR's one type for whatever a request can break."""
    return code_of(error) == "InvalidRequestException"


def _request(identity: Identity) -> dict[str, str]:
    """An identity as the calls take it: exactly one of name and id."""
    if identity.id:
        return {"IdentityType": identity.type.value, "IdentityId": identity.id}
    return {"IdentityType": identity.type.value, "IdentityName": identity.name or ""}
