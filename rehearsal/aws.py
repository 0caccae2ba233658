"""The local AWS as its clients see it: who may call it, where it answers, and the files that set it."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import boto3
from botocore.config import Config

from .faults import write as write_faults

ACCOUNT = "111122223333"
REGION = "eu-west-1"

Json = dict[str, Any]


@cache
def _session() -> Any:
    """One for all clients: it keeps the models of the services that it read."""
    return boto3.session.Session()


@dataclass(frozen=True)
class Credentials:
    """Keys of someone at the local AWS."""

    access_key_id: str
    secret_access_key: str
    session_token: str | None = None


def root_of(account: str) -> Credentials:
    """The account's root, who may do everything: the local AWS takes an account's id as its root's key."""
    return Credentials(account, "local")


@dataclass(frozen=True)
class LocalAws:
    """A local AWS that runs."""

    directory: Path
    endpoint: str
    certificate_authority: str
    _clients: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False)

    def client(
        self, service: str, *, credentials: Credentials | None = None, account: str = ACCOUNT, region: str = REGION
    ) -> Any:
        """A boto3 client; as the account's root, unless it is to be someone else."""
        who = credentials or root_of(account)
        key = (service, who, region)
        if key not in self._clients:
            self._clients[key] = _session().client(
                service,
                endpoint_url=self.endpoint,
                verify=self.certificate_authority,
                region_name=region,
                aws_access_key_id=who.access_key_id,
                aws_secret_access_key=who.secret_access_key,
                aws_session_token=who.session_token,
                config=Config(retries={"total_max_attempts": 1}, parameter_validation=False, proxies={}),
            )
        return self._clients[key]

    def environment(self, credentials: Credentials, region: str = REGION) -> dict[str, str]:
        """What points AWS's command line tools here, and nowhere else."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_CA_BUNDLE": self.certificate_authority,
            "NODE_EXTRA_CA_CERTS": self.certificate_authority,
            "AWS_ACCESS_KEY_ID": credentials.access_key_id,
            "AWS_SECRET_ACCESS_KEY": credentials.secret_access_key,
            "AWS_REGION": region,
            "AWS_DEFAULT_REGION": region,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "NO_PROXY": "127.0.0.1",
            # An interrupted CDK leaves files where it keeps what is temporary.
            "TMPDIR": str(self.directory / "tmp"),
            # The CLI keeps which account a key belongs to: not beyond this run.
            "CDK_HOME": str(self.directory / "cdk"),
            "CDK_DISABLE_CLI_TELEMETRY": "1",
            "CDK_DISABLE_VERSION_CHECK": "1",
        }

    def set_people(
        self,
        users: Mapping[str, Sequence[str]],
        groups: Sequence[str],
        *,
        ids: Mapping[str, str] = MappingProxyType({}),
        instance_arn: str | None = None,
    ) -> None:
        """Enables Identity Center and fills its directory: users with the groups they are in, and groups.

        `ids` chooses ids, by `USER/alice@example.com` or `GROUP/data-engineers`; other ids follow from the names.
        """
        people: Json = {"users": dict(users), "groups": groups, "ids": dict(ids)}
        self._write("people.json", {**people, **({"instance_arn": instance_arn} if instance_arn else {})})

    def add_people(self, users: Mapping[str, Sequence[str]]) -> None:
        """Adds users to Identity Center's directory, with the groups they are in."""
        people = json.loads((self.directory / "people.json").read_text(encoding="utf-8"))
        self._write("people.json", {**people, "users": {**people["users"], **users}})

    def set_quotas(self, *, users: int, groups: int) -> None:
        """Sets how many mappings a Studio takes."""
        self._write("quotas.json", {"USER": users, "GROUP": groups})

    def set_faults(self, *faults: Json) -> None:
        """Lets calls of the EMR API fail, after IAM was asked.

        A fault has

        - an `operation`, an `error` and a `message`, and a `status` where that is not 400;
        - how many `times` it is met, or the `share` of calls that meet it at random, the same ones for the same `seed`;
        - `after` where the call is carried out first, and the client hears of a failure nevertheless.

        The local AWS counts in `faults.json`: `times` down, of a `share` the `calls` and `hits` up.
        """
        write_faults(self.directory, faults)

    def _write(self, name: str, content: object) -> None:
        # Replaced in one move: the server may be reading.
        new = self.directory / f"{name}.new"
        new.write_text(json.dumps(content), encoding="utf-8")
        new.replace(self.directory / name)
