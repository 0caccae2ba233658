"""Answers questions to EventBridge's `TestEventPattern`, in the environment of the local AWS: JSON lines in and out."""

import asyncio
import json
import sys
from typing import Any

from ministack.services import eventbridge


async def answer(question: dict[str, Any]) -> dict[str, Any]:
    """What EventBridge answers to one question, or its error."""
    body = json.dumps({name: json.dumps(value) for name, value in question.items()})
    headers = {"x-amz-target": "AWSEvents.TestEventPattern"}
    _, _, answered = await eventbridge.handle_request("POST", "/", headers, body.encode(), {})
    return dict(json.loads(answered))


async def answer_all() -> None:
    """Answers each line with one, until there are no more."""
    for line in sys.stdin:
        print(json.dumps([await answer(question) for question in json.loads(line)]), flush=True)  # noqa: T201  # the answer


if __name__ == "__main__":
    asyncio.run(answer_all())
