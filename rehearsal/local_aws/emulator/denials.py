"""What IAM says when it refuses a call of EMR: on AWS it names the resource, in ministack it does not.

https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
"""

from typing import Any

from ministack.core import iam_actions

_EMR = "elasticmapreduce"


def name_resources_in_denials() -> None:
    """Gives the message its resource."""
    theirs = iam_actions.access_denied_response

    def respond(service: str, action: str, principal: str, request_id: str, **more: Any) -> Any:
        if service == _EMR and not more.get("error_code"):
            resource, denied = more.get("resource_arn", "*"), more.get("explicit_deny", False)
            more["message"] = iam_actions.identity_denial_message(action, principal, resource, denied)
        return theirs(service, action, principal, request_id, **more)

    iam_actions.access_denied_response = respond
