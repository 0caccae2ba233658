"""Services that ministack has not: found by the target of a request, asked of IAM, answered in JSON."""

import json
import sys
from collections.abc import Callable
from typing import Any

from ministack import app
from ministack.core import iam_actions, responses, router
from ministack.core.concurrency import run_reentrant

from rehearsal.local_aws.errors import AwsError

from .release import RELEASE
from .request import remember_caller

Json = dict[str, Any]


def add_service(
    name: str,
    *,
    target: str,
    namespace: str,
    answer: Callable[[str, Json], Json],
    arn_of: Callable[[Json], str],
) -> None:
    """Answers the calls of a service whose targets and IAM actions begin so; `arn_of` says what a request is about."""
    if name in app.SERVICE_HANDLERS:
        sys.exit(f"ministack {RELEASE} knows {name} by itself: the rehearsal's own calls would hide it")
    their_arn = iam_actions.extract_resource_arn

    def arn(service: str, method: str, path: str, headers: Json, body: bytes, *rest: Any) -> str:
        if service == name:
            return arn_of(json.loads(body or b"{}"))
        return str(their_arn(service, method, path, headers, body, *rest))

    async def handle(_method: str, _path: str, headers: Json, body: bytes, query: Json) -> Any:
        remember_caller(headers, query)
        operation = str(headers.get("x-amz-target", "")).rpartition(".")[2]
        try:
            return responses.json_response(await run_reentrant(answer, operation, json.loads(body or b"{}")))
        except AwsError as error:
            return responses.error_response_json(error.code, error.message, error.status, message_key="Message")

    router.SERVICE_PATTERNS[name] = {"target_prefixes": [f"{target}."]}
    iam_actions.SERVICE_TO_IAM_NAMESPACE[name] = namespace
    iam_actions.extract_resource_arn = arn
    app.SERVICE_HANDLERS[name] = handle
