"""Signing in to a deployed Studio, as the person would: by IAM Identity Center, or by IAM."""

import json
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from rehearsal.aws import Credentials, LocalAws

from .iam_sign_in import credentials_in_iam, session_of
from .raw_call import call_emr

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """A person inside a Studio, with the keys that their Workspace works with."""

    person: str
    credentials: Credentials


@dataclass(frozen=True)
class NotLetIn:
    """A person who stays outside, and why."""

    reason: str


class _NotMappedError(Exception):
    """Nothing lets this person of the directory in."""


def sign_in(aws: LocalAws, studio: Json, person: str, *, source_identity: str | None = None) -> SignedIn | NotLetIn:
    """Signs a person in to a Studio, which is as `DescribeStudio` returns it.

    In SSO mode the person is a user name of Identity Center's directory. In IAM mode it is an IAM role or user: `NAME`
    (a role, if there are both), `role NAME`, `user NAME` or an ARN. `source_identity` is what an identity provider
    would set, in IAM mode.
    """
    try:
        if studio["AuthMode"] == "SSO":
            credentials = _credentials_in_identity_center(aws, studio, person)
        else:
            account, region = place_of(studio)
            credentials = credentials_in_iam(aws, account, person, source_identity)
            call_emr(aws, credentials, region, "CreateStudioPresignedUrl", {"StudioId": studio["StudioId"]})
    except _NotMappedError as error:
        return NotLetIn(str(error))
    except ClientError as error:
        return NotLetIn(error.response["Error"]["Message"])
    return SignedIn(person=person, credentials=credentials)


def place_of(studio: Json) -> tuple[str, str]:
    """The account and Region of a Studio."""
    _, _, _, region, account, _ = studio["StudioArn"].split(":", 5)
    return account, region


def session_policies(aws: LocalAws, studio: Json, person: str) -> list[str]:
    """The session policies by which someone is mapped to a Studio, by name and by group.

    Several groups give what all of them give, AWS says. What a person's own mapping does to those of their groups it
    does not say: here it adds to them, like one more group. Nor does it say with which policy people come in who are
    not mapped where `IdcUserAssignment` is `OPTIONAL`: here they have none.
    """
    path = aws.directory / "people.json"
    users = json.loads(path.read_text(encoding="utf-8"))["users"] if path.exists() else {}
    if person not in users:
        raise _NotMappedError(f"{person} is not in Identity Center's directory")
    identities = {("USER", person), *(("GROUP", group) for group in users[person])}
    account, region = place_of(studio)
    emr = aws.client("emr", account=account, region=region)
    pages = emr.get_paginator("list_studio_session_mappings").paginate(StudioId=studio["StudioId"])
    return sorted(
        {
            mapping["SessionPolicyArn"]
            for page in pages
            for mapping in page["SessionMappings"]
            if (mapping["IdentityType"], mapping["IdentityName"]) in identities
        }
    )


def _credentials_in_identity_center(aws: LocalAws, studio: Json, person: str) -> Credentials:
    """The user role, within the session policies of the person: what EMR gives to people of Identity Center.

    The account's root stands in for EMR, which the role trusts.
    """
    policies = session_policies(aws, studio, person)
    if not policies:
        raise _NotMappedError(f"neither {person} nor a group of theirs is mapped to Studio {studio['StudioId']}")
    account, _ = place_of(studio)
    answer = aws.client("sts", account=account).assume_role(
        RoleArn=studio["UserRole"],
        RoleSessionName=person,
        PolicyArns=[{"arn": policy} for policy in policies],
    )
    return session_of(answer)
