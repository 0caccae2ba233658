"""What CloudFormation asks of the function, and where it hears the answer."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from threading import Thread
from typing import Any

Json = dict[str, Any]

STUDIO, OTHER_STUDIO = "es-1234567890ABCDEFGHIJKLMNO", "es-OTHER67890ABCDEFGHIJKLMNO"
IDENTITY, OTHER_IDENTITY = "90677bd5e2-11111111-2222-3333-4444-555555555555", "66666666-2222-3333-4444-555555555555"
BASIC, ADVANCED = "arn:aws:iam::111122223333:policy/basic", "arn:aws:iam::111122223333:policy/advanced"
STACK = "arn:aws:cloudformation:eu-west-1:111122223333:stack/analytics/1"
LOGICAL_ID, REQUEST_ID = "StudioUsersid90677bd5e2", "a-request"
MAPPED = datetime(2026, 11, 22, 9, tzinfo=UTC)


def properties(*, studio: str = STUDIO, identity: str = IDENTITY, policy: str = BASIC) -> Json:
    return {"StudioId": studio, "IdentityType": "USER", "IdentityId": identity, "SessionPolicyArn": policy}


def physical_id(*, studio: str = STUDIO, identity: str = IDENTITY) -> str:
    return f"{studio}|USER|{identity}"


def create(wanted: Json | None = None) -> Json:
    return {"RequestType": "Create", "ResourceProperties": wanted or properties()}


def update(wanted: Json, *, former: Json, was: str | None = None) -> Json:
    """An update of what has the physical id `was`."""
    return {
        "RequestType": "Update",
        "ResourceProperties": wanted,
        "OldResourceProperties": former,
        "PhysicalResourceId": was or physical_id(),
    }


def delete(what: str | None = None, wanted: Json | None = None) -> Json:
    return {
        "RequestType": "Delete",
        "ResourceProperties": wanted or properties(),
        "PhysicalResourceId": what or physical_id(),
    }


@dataclass
class Context:
    """Lambda's context, with the seconds that are left."""

    seconds: float = 300

    def get_remaining_time_in_millis(self) -> int:
        return int(self.seconds * 1000)


@dataclass
class Inbox:
    """CloudFormation's ear: the answers, and the HTTP statuses that it receives them with, 200 if none is left."""

    url: str = ""
    answers: list[Json] = field(default_factory=list)
    content_types: list[str | None] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    heard: Queue[None] = field(default_factory=Queue)

    @property
    def answer(self) -> Json:
        """The only answer."""
        [answer] = self.answers
        return answer

    def event(self, asked: Json) -> Json:
        """What is asked, as CloudFormation sends it."""
        sent = {"ResponseURL": self.url, "StackId": STACK, "RequestId": REQUEST_ID, "LogicalResourceId": LOGICAL_ID}
        return {"ResourceType": "Custom::EmrStudioSessionMapping", **sent, **asked}


@contextmanager
def inbox() -> Iterator[Inbox]:
    found = Inbox()

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = found.statuses.pop(0) if found.statuses else 200
            if status == 200:
                found.answers.append(json.loads(body))
                found.content_types.append(self.headers["Content-Type"])
            self.send_response(status)
            self.end_headers()
            found.heard.put(None)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    found.url = f"http://127.0.0.1:{server.server_port}/?X-Amz-Signature=secret"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
