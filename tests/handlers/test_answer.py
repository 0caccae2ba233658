import threading
import urllib.error

import pytest

from emr_studio_constructs.handlers import session_mapping
from emr_studio_constructs.handlers.answer import SECONDS_TO_ANSWER, Answer
from emr_studio_constructs.handlers.session_mapping import on_event
from handlers.asked import IDENTITY, LOGICAL_ID, REQUEST_ID, STACK, STUDIO, Context, Inbox, create, physical_id


def test_an_answer_says_what_it_answers(ear: Inbox) -> None:
    Answer(ear.event(create())).succeed(physical_id())
    assert ear.answer == {
        "Status": "SUCCESS",
        "PhysicalResourceId": physical_id(),
        "StackId": STACK,
        "RequestId": REQUEST_ID,
        "LogicalResourceId": LOGICAL_ID,
    }


def test_an_answer_has_no_content_type_as_cloudformation_signed_none(ear: Inbox) -> None:
    Answer(ear.event(create())).succeed(physical_id())
    assert ear.content_types == [""]


def test_an_answer_is_given_once(ear: Inbox) -> None:
    answer = Answer(ear.event(create()))
    answer.fail("too late")
    answer.succeed(physical_id())
    assert ear.answer["Status"] == "FAILED"


def test_an_answer_that_is_not_taken_is_given_again(ear: Inbox, waits: list[float]) -> None:
    ear.statuses = [500, 503]
    Answer(ear.event(create())).succeed(physical_id())
    assert ear.answer["Status"] == "SUCCESS"
    assert waits == [1, 1]


def test_an_answer_that_is_never_taken_is_an_error_of_the_function(ear: Inbox) -> None:
    ear.statuses = [403] * 3
    with pytest.raises(urllib.error.HTTPError):
        Answer(ear.event(create())).succeed(physical_id())
    assert ear.statuses == []


def test_cloudformation_hears_before_lambda_ends_a_function_that_takes_too_long(
    ear: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = threading.Event()

    def slow(_event: object) -> str:
        assert released.wait(30)
        return physical_id()

    ended: list[int] = []
    monkeypatch.setattr(session_mapping, "handle", slow)
    monkeypatch.setattr("os._exit", ended.append)
    context = Context(SECONDS_TO_ANSWER + 0.05)
    function = threading.Thread(target=on_event, args=(ear.event(create()), context))
    function.start()
    ear.heard.get(timeout=5)
    released.set()
    function.join()
    assert ended == [1]
    assert ear.answer["Status"] == "FAILED"
    assert ear.answer["Reason"].startswith(f"USER {IDENTITY} of Studio {STUDIO}: EMR takes too long")


def test_a_function_that_is_done_says_nothing_more(ear: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_mapping, "handle", lambda _event: physical_id())
    on_event(ear.event(create()), Context())
    assert [
        thread
        for thread in threading.enumerate()
        if isinstance(thread, threading.Timer) and not thread.finished.is_set()
    ] == []
    assert ear.answer["Status"] == "SUCCESS"
