"""Calls of the EMR API that AWS's SDK has no operation for, signed as the SDK signs its own."""

import json
from collections.abc import Mapping
from typing import Any

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as SigningCredentials
from botocore.exceptions import ClientError
from botocore.httpsession import URLLib3Session

from rehearsal.aws import Credentials, LocalAws

Json = dict[str, Any]
_OK = 200


def call_emr(aws: LocalAws, credentials: Credentials, region: str, action: str, request: Mapping[str, Any]) -> Json:
    """Calls an action of the EMR API by its name.

    Raises:
        ClientError: It is refused.
    """
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": f"ElasticMapReduce.{action}"}
    signed = AWSRequest("POST", f"{aws.endpoint}/", data=json.dumps(dict(request)), headers=headers)
    keys = SigningCredentials(credentials.access_key_id, credentials.secret_access_key, credentials.session_token)
    SigV4Auth(keys, "elasticmapreduce", region).add_auth(signed)
    session = URLLib3Session(verify=aws.certificate_authority)
    try:
        response = session.send(signed.prepare())
        answer: Json = json.loads(response.content or b"{}")
    finally:
        session.close()
    if response.status_code != _OK:
        code = str(answer.get("__type", response.status_code)).rpartition("#")[2]
        message = answer.get("message") or answer.get("Message") or ""
        raise ClientError({"Error": {"Code": code, "Message": message}}, action)
    return answer
