"""Asks a single check about something in an account of the local AWS."""

import json
from dataclasses import dataclass
from typing import Any

import boto3
import pytest
from rehearsals.given import Account

from emr_studio_constructs.ops.aws import Aws
from emr_studio_constructs.ops.checks.ask import Check, ask
from emr_studio_constructs.ops.checks.finding import Finding, Mark
from emr_studio_constructs.ops.checks.subject import Subject
from emr_studio_constructs.ops.main import run
from emr_studio_constructs.ops.reader import Reader
from rehearsal.aws import REGION, Credentials, LocalAws

Json = dict[str, Any]
_SERVICES = (
    "cloudformation",
    "ec2",
    "emr",
    "emr-containers",
    "emr-serverless",
    "iam",
    "identitystore",
    "kms",
    "s3",
    "servicecatalog",
    "ssm",
    "sso-admin",
)


def reader_of(account: Account, credentials: Credentials | None = None, **more: Any) -> Reader:  # noqa: ANN401  # boto3's clients
    """The account's root, or someone else, with clients that other tests have made already, and more."""
    clients = {service: account.client(service, credentials) for service in _SERVICES} | more
    return Reader(Aws(boto3.Session(region_name=REGION), {"account": account.id, **clients}))


def findings(account: Account, check: Check, subject: Subject | None = None, /, **known: Any) -> list[Finding]:  # noqa: ANN401  # as a Subject has them
    """What a check says of a subject, or of one of which this is known."""
    return ask([check], reader_of(account), subject or Subject(**{"identity_center": True, **known}))


def said(account: Account, check: Check, subject: Subject | None = None, /, **known: Any) -> list[str]:  # noqa: ANN401  # as a Subject has them
    """What a check says, a line each: `problem vpc-1 does not exist`."""
    return [f"{each.mark} {each.about} {each.text}" for each in findings(account, check, subject, **known)]


@dataclass(frozen=True)
class Answer:
    """How a command ended, and what it said."""

    code: int
    output: str
    errors: str

    @property
    def findings(self) -> list[Json]:
        studios = json.loads(self.output)["studios"]
        return [finding for found in studios.values() for finding in found]

    @property
    def not_good(self) -> list[str]:
        return [
            f"{each['check']}: {each['about']} {each['text']}" for each in self.findings if each["mark"] != Mark.GOOD
        ]


@dataclass(frozen=True)
class CommandLine:
    """`emr-studio` in this process, as someone at the local AWS."""

    aws: LocalAws
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def run(self, credentials: Credentials, *arguments: str) -> Answer:
        for name, value in self.aws.environment(credentials).items():
            if name.startswith("AWS_"):
                self.monkeypatch.setenv(name, value)
        self.capsys.readouterr()
        code = run(arguments)
        said = self.capsys.readouterr()
        return Answer(code, said.out, said.err)
