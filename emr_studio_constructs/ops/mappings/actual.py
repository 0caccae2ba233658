"""Reads who is mapped to a Studio.

https://docs.aws.amazon.com/emr/latest/APIReference/API_ListStudioSessionMappings.html
"""

from emr_studio_constructs.choices import IdentityType
from emr_studio_constructs.ops.errors import OpsError
from emr_studio_constructs.ops.reader import Reader
from emr_studio_constructs.ops.unanswered import UnansweredError

from .model import Identity, Mapping


def mappings_of(read: Reader, studio_id: str) -> list[Mapping]:
    """All mappings of a Studio, at a call a page; AWS may leave out an identity's name or its id.

    Raises:
        UnansweredError: Nobody may look, or there is no such Studio.
    """
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
        for row in read.items("emr", "list_studio_session_mappings", "SessionMappings", StudioId=studio_id)
    ]


def check_studio(read: Reader, studio_id: str) -> None:
    """Tells a Studio that nobody is mapped to from one to which nobody can be.

    Raises:
        OpsError: There is no such Studio in the Region, or it is in IAM mode, or nobody may look.
    """
    try:
        studio = read.get("emr", "describe_studio", StudioId=studio_id)["Studio"]
    except UnansweredError as unanswered:
        if unanswered.code != "InvalidRequestException":
            raise
        region = read.aws.region
        raise OpsError(f"there is no Studio {studio_id} in {region}: check the id, or give --region") from unanswered
    if studio["AuthMode"] == "IAM":
        raise OpsError(
            f"Studio {studio_id} in {read.aws.region} has AuthMode IAM: nobody is mapped to it, "
            f"IAM policies of users and roles let people in"
        )
