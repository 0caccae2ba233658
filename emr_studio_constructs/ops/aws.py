"""The way to AWS: one account and Region, with clients that wait and try again."""

from dataclasses import dataclass, field
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from emr_studio_constructs.handlers.clients import retry_internal_errors

from .errors import OpsError

# boto3's clients have no types.
Client = Any

CONNECTIONS = 10
"""How many calls a client makes at a time, at most."""

# Adaptive: after a refusal for too many requests, all calls of the client slow down.
_CONFIG = Config(
    retries={"mode": "adaptive", "total_max_attempts": 10},
    connect_timeout=10,
    read_timeout=30,
    max_pool_connections=CONNECTIONS,
)


@dataclass(frozen=True)
class Aws:
    """An account and Region, through the credentials that boto3 finds."""

    session: boto3.Session
    _clients: dict[str, Client] = field(default_factory=dict, repr=False)

    @property
    def region(self) -> str:
        """The Region of all clients."""
        return str(self.session.region_name)

    @property
    def account(self) -> str:
        """The account of the credentials; asks AWS once."""
        if "account" not in self._clients:
            self._clients["account"] = self.client("sts").get_caller_identity()["Account"]
        return str(self._clients["account"])

    def client(self, service: str) -> Client:
        """The client of a service, made when it is first asked for."""
        if service not in self._clients:
            client = self.session.client(service, config=_CONFIG)
            if service == "emr":
                retry_internal_errors(client)
            self._clients[service] = client
        return self._clients[service]


def connect(*, profile: str | None = None, region: str | None = None) -> Aws:
    """The account and Region to work in.

    Args:
        profile: A profile of the AWS configuration. Default: as boto3 finds credentials.
        region: The Region. Default: the profile's or environment's.

    Raises:
        OpsError: There is no such profile, or no Region is known.
    """
    try:
        session = boto3.Session(profile_name=profile, region_name=region)
    except BotoCoreError as error:
        raise OpsError(str(error)) from error
    if session.region_name is None:
        raise OpsError("no Region is known: give --region, or set AWS_DEFAULT_REGION")
    return Aws(session)


def code_of(error: ClientError) -> str:
    """The code of an error that AWS answered, such as `AccessDenied`."""
    return str(error.response["Error"]["Code"])


def is_refusal(error: ClientError) -> bool:
    """Whether IAM refused a call."""
    return code_of(error) in {
        "AccessDenied",
        "AccessDeniedException",
        "UnauthorizedOperation",
        "AuthorizationError",
        "403",
    }


def message_of(error: BotoCoreError | ClientError) -> str:
    """What AWS or boto3 says of a failure, on one line."""
    return " ".join(str(error).split())
