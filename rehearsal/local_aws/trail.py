"""What CloudTrail tells EventBridge of the calls of EMR, where a trail records them.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html: without a trail there are no
events, and none of calls that only read. The record is made as
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html says.

AWS shows no record of a Studio call but DescribeStudio. Our reading: parameters are called as in the API, with a small
letter first; a call that IAM refuses has none, and its message has the resource; CloudFormation calls as the account.
"""

import time
import uuid
from typing import Any

from .client import USER_AGENT
from .emulator.answers import Answered, tell_of_answers
from .emulator.events import count_triggered_rules, deliver_as_aws_does, is_recorded, send_event
from .emulator.request import Caller, account, caller, region

Json = dict[str, Any]
_READS = ("Describe", "Get", "List")
_CLOUDFORMATION = "cloudformation.amazonaws.com"
_DENIED = "AccessDenied"
_SECRET = "HIDDEN_DUE_TO_SECURITY_REASONS"  # noqa: S105 - what stands in a record in place of one


def register() -> None:
    """Tells of the calls from now on."""
    count_triggered_rules()
    deliver_as_aws_does()
    tell_of_answers("ElasticMapReduce", _tell)


def _tell(call: Answered) -> None:
    if not call.operation.startswith(_READS) and is_recorded():
        send_event("aws.elasticmapreduce", "AWS API Call via CloudTrail", _record(call))


def _record(call: Answered) -> Json:
    # Of all the parts here, CloudFormation's handlers alone call EMR.
    by_cloudformation = call.user_agent.startswith(USER_AGENT)
    failed = call.status >= 400  # noqa: PLR2004 - where HTTP's errors begin
    error = {"errorCode": call.answer["__type"], "errorMessage": _message(call.answer)} if failed else {}
    unseen = error.get("errorCode", "").startswith(_DENIED)
    return {
        "eventVersion": "1.11",
        "userIdentity": {**_identity(caller()), **({"invokedBy": _CLOUDFORMATION} if by_cloudformation else {})},
        "eventTime": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "eventSource": "elasticmapreduce.amazonaws.com",
        "eventName": call.operation,
        "awsRegion": region(),
        "sourceIPAddress": _CLOUDFORMATION if by_cloudformation else "127.0.0.1",
        "userAgent": _CLOUDFORMATION if by_cloudformation else call.user_agent,
        **error,
        "requestParameters": None if unseen else _small(call.request),
        "responseElements": None if failed or not call.answer else _without_secrets(_small(call.answer)),
        "requestID": call.request_id,
        "eventID": str(uuid.uuid4()),
        "readOnly": False,
        "eventType": "AwsApiCall",
        "managementEvent": True,
        "recipientAccountId": account(),
        "eventCategory": "Management",
    }


def _identity(who: Caller) -> Json:
    """https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html."""
    identity = {"principalId": who.user_id, "arn": who.arn, "accountId": account(), "accessKeyId": who.access_key}
    if who.role:
        role = {"type": "Role", "principalId": who.role["RoleId"], "arn": who.role["Arn"], "accountId": account()}
        issuer = {**role, "userName": who.role["RoleName"]}
        return {"type": "AssumedRole", **identity, "sessionContext": {"sessionIssuer": issuer}}
    if who.arn.endswith(":root"):
        return {"type": "Root", **identity}
    return {"type": "IAMUser", **identity, "userName": who.arn.rpartition("/")[2]}


def _message(answer: Json) -> str:
    return str(answer.get("Message") or answer.get("message", ""))


def _small(value: Any) -> Any:
    if isinstance(value, dict):
        return {name[0].lower() + name[1:]: _small(each) for name, each in value.items()}
    return [_small(each) for each in value] if isinstance(value, list) else value


def _without_secrets(answer: Json) -> Json:
    return {name: _SECRET if name == "presignedURL" else each for name, each in answer.items()}
