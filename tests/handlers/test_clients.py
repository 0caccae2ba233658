import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import boto3
import pytest
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from botocore.exceptions import ClientError

from emr_studio_constructs.handlers.answer import SECONDS_TO_ANSWER
from emr_studio_constructs.handlers.clients import client_of_a_new_role, retry_internal_errors

Client = Any
SUCCESS = 200, ""


@pytest.fixture(autouse=True)
def boto(session: boto3.Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boto3, "client", session.client)


class _Body(BytesIO):
    def stream(self, **_: object) -> Iterator[bytes]:
        yield self.read()


def answering(client: Client, *answers: tuple[int, str]) -> list[tuple[int, str]]:
    """Lets EMR answer so, by HTTP status and error; returns what it was not asked for yet."""
    left = list(answers)

    def answer(**_: object) -> AWSResponse:
        status, error = left.pop(0)
        body = {"__type": error, "message": "Said so."} if error else {}
        return AWSResponse("https://emr", status, {}, _Body(json.dumps(body).encode()))

    client.meta.events.register("before-send.emr", answer)
    return left


def unmap(client: Client) -> None:
    client.delete_studio_session_mapping(StudioId="es-1", IdentityType="USER", IdentityId="1")


@pytest.mark.parametrize(
    "refusal",
    [
        (400, "ThrottlingException"),
        (400, "InternalServerError"),
        (400, "InternalServerException"),
        (400, "AccessDeniedException"),
        (500, "InternalFailure"),
        (503, ""),
    ],
    ids=lambda refusal: " ".join(map(str, refusal)),
)
def test_what_passes_is_tried_again(refusal: tuple[int, str], waits: list[float]) -> None:
    emr = client_of_a_new_role("emr")
    left = answering(emr, refusal, refusal, SUCCESS)
    unmap(emr)
    assert left == []
    assert len(waits) == 2


@pytest.mark.parametrize("code", ["ThrottlingException", "InternalServerError", "AccessDeniedException"])
def test_what_lasts_is_tried_ten_times_inside_the_time_of_the_function(code: str, waits: list[float]) -> None:
    emr = client_of_a_new_role("emr")
    left = answering(emr, *[(400, code)] * 11)
    with pytest.raises(ClientError, match=code):
        unmap(emr)
    assert len(left) == 1
    longest = [1, 2, 4, 8, 16, 20, 20, 20, 20]
    assert [wait for wait, most in zip(waits, longest, strict=True) if wait > most] == []
    config = emr.meta.config
    assert sum(longest) + 10 * (config.connect_timeout + config.read_timeout) < 300 - SECONDS_TO_ANSWER


def test_an_invalid_request_is_not_tried_again(waits: list[float]) -> None:
    emr = client_of_a_new_role("emr")
    answering(emr, (400, "InvalidRequestException"))
    with pytest.raises(emr.exceptions.InvalidRequestException):
        unmap(emr)
    assert waits == []


def test_other_clients_try_again_after_internal_errors_and_not_after_refusals(waits: list[float]) -> None:
    emr = boto3.client("emr", config=Config(retries={"total_max_attempts": 1}))
    retry_internal_errors(emr)
    answering(emr, (400, "InternalServerError"), (400, "AccessDeniedException"))
    with pytest.raises(ClientError, match="AccessDeniedException"):
        unmap(emr)
    assert len(waits) == 1


def test_what_a_new_role_may_not_do_yet_in_cloudformation_is_tried_again(waits: list[float]) -> None:
    cloudformation = client_of_a_new_role("cloudformation")
    refusal = b"<ErrorResponse><Error><Code>AccessDenied</Code><Message>Not yet.</Message></Error></ErrorResponse>"
    success = b"<ListStackResourcesResponse><ListStackResourcesResult/></ListStackResourcesResponse>"
    left = [(403, refusal), (200, success)]

    def answer(**_: object) -> AWSResponse:
        status, body = left.pop(0)
        return AWSResponse("https://cloudformation", status, {}, _Body(body))

    cloudformation.meta.events.register("before-send.cloudformation", answer)
    cloudformation.list_stack_resources(StackName="analytics")
    assert left == []
    assert len(waits) == 1
