"""Reads who is mapped to a Studio.

https://docs.aws.amazon.com/emr/latest/APIReference/API_ListStudioSessionMappings.html
"""

from emr_studio_constructs.mappings import IdentityType
from emr_studio_constructs.ops.aws import Client

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
