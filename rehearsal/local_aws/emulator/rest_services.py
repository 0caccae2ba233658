"""Services that ministack has not and that are called by methods and paths: asked of IAM, answered in JSON."""

import json
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any

from botocore.model import OperationModel, ServiceModel
from ministack import app
from ministack.core import iam_actions, responses, router
from ministack.core.concurrency import run_reentrant

from rehearsal.local_aws.errors import AwsError

from .release import RELEASE
from .request import remember_caller

Json = dict[str, Any]
_JSON = "application/json"


def add_rest_service(
    model: ServiceModel, *, answer: Callable[[str, Json], Json], arn_of: Callable[[Json], str]
) -> None:
    """Answers the calls of a service by AWS's model of it; `arn_of` says what a request is about."""
    name = model.signing_name
    if name in app.SERVICE_HANDLERS:
        sys.exit(f"ministack {RELEASE} knows {name} by itself: the rehearsal's own calls would hide it")
    their_arn = iam_actions.extract_resource_arn

    def arn(service: str, method: str, path: str, headers: Json, body: bytes, *rest: Any) -> str:
        if service == name:
            found = _operation(model, method, path)
            return arn_of(_request(found, path, {}, body)) if found else "*"
        return str(their_arn(service, method, path, headers, body, *rest))

    async def handle(method: str, path: str, headers: Json, body: bytes, query: Json) -> Any:
        remember_caller(headers, query)
        found = _operation(model, method, path)
        if found is None:
            return responses.error_response_json("UnknownOperationException", f"{name} has no {method} {path}.", 404)
        try:
            given = await run_reentrant(answer, found.name, _request(found, path, query, body))
            return responses.json_response(given, content_type=_JSON)
        except AwsError as error:
            return responses.error_response_json(error.code, error.message, error.status, content_type=_JSON)

    router.SERVICE_PATTERNS[name] = {}
    iam_actions.SERVICE_TO_IAM_NAMESPACE[name] = name
    iam_actions._BOTOCORE_SERVICE_MAP[name] = [model.service_name]
    iam_actions.extract_resource_arn = arn
    app.SERVICE_HANDLERS[name] = handle


def _operation(model: ServiceModel, method: str, path: str) -> OperationModel | None:
    """The operation that is called: of several that fit, the one with the longest path of its own."""
    fitting = [
        operation
        for operation in map(model.operation_model, model.operation_names)
        if operation.http["method"] == method and re.fullmatch(_pattern(operation), path)
    ]
    return max(fitting, key=lambda operation: len(operation.http["requestUri"]), default=None)


def _pattern(operation: OperationModel) -> str:
    return re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(operation.http["requestUri"]))


def _request(operation: OperationModel, path: str, query: Mapping[str, Any], body: bytes) -> Json:
    """What is asked, by the names that the SDK has for it: from the path, the query and the body."""
    labels = re.fullmatch(_pattern(operation), path)
    written = json.loads(body or b"{}")
    given: Json = {}
    for member, shape in operation.input_shape.members.items():
        known_as = shape.serialization.get("name", member)
        location = shape.serialization.get("location")
        if location == "uri" and labels:
            given[member] = labels[known_as]
        elif location == "querystring" and known_as in query:
            values = query[known_as] if isinstance(query[known_as], list) else [query[known_as]]
            typed = [int(value) for value in values] if shape.type_name == "integer" else values
            given[member] = typed if shape.type_name == "list" else typed[0]
        elif location is None and known_as in written:
            given[member] = written[known_as]
    return given
