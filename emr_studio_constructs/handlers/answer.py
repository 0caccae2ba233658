"""The answer of a custom resource to CloudFormation: one for each event.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
"""

import json
import time
import urllib.request
from collections.abc import Mapping
from threading import Lock
from typing import Any

Event = Mapping[str, Any]

SECONDS_TO_ANSWER = 20
"""How long an answer is given: 3 x 5 seconds of trying, 2 of waiting, and some for names with several addresses."""

_ATTEMPTS = 3
_SECONDS_TO_TRY = 5


class Answer:
    """The one answer to an event: whoever is first gives it."""

    def __init__(self, event: Event) -> None:
        """Keeps what CloudFormation asked."""
        self._event = event
        # Held while it is sent: Lambda stops all threads when the handler returns.
        self._lock = Lock()
        self._given = False

    def succeed(self, physical_id: str) -> None:
        """Says that there is now a resource with this physical id."""
        self._give(Status="SUCCESS", PhysicalResourceId=physical_id)

    def fail(self, reason: str) -> None:
        """Says what went wrong.

        CloudFormation deletes, by its physical id, what it could not create. Whatever is there then may be somebody
        else's, so the id is of nothing.
        """
        physical_id = self._event.get("PhysicalResourceId") or f"failed-{self._event['RequestId']}"
        self._give(Status="FAILED", PhysicalResourceId=physical_id, Reason=reason)

    def _give(self, **content: str) -> None:
        with self._lock:
            if self._given:
                return
            self._given = True
            same = {name: self._event[name] for name in ("StackId", "RequestId", "LogicalResourceId")}
            _put(self._event["ResponseURL"], json.dumps({**content, **same}).encode())


def _put(url: str, body: bytes) -> None:
    # CloudFormation signs the address without a content type.
    request = urllib.request.Request(url, data=body, method="PUT", headers={"Content-Type": ""})  # noqa: S310  # as given
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            urllib.request.urlopen(request, timeout=_SECONDS_TO_TRY).close()  # noqa: S310  # as given
        except OSError:
            if attempt == _ATTEMPTS:
                raise
            time.sleep(1)
        else:
            return
