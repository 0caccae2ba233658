import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from botocore.retries.bucket import Clock, TokenBucket

from emr_studio_constructs.ops.mappings.interrupts import stop_on_interrupt
from ops.mappings.calls import counted, interrupted_at
from ops.mappings.given_people import GROUPS, PEOPLE, Json, Scene

HASTE = 50
WRITES = ("CreateStudioSessionMapping", "UpdateStudioSessionMapping", "DeleteStudioSessionMapping")
EVERYBODY: Json = {"users": dict.fromkeys(PEOPLE, "BASIC"), "groups": dict.fromkeys(GROUPS, "BASIC")}


@pytest.fixture
def haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets botocore wait, between attempts and to slow down, for a fiftieth of the time."""
    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=lambda seconds: time.sleep(seconds / HASTE)))
    monkeypatch.setattr(Clock, "sleep", lambda _, seconds: time.sleep(seconds / HASTE))
    monkeypatch.setattr(Clock, "current_time", lambda _: time.time() * HASTE)
    slow = TokenBucket._sleep_amount
    monkeypatch.setattr(TokenBucket, "_sleep_amount", lambda bucket, amount: slow(bucket, amount) / HASTE)


def faults(seed: int) -> Iterator[Json]:
    """Of all calls that write, a third fails; of the lists, some."""
    throttled = {"error": "ThrottlingException", "message": "Rate exceeded"}
    broken = {"error": "InternalServerError", "message": "Internal error."}
    for operation in WRITES:
        yield {"operation": operation, "share": 0.15, "seed": seed, **throttled}
        yield {"operation": operation, "share": 0.08, "seed": seed, "status": 500, **broken}
        yield {"operation": operation, "share": 0.10, "seed": seed, "after": True, **broken}
    yield {"operation": "ListStudioSessionMappings", "share": 0.3, "seed": seed, **throttled}


@pytest.mark.usefixtures("haste")
def test_all_105_writes_are_made_though_a_third_of_the_calls_fails(scene: Scene) -> None:
    scene.account.aws.set_faults(*faults(seed=1))

    code, applied = scene.asked("apply", scene.mappings_file(**EVERYBODY))

    assert (code, len(applied["done"]), applied["failed"]) == (0, 105, [])
    scene.account.aws.set_faults()
    assert scene.mapped == {**EVERYBODY["users"], **EVERYBODY["groups"]}


@pytest.mark.usefixtures("haste")
def test_all_people_are_replaced_though_a_third_of_the_calls_fails(scene: Scene) -> None:
    for name in [*PEOPLE[:50], *GROUPS]:
        scene.map_by_hand(name)
    scene.account.aws.set_faults(*faults(seed=2))
    people: Json = {"users": dict.fromkeys(PEOPLE[50:], "BASIC"), "groups": dict.fromkeys(GROUPS, "ADVANCED")}

    code, applied = scene.asked("apply", scene.mappings_file(**people), "--prune")

    assert (code, Counter(change["write"] for change in applied["done"])) == (
        0,
        {"delete": 50, "update": 5, "create": 50},
    )
    scene.account.aws.set_faults()
    assert scene.mapped == {**people["users"], **people["groups"]}


def test_ctrl_c_lets_calls_end_begins_none_and_a_second_run_goes_on(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = scene.mappings_file(users=dict.fromkeys(PEOPLE[:30], "BASIC"))
    with counted(monkeypatch) as calls, interrupted_at(monkeypatch, "CreateStudioSessionMapping"):
        answer = scene.emr_studio("mappings", "apply", file)

    assert answer.code == 1
    assert "interrupted: waiting for the calls that are under way" in answer.err
    assert "of 30 writes were not begun: run it again to go on" in answer.err
    assert 1 <= len(scene.mapped) == calls["CreateStudioSessionMapping"] < 30

    assert scene.asked("apply", file)[0] == 0
    assert scene.mapped == dict.fromkeys(PEOPLE[:30], "BASIC")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_ends_the_process_as_ever(number: signal.Signals) -> None:
    seen: list[int] = []
    before = signal.signal(number, lambda number, _: seen.append(number))
    try:
        with stop_on_interrupt() as stop:
            os.kill(os.getpid(), number)
            assert stop.is_set()
            assert seen == []
            os.kill(os.getpid(), number)
        assert seen == [number]
    finally:
        signal.signal(number, before)
