"""An account of the local AWS, who is in it, and what they may do."""

import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from botocore.exceptions import ClientError

from rehearsal.aws import REGION, Credentials, LocalAws

Json = dict[str, Any]
# boto3's clients and their methods carry no types.
Client = Any
EMR = "elasticmapreduce.amazonaws.com"
INVALID = "InvalidRequestException"
ALICE, BOB, ENGINEERS, ANALYSTS = "alice@example.com", "bob@example.com", "engineers", "analysts"

_numbers = itertools.count(1)
_accounts = itertools.count(200_000_000_000)


@dataclass(frozen=True)
class Account:
    """An account that nobody else uses."""

    aws: LocalAws
    id: str

    def client(self, service: str, credentials: Credentials | None = None) -> Client:
        return self.aws.client(service, credentials=credentials, account=self.id)

    @property
    def emr(self) -> Client:
        return self.client("emr")


def an_account(aws: LocalAws) -> Account:
    return Account(aws, str(next(_accounts)))


def a_name(kind: str) -> str:
    return f"{kind}-{next(_numbers)}"


def document(*statements: Json) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(actions: str | Sequence[str], on: str | Sequence[str] = "*", **more: object) -> Json:
    return {"Effect": "Allow", "Action": actions, "Resource": on, **more}


def deny(actions: str | Sequence[str], on: str | Sequence[str] = "*", **more: object) -> Json:
    return {**allow(actions, on, **more), "Effect": "Deny"}


def trust(account: Account, **more: object) -> Json:
    """The trust policy that AWS documents for a service role."""
    condition = {
        "StringEquals": {"aws:SourceAccount": account.id},
        "ArnLike": {"aws:SourceArn": f"arn:aws:elasticmapreduce:{REGION}:{account.id}:*"},
    }
    statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": EMR}, "Condition": condition}
    return {**statement, **more}


def a_role(account: Account, *statements: Json, trusting: Json, **more: object) -> str:
    """The ARN of a role."""
    iam, name = account.client("iam"), a_name("role")
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=document(trusting), **more)["Role"]
    if statements:
        iam.put_role_policy(RoleName=name, PolicyName="work", PolicyDocument=document(*statements))
    return str(role["Arn"])


def a_policy(account: Account, *statements: Json) -> str:
    """The ARN of a managed policy."""
    content = document(*(statements or [allow("elasticmapreduce:*")]))
    policy = account.client("iam").create_policy(PolicyName=a_name("policy"), PolicyDocument=content)
    return str(policy["Policy"]["Arn"])


def a_caller(account: Account, *statements: Json) -> Credentials:
    """Someone in the account who may do this and nothing else."""
    anyone = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": account.id}}
    role = a_role(account, *statements, trusting=anyone)
    found = account.client("sts").assume_role(RoleArn=role, RoleSessionName="caller")["Credentials"]
    return Credentials(found["AccessKeyId"], found["SecretAccessKey"], found["SessionToken"])


def refusal(call: Client, /, **request: object) -> tuple[str, str]:
    """The type and the message of the error that a call meets."""
    with pytest.raises(ClientError) as caught:
        call(**request)
    error = caught.value.response["Error"]
    return error["Code"], error["Message"]
