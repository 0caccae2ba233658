"""Reads who is mapped to a Studio.

https://docs.aws.amazon.com/emr/latest/APIReference/API_ListStudioSessionMappings.html
"""

from botocore.exceptions import ClientError

from emr_studio_constructs.mappings import IdentityType
from emr_studio_constructs.ops.aws import Aws, Client, code_of
from emr_studio_constructs.ops.errors import OpsError

from .model import Identity, Mapping


def mappings_of(emr: Client, studio_id: str) -> list[Mapping]:
    """All mappings of a Studio, at a call a page; AWS may leave out an identity's name or its id."""
    pages = emr.get_paginator("list_studio_session_mappings").paginate(StudioId=studio_id)
    return [
        Mapping(
            identity=Identity(
                type=IdentityType(row["IdentityType"]),
                name=row.get("IdentityName") or None,
                id=row.get("IdentityId") or None,
            ),
            session_policy_arn=row["SessionPolicyArn"],
            created=row.get("CreationTime"),
        )
        for page in pages
        for row in page["SessionMappings"]
    ]


def check_studio(aws: Aws, studio_id: str) -> None:
    """Tells a Studio that nobody is mapped to from one to which nobody can be.

    Raises:
        OpsError: There is no such Studio in the Region, or it is in IAM mode.
    """
    try:
        studio = aws.client("emr").describe_studio(StudioId=studio_id)["Studio"]
    except ClientError as error:
        if code_of(error) != "InvalidRequestException":
            raise
        raise OpsError(f"there is no Studio {studio_id} in {aws.region}: check the id, or give --region") from error
    if studio["AuthMode"] == "IAM":
        raise OpsError(
            f"Studio {studio_id} in {aws.region} has AuthMode IAM: nobody is mapped to it, "
            f"IAM policies of users and roles let people in"
        )
