"""What ministack does not tell IAM about EMR on EKS: the execution role that a request names.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
"""

import json
from typing import Any

from ministack.core import iam_actions

Json = dict[str, Any]
_SERVICE = "emr-containers"


def tell_iam_about_execution_roles() -> None:
    """Adds the key `emr-containers:ExecutionRoleArn`."""
    theirs = iam_actions.request_tag_context

    def context(service: str, action: str, body: bytes, parameters: Json) -> Json:
        found = dict(theirs(service, action, body, parameters))
        role = json.loads(body or b"{}").get("executionRoleArn") if service == _SERVICE else None
        return {**found, f"{_SERVICE}:executionrolearn": role} if role else found

    iam_actions.request_tag_context = context
