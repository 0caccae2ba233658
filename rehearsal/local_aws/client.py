"""Clients of the local AWS itself, for what its own parts ask of each other."""

import os
from functools import cache
from threading import Lock
from typing import Any

import boto3
from botocore.config import Config

from .emulator.request import account, region

USER_AGENT = "rehearsal.local_aws"
"""How its own parts can be told from everybody else."""

# Retries as the SDKs do by default.
_CONFIG = Config(
    retries={"mode": "standard", "max_attempts": 4}, connect_timeout=5, read_timeout=60, user_agent=USER_AGENT
)
# One for all clients: it keeps the models of the services that it read. It is not made for threads.
_SESSION = boto3.session.Session()
_making = Lock()


def client(service: str) -> Any:
    """A client in the account and Region of the request at hand, with the account's own credentials."""
    with _making:
        return _client(service, account(), region())


@cache
def _client(service: str, account_id: str, region_name: str) -> Any:
    return _SESSION.client(
        service,
        endpoint_url=os.environ["AWS_ENDPOINT_URL"],
        verify=os.environ["AWS_CA_BUNDLE"],
        region_name=region_name,
        aws_access_key_id=account_id,
        aws_secret_access_key="local",  # noqa: S106 - the local AWS takes an account id as its root's key
        config=_CONFIG,
    )
