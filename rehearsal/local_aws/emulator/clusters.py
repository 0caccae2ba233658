"""What ministack does not tell IAM about clusters: tags, also of new ones, runtime roles, whose persistent UI it is.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-access-iam-tag-based-access-control.html
"""

import json
from typing import Any

from ministack.core import iam_actions
from ministack.services import emr

Json = dict[str, Any]
_EMR = "elasticmapreduce"
_ASKED = "aws:requesttag/"


def tell_iam_about_clusters() -> None:
    """Adds the keys `ResourceTag`, `RequestTag` and `ExecutionRoleArn` of `elasticmapreduce`, and the ARN."""
    their_arn, their_context = iam_actions.extract_resource_arn, iam_actions.request_tag_context

    def arn(service: str, method: str, path: str, headers: Json, body: bytes, *rest: Any) -> str:
        target = json.loads(body or b"{}").get("TargetResourceArn") if service == _EMR else None
        return str(target or their_arn(service, method, path, headers, body, *rest))

    def context(service: str, action: str, body: bytes, parameters: Json) -> Json:
        found = dict(their_context(service, action, body, parameters))
        if service == _EMR:
            asked = {key: value for key, value in found.items() if key.startswith(_ASKED)}
            found |= {f"{_EMR}:requesttag/{key.removeprefix(_ASKED)}": value for key, value in asked.items()}
            request = json.loads(body or b"{}")
            found |= {f"{_EMR}:resourcetag/{key}".lower(): value for key, value in _tags_of(request)}
            if role := request.get("ExecutionRoleArn"):
                found[f"{_EMR}:executionrolearn"] = role
        return found

    iam_actions.extract_resource_arn, iam_actions.request_tag_context = arn, context


def _tags_of(request: Json) -> list[tuple[str, str]]:
    name = request.get("ClusterId") or str(request.get("TargetResourceArn", "")).rpartition("/")[2]
    return [(tag["Key"], tag.get("Value", "")) for tag in (emr._clusters.get(name) or {}).get("Tags", ())]
