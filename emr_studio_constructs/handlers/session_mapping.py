"""Answers the events of the custom resource of a session mapping by IdentityId; `mapping` does what they ask for."""

import logging
import os
from threading import Timer
from typing import Any

from botocore.exceptions import ClientError

from .answer import SECONDS_TO_ANSWER, Answer, Event
from .clients import REFUSED
from .mapping import RefusedError, handle

_ADVICE = {
    "InvalidRequestException": "check the id in IAM Identity Center, the Studio, and its quota of mappings",
    **dict.fromkeys(REFUSED, "check whether a permissions boundary or service control policy is in the way"),
}
_TRY_AGAIN = "try again; the log of the function has more"

_log = logging.getLogger(__name__)
logging.getLogger(__package__).setLevel(logging.INFO)


def on_event(event: Event, context: Any) -> None:  # noqa: ANN401  # Lambda's context has no type
    """Does what CloudFormation asks for, and answers it, whatever happens, before Lambda's time is up."""
    answer = Answer(event)
    seconds = context.get_remaining_time_in_millis() / 1000 - SECONDS_TO_ANSWER
    late = Timer(seconds, _give_up, [answer, event])
    late.daemon = True
    late.start()
    try:
        physical_id = handle(event)
    except Exception as error:  # noqa: BLE001  # CloudFormation waits for an answer, whatever went wrong
        _log.exception("%s failed for %s", event["RequestType"], _subject(event))
        answer.fail(_reason(event, error))
    else:
        answer.succeed(physical_id)
    finally:
        late.cancel()


def _give_up(answer: Answer, event: Event) -> None:
    """Answers, and ends the process: what CloudFormation takes for failed must not be done later."""
    answer.fail(f"{_subject(event)}: EMR takes too long; {_TRY_AGAIN}")
    os._exit(1)


def _subject(event: Event) -> str:
    properties = event["ResourceProperties"]
    kind, identity, studio = (properties.get(name) for name in ("IdentityType", "IdentityId", "StudioId"))
    return f"{kind} {identity} of Studio {studio}"


def _reason(event: Event, error: Exception) -> str:
    """Who, which Studio, what went wrong and what to do, in at most some 1,000 characters."""
    said = str(error)[:700].rstrip(".")
    if isinstance(error, RefusedError):
        return f"{_subject(event)} {said}"
    code = error.response["Error"]["Code"] if isinstance(error, ClientError) else ""
    return f"{_subject(event)}: {said}; {_ADVICE.get(code, _TRY_AGAIN)}"
