"""Makes, changes and deletes a session mapping by IdentityId, as the events of its custom resource ask for.

Its physical id is `STUDIO|TYPE|IDENTITY_ID`. What CloudFormation calls the old properties is never looked at: in a
rollback, old and new are the other way around. What counts is what it wants, the physical id, and what EMR lists.

A mapping that is there already and equal is adopted: from then on it is the stack's, and goes with its resource. Left
alone is

- what another resource of the same stack has, by id or by name, such as the one that CloudFormation made under a new
  logical id. CloudFormation's own type does not look: who is mapped by name in the same stack is refused by id;
- in a rollback, what is older than the operation that is rolled back, which had adopted it. What that operation made
  is deleted, even where the first attempt seemed to fail.

Resources of other stacks are not seen: who moves from one stack to another is taken out of the first in a deploy, and
then added to the second.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes.html
https://docs.aws.amazon.com/emr/latest/APIReference/API_CreateStudioSessionMapping.html
"""

import logging
import re
from dataclasses import dataclass

from .answer import Event
from .clients import Client, client_of_a_new_role
from .stack import other_resource, was_there_before_rollback

_UNKNOWN_IDENTITY = "IdentityId is invalid"

_log = logging.getLogger(__name__)


class RefusedError(Exception):
    """What is so with a mapping that it is left as it is, and what to do."""


@dataclass(frozen=True)
class _Mapping:
    """Who is mapped to which Studio."""

    studio: str
    type: str
    identity: str

    @property
    def physical_id(self) -> str:
        return f"{self.studio}|{self.type}|{self.identity}"

    @property
    def request(self) -> dict[str, str]:
        return {"StudioId": self.studio, "IdentityType": self.type, "IdentityId": self.identity}

    def physical_ids_by_name(self, name: str) -> list[str]:
        """What CloudFormation's own type may call it: AWS's schema has no id in it, other pages have."""
        return [f"{self.studio}|{self.type}|{each}" for each in (name, f"{self.identity}|{name}")]


def _wanted(event: Event) -> _Mapping:
    """The mapping that an event asks for; what is to be deleted says its physical id."""
    properties = event["ResourceProperties"]
    return _Mapping(properties["StudioId"], properties["IdentityType"], properties["IdentityId"])


def handle(event: Event) -> str:
    """Does what an event asks for, and returns the physical id."""
    emr = client_of_a_new_role("emr")
    if event["RequestType"] == "Delete":
        _delete(emr, event)
        return str(event["PhysicalResourceId"])
    mapping = _wanted(event)
    if event.get("PhysicalResourceId") == mapping.physical_id:
        _update(emr, mapping, event)
    else:
        # Of an update too: then CloudFormation deletes by the former physical id.
        _create(emr, mapping, event)
    return mapping.physical_id


def _create(emr: Client, mapping: _Mapping, event: Event) -> None:
    policy = event["ResourceProperties"]["SessionPolicyArn"]
    try:
        emr.create_studio_session_mapping(**mapping.request, SessionPolicyArn=policy)
    except emr.exceptions.InvalidRequestException as error:
        found = _find(emr, mapping)
        if found is None:
            raise
        _refuse_by_name(event, mapping, found)
        if found["SessionPolicyArn"] != policy:
            fix = "delete that mapping, or give them that tier"
            raise RefusedError(f"is mapped to {found['SessionPolicyArn']} already: {fix}") from error
        _log.info("%s is there and equal: adopted", mapping.physical_id)
    else:
        try:
            _refuse_by_name(event, mapping, _find(emr, mapping))
        except RefusedError:
            # Somebody had deleted the mapping of that name by hand: it is as it was again.
            emr.delete_studio_session_mapping(**mapping.request)
            raise


def _refuse_by_name(event: Event, mapping: _Mapping, found: Event | None) -> None:
    """Refuses what the stack has by name: if the name goes, CloudFormation deletes it later, and both are the same."""
    if found is None:
        return
    if other := other_resource(event, mapping.physical_ids_by_name(found.get("IdentityName", ""))):
        fix = "take the name out in one deploy, and add the id in the next"
        raise RefusedError(f"is mapped by name in the same stack, as {other}: {fix}")


def _update(emr: Client, mapping: _Mapping, event: Event) -> None:
    policy = event["ResourceProperties"]["SessionPolicyArn"]
    try:
        emr.update_studio_session_mapping(**mapping.request, SessionPolicyArn=policy)
    except emr.exceptions.InvalidRequestException:
        found = _find(emr, mapping)
        if found is None:
            _create(emr, mapping, event)
        # The same policy where this is rolled back, after an update that EMR refused in this way.
        elif found["SessionPolicyArn"] != policy:
            raise


def _delete(emr: Client, event: Event) -> None:
    ours = re.fullmatch(r"(es-[^|]+)\|(USER|GROUP)\|([^|]+)", event["PhysicalResourceId"])
    if not ours:
        return  # a creation that failed
    mapping = _Mapping(*ours.groups())
    found = _find(emr, mapping)
    if found is None:
        return
    names = mapping.physical_ids_by_name(found.get("IdentityName", ""))
    if other := other_resource(event, [mapping.physical_id, *names]):
        _log.info("%s is now %s of the same stack: left alone", mapping.physical_id, other)
        return
    if was_there_before_rollback(event, found["CreationTime"]):
        _log.info("%s is older than what is rolled back: left alone", mapping.physical_id)
        return
    try:
        emr.delete_studio_session_mapping(**mapping.request)
    except emr.exceptions.InvalidRequestException as error:
        if _find(emr, mapping) is None:
            return  # an attempt that seemed to fail took effect
        if _UNKNOWN_IDENTITY not in str(error):
            raise
        # Nobody can sign in by it, and it goes with the Studio.
        _log.warning("%s is unknown to IAM Identity Center: left alone", mapping.physical_id)


def _find(emr: Client, mapping: _Mapping) -> Event | None:
    """The mapping as EMR lists it; none, too, of a Studio that is gone."""
    pages = emr.get_paginator("list_studio_session_mappings")
    try:
        for page in pages.paginate(StudioId=mapping.studio, IdentityType=mapping.type):
            for found in page["SessionMappings"]:
                if found.get("IdentityId", "").casefold() == mapping.identity.casefold():
                    return dict(found)
    except emr.exceptions.InvalidRequestException:
        return None
    return None
