"""EMR's session mappings behind a client of boto3 that sends nothing: calls take their time, and some are throttled.

The client's own retries are at work: they see what AWS would answer.
https://docs.aws.amazon.com/emr/latest/APIReference/CommonErrors.html
"""

import json
import time
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from random import Random
from threading import Lock
from typing import Any

import boto3
from botocore.awsrequest import AWSResponse

from emr_studio_constructs.ops.aws import Aws


class _Body(BytesIO):
    def stream(self, **_: object) -> Iterator[bytes]:
        yield self.read()


class SlowEmr:
    """A Studio in memory without mappings at first."""

    def __init__(self, *, seconds_a_call: float, throttled: float, seed: int = 0) -> None:
        """Answers after `seconds_a_call`, and refuses that part of the calls that `throttled` says."""
        self.calls: Counter[str] = Counter()
        """The calls that were sent, those that are tried again too."""
        self._seconds, self._throttled, self._random = seconds_a_call, throttled, Random(seed)  # noqa: S311  # no secret
        self._lock = Lock()
        session = boto3.Session(region_name="eu-west-1", aws_access_key_id="key", aws_secret_access_key="none")  # noqa: S106  # none
        self.aws = Aws(session)
        self.aws.client("emr").meta.events.register("before-send", self._answer)

    def _answer(self, request: Any, **_: object) -> AWSResponse:  # noqa: ANN401  # botocore has no types
        operation = request.headers["X-Amz-Target"].decode().rpartition(".")[2]
        with self._lock:
            self.calls[operation] += 1
            refused = self._random.random() < self._throttled
        time.sleep(self._seconds)
        if refused:
            return _response(request.url, 400, {"__type": "ThrottlingException", "message": "Rate exceeded"})
        return _response(request.url, 200, {"SessionMappings": []} if operation.startswith("List") else {})


def _response(url: str, status: int, body: dict[str, Any]) -> AWSResponse:
    return AWSResponse(url, status, {}, _Body(json.dumps(body).encode()))
