"""Calls once they are answered, by IAM or by the service."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ministack import app

from .request import remember_caller

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A call of a JSON service, and what it was answered."""

    operation: str
    request: Json
    status: int
    answer: Json
    user_agent: str
    request_id: str


def tell_of_answers(service: str, tell: Callable[[Answered], None]) -> None:
    """Has `tell` called after each call of the service whose targets begin so, those that IAM refuses too."""
    theirs = app._dispatch_service_request

    async def dispatch(*asked: Any) -> Any:
        _, _, headers, body, query, request_id = asked
        status, answer_headers, answer = await theirs(*asked)
        target, _, operation = str(headers.get("x-amz-target", "")).partition(".")
        if target == service:
            remember_caller(headers, query)
            tell(
                Answered(
                    operation=operation,
                    request=json.loads(body or b"{}"),
                    status=status,
                    answer=json.loads(answer or b"{}"),
                    user_agent=str(headers.get("user-agent", "")),
                    request_id=request_id,
                )
            )
        return status, answer_headers, answer

    app._dispatch_service_request = dispatch
