"""The EMR API: calls that ministack has not, and what IAM is told of them."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from ministack.core import iam_actions, responses
from ministack.core.concurrency import run_reentrant
from ministack.services import emr

from rehearsal.local_aws.errors import AwsError

from .request import remember_caller

Json = dict[str, Any]
Operation = Callable[[Json], Json]
_EMR = "elasticmapreduce"


def answer_emr(
    operation_for: Callable[[str, Json], Operation | None],
    *,
    before: Callable[[str, Json], None],
    after: Callable[[str], None],
) -> None:
    """Answers what there is an operation for; the rest stays as it is.

    `before` runs ahead of all, once IAM was asked; `after` once all is done. What they raise is the answer.
    """
    theirs = emr.handle_request

    async def handle(method: str, path: str, headers: Json, body: bytes, query: Json) -> Any:
        name = str(headers.get("x-amz-target", "")).rpartition(".")[2]
        remember_caller(headers, query)
        request = json.loads(body or b"{}")
        try:
            await run_reentrant(before, name, request)
            operation = operation_for(name, request)
            if operation is None:
                answer = await theirs(method, path, headers, body, query)
            else:
                answer = responses.json_response(await run_reentrant(operation, request))
            await run_reentrant(after, name)
        except AwsError as error:
            return responses.error_response_json(error.code, error.message, error.status, message_key="Message")
        return answer

    emr.handle_request = handle


def name_emr_resources(arn_of: Callable[[str, Json], str | None], tags_of: Callable[[str], Mapping[str, str]]) -> None:
    """Tells IAM which Studio or Workspace a request is about, which tags that has, and that requests bring tags."""
    their_arn, their_context = iam_actions.extract_resource_arn, iam_actions.request_tag_context
    # Without it ministack finds no operation of EMR that takes tags.
    iam_actions._BOTOCORE_SERVICE_MAP[_EMR] = ["emr"]

    def arn(service: str, method: str, path: str, headers: Json, body: bytes, *rest: Any) -> str:
        if service == _EMR:
            target = str(headers.get("x-amz-target", "")).rpartition(".")[2]
            if found := arn_of(target, json.loads(body or b"{}")):
                return found
        return str(their_arn(service, method, path, headers, body, *rest))

    def context(service: str, action: str, body: bytes, parameters: Json) -> Json:
        found = dict(their_context(service, action, body, parameters))
        if service == _EMR:
            resource = arn_of(action.rpartition(":")[2], json.loads(body or b"{}"))
            for key, value in (tags_of(resource) if resource else {}).items():
                found[f"aws:resourcetag/{key}".lower()] = value
                found[f"elasticmapreduce:resourcetag/{key}".lower()] = value
        return found

    iam_actions.extract_resource_arn, iam_actions.request_tag_context = arn, context
