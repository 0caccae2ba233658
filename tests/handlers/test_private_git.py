import json

import boto3
import pytest
from botocore.stub import Stubber

from emr_studio_constructs.handlers.private_git import on_event
from handlers.asked import Context, Inbox, Json

BUCKET, KEY, BODY = "notebooks", "studio/life-cycle-configuration/configuration.json", "[]"
PLACE = f"s3://{BUCKET}/{KEY}"
PROPERTIES = {"Bucket": BUCKET, "Key": KEY, "Body": BODY}
LOCATION = {"Bucket": BUCKET, "Key": KEY}
WRITTEN = {**LOCATION, "Body": BODY.encode(), "ContentType": "application/json"}


@pytest.fixture
def s3(session: boto3.Session, monkeypatch: pytest.MonkeyPatch) -> Stubber:
    """No call is made but those that a test tells of."""
    client = session.client("s3")
    monkeypatch.setattr(boto3, "client", lambda _name, **_: client)
    stubber = Stubber(client)
    stubber.activate()
    return stubber


def told(ear: Inbox, kind: str, physical_id: str | None = None) -> Json:
    known = {"PhysicalResourceId": physical_id} if physical_id else {}
    on_event(ear.event({"RequestType": kind, "ResourceProperties": PROPERTIES, **known}), Context())
    return ear.answer


@pytest.mark.parametrize(("kind", "was"), [("Create", None), ("Update", PLACE), ("Update", "s3://old/place")])
def test_the_object_is_written_and_keeps_its_physical_id(s3: Stubber, ear: Inbox, kind: str, was: str | None) -> None:
    s3.add_response("put_object", {}, WRITTEN)
    answer = told(ear, kind, was)
    assert (answer["Status"], answer["PhysicalResourceId"]) == ("SUCCESS", was or PLACE)
    s3.assert_no_pending_responses()


def test_the_object_is_deleted_and_nothing_else(s3: Stubber, ear: Inbox) -> None:
    s3.add_response("delete_object", {}, LOCATION)
    assert told(ear, "Delete", PLACE)["Status"] == "SUCCESS"
    s3.assert_no_pending_responses()


def test_what_could_not_be_created_is_not_deleted(s3: Stubber, ear: Inbox) -> None:
    assert told(ear, "Delete", "failed-a-request")["Status"] == "SUCCESS"
    s3.assert_no_pending_responses()


def test_an_object_goes_with_its_bucket(s3: Stubber, ear: Inbox) -> None:
    s3.add_client_error("delete_object", "NoSuchBucket", "The specified bucket does not exist")
    assert told(ear, "Delete", PLACE)["Status"] == "SUCCESS"


@pytest.mark.parametrize(("kind", "call"), [("Create", "put_object"), ("Delete", "delete_object")])
def test_what_s3_refuses_is_answered_with_the_place_and_the_reason(
    s3: Stubber, ear: Inbox, kind: str, call: str
) -> None:
    s3.add_client_error(call, "MethodNotAllowed", "Not here")
    answer = told(ear, kind, PLACE if kind == "Delete" else None)
    assert answer["Status"] == "FAILED"
    assert answer["Reason"].startswith(f"{PLACE}: ")
    assert "Not here" in answer["Reason"]


def test_a_long_reason_is_cut_to_what_cloudformation_takes(s3: Stubber, ear: Inbox) -> None:
    s3.add_client_error("put_object", "AccessDenied", "x" * 5000, 403)
    assert len(json.dumps(told(ear, "Create"))) < 4096
