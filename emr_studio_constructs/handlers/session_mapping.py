"""The custom resource of a session mapping by IdentityId, which CloudFormation's own type has not.

Its physical id is `STUDIO|TYPE|IDENTITY_ID`. What CloudFormation calls the old properties is never looked at: in a
rollback, old and new are the other way around. What counts is what it wants, the physical id, and what EMR lists.

A mapping that is there already and equal is adopted. One that another resource of the same stack has, such as the one
that CloudFormation made under a new logical id, is not deleted. Resources of other stacks are not seen: who moves from
one stack to another is taken out of the first in a deploy, and then added to the second.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes.html
https://docs.aws.amazon.com/emr/latest/APIReference/API_CreateStudioSessionMapping.html
"""

import logging
import re
from dataclasses import dataclass
from threading import Timer
from typing import Any

from botocore.exceptions import ClientError

from .answer import SECONDS_TO_ANSWER, Answer, Event
from .clients import Client, cloudformation, emr_of_a_new_role

_UNKNOWN_IDENTITY = "IdentityId is invalid"
_ADVICE = {
    "InvalidRequestException": "check the id in IAM Identity Center, the Studio, and its quota of mappings",
    "AccessDeniedException": "check whether a permissions boundary or service control policy is in the way",
}
_TRY_AGAIN = "try again; the log of the function has more"

_log = logging.getLogger(__name__)
_log.setLevel(logging.INFO)


def on_event(event: Event, context: Any) -> None:  # noqa: ANN401  # Lambda's context has no type
    """Does what CloudFormation asks for, and answers it, whatever happens, before Lambda's time is up."""
    answer = Answer(event)
    seconds = context.get_remaining_time_in_millis() / 1000 - SECONDS_TO_ANSWER
    late = Timer(seconds, answer.fail, [f"{_subject(event)}: EMR takes too long; {_TRY_AGAIN}"])
    late.daemon = True
    late.start()
    try:
        physical_id = _handle(event)
    except Exception as error:  # noqa: BLE001  # CloudFormation waits for an answer, whatever went wrong
        _log.exception("%s failed for %s", event["RequestType"], _subject(event))
        answer.fail(_reason(event, error))
    else:
        answer.succeed(physical_id)
    finally:
        late.cancel()


class _RefusedError(Exception):
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


def _wanted(event: Event) -> _Mapping:
    """The mapping that an event asks for; what is to be deleted says its physical id."""
    properties = event["ResourceProperties"]
    return _Mapping(properties["StudioId"], properties["IdentityType"], properties["IdentityId"])


def _handle(event: Event) -> str:
    """Does what an event asks for, and returns the physical id."""
    emr = emr_of_a_new_role()
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
        if other := _other_resource(event, f"{mapping.studio}|{mapping.type}|{found.get('IdentityName')}"):
            # CloudFormation would delete that one after it made this one, and both are the same mapping.
            fix = "take the name out in one deploy, and add the id in the next"
            raise _RefusedError(f"is mapped by name in the same stack, as {other}: {fix}") from error
        if found["SessionPolicyArn"] != policy:
            fix = "delete that mapping, or give them that tier"
            raise _RefusedError(f"is mapped to {found['SessionPolicyArn']} already: {fix}") from error
        _log.info("%s is there and equal: adopted", mapping.physical_id)


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
    physical_id = event["PhysicalResourceId"]
    ours = re.fullmatch(r"(es-[^|]+)\|(USER|GROUP)\|([^|]+)", physical_id)
    if not ours:
        return  # a creation that failed
    if other := _other_resource(event, physical_id):
        _log.info("%s is now %s of the same stack: left alone", physical_id, other)
        return
    mapping = _Mapping(*ours.groups())
    try:
        emr.delete_studio_session_mapping(**mapping.request)
    except emr.exceptions.InvalidRequestException as error:
        if _find(emr, mapping) is None:
            return
        if _UNKNOWN_IDENTITY not in str(error):
            raise
        # Nobody can sign in by it, and it goes with the Studio.
        _log.warning("%s is unknown to IAM Identity Center: left alone", physical_id)


def _find(emr: Client, mapping: _Mapping) -> Event | None:
    """The mapping as EMR lists it; none, too, of a Studio that is gone."""
    pages = emr.get_paginator("list_studio_session_mappings")
    try:
        for page in pages.paginate(StudioId=mapping.studio, IdentityType=mapping.type):
            for found in page["SessionMappings"]:
                if found["IdentityId"] == mapping.identity:
                    return dict(found)
    except emr.exceptions.InvalidRequestException:
        return None
    return None


def _other_resource(event: Event, physical_id: str) -> str | None:
    """The logical id of another resource of the same stack that has a physical id, and stays."""
    pages = cloudformation().get_paginator("list_stack_resources")
    for page in pages.paginate(StackName=event["StackId"]):
        for each in page["StackResourceSummaries"]:
            if (
                each.get("PhysicalResourceId") == physical_id
                and each["LogicalResourceId"] != event["LogicalResourceId"]
                and not each["ResourceStatus"].startswith("DELETE_")
            ):
                return str(each["LogicalResourceId"])
    return None


def _subject(event: Event) -> str:
    mapping = _wanted(event)
    return f"{mapping.type} {mapping.identity} of Studio {mapping.studio}"


def _reason(event: Event, error: Exception) -> str:
    """Who, which Studio, what went wrong and what to do, in at most some 1,000 characters."""
    said = str(error)[:700].rstrip(".")
    if isinstance(error, _RefusedError):
        return f"{_subject(event)} {said}"
    code = error.response["Error"]["Code"] if isinstance(error, ClientError) else ""
    return f"{_subject(event)}: {said}; {_ADVICE.get(code, _TRY_AGAIN)}"
