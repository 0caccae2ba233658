"""The clients of what runs in Lambda: what they try again, and for how long."""

import random
from collections.abc import Collection
from typing import Any

import boto3
from botocore.config import Config

# boto3's clients have no types.
Client = Any

_MOST_ATTEMPTS = 10
_LONGEST_WAIT = 20  # seconds
# A call that nobody answers ends after 10 x (5 + 10) seconds of trying and 1 + 2 + 4 + 8 + 16 + 4 x 20 of waiting at
# most: 261 seconds of the 280 that there are, which is the function's time without that for the answer.
_CONFIG = Config(retries={"mode": "standard", "total_max_attempts": _MOST_ATTEMPTS}, connect_timeout=5, read_timeout=10)

_INTERNAL = {"InternalServerError", "InternalServerException"}

REFUSED = frozenset({"AccessDenied", "AccessDeniedException"})
"""The codes by which CloudFormation and EMR say that IAM refuses a call."""


def client_of_a_new_role(service: str) -> Client:
    """The client of a role whose policy was attached just now: IAM takes seconds to know it, so it tries again."""
    client = boto3.client(service, config=_CONFIG)
    _retry(client, _INTERNAL | REFUSED)
    return client


def retry_internal_errors(client: Client) -> None:
    """Lets a client of EMR try again after an internal error, whatever its HTTP status.

    EMR's model gives its internal errors no status, and botocore retries only statuses from 500 up and throttling.
    """
    _retry(client, _INTERNAL)


def _retry(client: Client, codes: Collection[str]) -> None:
    def seconds_to_wait(response: Any, attempts: int, **_: object) -> float | None:  # noqa: ANN401  # botocore's pair
        if response is None or attempts >= _MOST_ATTEMPTS:
            return None
        if response[1].get("Error", {}).get("Code") not in codes:
            return None
        return random.uniform(0, min(2 ** (attempts - 1), _LONGEST_WAIT))  # noqa: S311  # no secret, a wait

    client.meta.events.register("needs-retry", seconds_to_wait)
