"""Answers the events of the custom resource of private Git servers: one object in the bucket of a Studio."""

import logging
from typing import Any

from botocore.exceptions import ClientError

from .answer import Answer, Event
from .clients import client_of_a_new_role

_log = logging.getLogger(__name__)


def on_event(event: Event, _context: Any) -> None:  # noqa: ANN401  # Lambda's context has no type
    """Does what CloudFormation asks for, by one call at most, and answers it."""
    answer, properties = Answer(event), event["ResourceProperties"]
    place = f"s3://{properties['Bucket']}/{properties['Key']}"
    try:
        physical_id = _handle(event, place)
    except Exception as error:  # noqa: BLE001  # CloudFormation waits for an answer, whatever went wrong
        _log.exception("%s failed for %s", event["RequestType"], place)
        answer.fail(f"{place}: {str(error)[:700]}")
    else:
        answer.succeed(physical_id)


def _handle(event: Event, place: str) -> str:
    """Writes or deletes the object.

    Its physical id stays for good. A Studio that moved to another prefix leaves the object at the old place, where
    nobody looks for it, and which this role may not touch any more.
    """
    physical_id = str(event.get("PhysicalResourceId", place))
    properties = event["ResourceProperties"]
    location = {name: properties[name] for name in ("Bucket", "Key")}
    if event["RequestType"] != "Delete":
        body = properties["Body"].encode()
        client_of_a_new_role("s3").put_object(**location, Body=body, ContentType="application/json")
    elif physical_id.startswith("s3://"):  # not what could not be created
        try:
            client_of_a_new_role("s3").delete_object(**location)
        except ClientError as error:
            if error.response["Error"]["Code"] != "NoSuchBucket":
                raise
    return physical_id
