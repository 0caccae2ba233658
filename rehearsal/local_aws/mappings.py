"""The session mapping calls of the EMR API: create, get, update, delete, list.

https://docs.aws.amazon.com/emr/latest/APIReference/API_CreateStudioSessionMapping.html
"""

import time
from typing import Any

from . import identity_center, rules, shapes, studios
from .emulator.request import account_and_region_store
from .errors import invalid_request
from .pages import page_of

Json = dict[str, Any]

_mappings = account_and_region_store()


def create(request: Json) -> Json:
    """CreateStudioSessionMapping."""
    studio = studios.find(request["StudioId"])
    rules.check_mapped_studio(studio)
    identity = identity_center.identity_of(request)
    rules.check_session_policy(request)
    key = (studio["StudioId"], identity.type, identity.id)
    if key in _mappings:
        raise invalid_request("Studio session mapping already exists.")
    rules.check_number_of_mappings(identity.type, of_studio(studio["StudioId"]))
    now = time.time()
    _mappings[key] = {
        "StudioId": studio["StudioId"],
        "IdentityId": identity.id,
        "IdentityName": identity.name,
        "IdentityType": identity.type,
        "SessionPolicyArn": request["SessionPolicyArn"],
        "CreationTime": now,
        "LastModifiedTime": now,
    }
    return {}


def get(request: Json) -> Json:
    """GetStudioSessionMapping."""
    return {"SessionMapping": _find(request)}


def update(request: Json) -> Json:
    """UpdateStudioSessionMapping."""
    mapping = _find(request)
    rules.check_session_policy(request)
    mapping.update(SessionPolicyArn=request["SessionPolicyArn"], LastModifiedTime=time.time())
    return {}


def delete(request: Json) -> Json:
    """DeleteStudioSessionMapping."""
    mapping = _find(request)
    del _mappings[mapping["StudioId"], mapping["IdentityType"], mapping["IdentityId"]]
    return {}


def list_all(request: Json) -> Json:
    """ListStudioSessionMappings."""
    kind = request.get("IdentityType")
    found = of_studio(request["StudioId"]) if "StudioId" in request else list(_mappings.values())
    members = shapes.members_of("SessionMappingSummary")
    rows = [{name: mapping[name] for name in members} for mapping in found if kind in (None, mapping["IdentityType"])]
    return page_of("SessionMappings", rows, request)


def of_studio(studio_id: str) -> list[Json]:
    """The mappings of a Studio."""
    return [mapping for mapping in _mappings.values() if mapping["StudioId"] == studio_id]


def drop_all_of(studio_id: str) -> None:
    """Forgets the mappings of a Studio that goes."""
    for mapping in of_studio(studio_id):
        del _mappings[mapping["StudioId"], mapping["IdentityType"], mapping["IdentityId"]]


def _find(request: Json) -> Json:
    """Our reading: by id, the mapping of somebody who is no longer in the directory is found too."""
    studio_id = studios.find(request["StudioId"])["StudioId"]
    key = (studio_id, request["IdentityType"], request.get("IdentityId"))
    if "IdentityName" in request or key not in _mappings:
        identity = identity_center.identity_of(request)
        key = (studio_id, identity.type, identity.id)
    mapping: Json | None = _mappings.get(key)
    if mapping is None:
        raise invalid_request("Studio session mapping does not exist.")
    return mapping
