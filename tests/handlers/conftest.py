"""AWS as a script, and CloudFormation's ear."""

from collections.abc import Callable, Iterator

import boto3
import pytest
from botocore.stub import Stubber

from emr_studio_constructs.handlers.session_mapping import on_event
from handlers.asked import Context, Inbox, Json, inbox
from handlers.scripted import Aws

Tell = Callable[[Json], Json]


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were to be slept, in no time."""
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    return slept


@pytest.fixture(scope="session")
def session() -> boto3.Session:
    """One for all tests: it keeps the models of the services that it read."""
    return boto3.Session(aws_access_key_id="key", aws_secret_access_key="secret", region_name="eu-west-1")


@pytest.fixture
def aws(session: boto3.Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[Aws]:
    """No call is made but those that a test tells of, and all of those."""
    clients = {name: session.client(name) for name in ("emr", "cloudformation")}
    monkeypatch.setattr(boto3, "client", lambda name, **_: clients[name])
    with Stubber(clients["emr"]) as emr, Stubber(clients["cloudformation"]) as cloudformation:
        yield Aws(emr, cloudformation)
        emr.assert_no_pending_responses()
        cloudformation.assert_no_pending_responses()


@pytest.fixture
def ear() -> Iterator[Inbox]:
    with inbox() as found:
        yield found


@pytest.fixture
def tell(ear: Inbox) -> Tell:
    """Tells the function an event, and returns its answer."""

    def told(asked: Json) -> Json:
        on_event(ear.event(asked), Context())
        return ear.answer

    return told
