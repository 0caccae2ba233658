from functools import partial
from random import Random
from threading import Event

import pytest
from botocore.exceptions import ClientError

from emr_studio_constructs.choices import IdentityType
from emr_studio_constructs.ops.mappings.actual import mappings_of
from emr_studio_constructs.ops.mappings.execution import Outcome, carry_out
from emr_studio_constructs.ops.mappings.model import Declared, Identity
from emr_studio_constructs.ops.mappings.planner import make_plan
from emr_studio_constructs.ops.mappings.write import write
from ops.mappings.fake_emr import FakeEmr, Who, reader_of, refused

USER, GROUP = IdentityType.USER, IdentityType.GROUP
OLD, NEW = "arn:aws:iam::111122223333:policy/old", "arn:aws:iam::111122223333:policy/new"
# The full quota: 35 come, 35 get another policy, 35 go, of 100 users and 5 groups.
PEOPLE: list[Who] = [(USER, f"user{number:03}") for number in range(135)] + [(GROUP, f"group{n}") for n in range(5)]
COMING, GOING = PEOPLE[:35], PEOPLE[100:135]
STAYING = [who for who in PEOPLE if who not in COMING and who not in GOING]
GOAL = dict.fromkeys([*COMING, *STAYING], NEW)
DECLARED = [
    Declared(identity=Identity(type=kind, name=name), session_policy_arn=policy)
    for (kind, name), policy in GOAL.items()
]
WRITES = len(COMING) + 35 + len(GOING)


def an_emr() -> FakeEmr:
    mapped = {who: OLD if number < 35 else NEW for number, who in enumerate(STAYING)} | dict.fromkeys(GOING, OLD)
    return FakeEmr(directory=frozenset(PEOPLE), policies=mapped, made_by=dict.fromkeys(PEOPLE, "IdentityName"))


def run(emr: FakeEmr, stop: Event | None = None) -> Outcome:
    plan = make_plan(DECLARED, mappings_of(reader_of(emr), "es-1"), managed=frozenset(IdentityType), prune=True)
    return carry_out(plan, partial(write, emr, "es-1"), stop=stop or Event(), on_progress=lambda: None)


def test_all_writes_are_made_once_and_reported_as_done() -> None:
    emr = an_emr()

    outcome = run(emr)

    assert (len(outcome.done), outcome.failed, outcome.not_started) == (WRITES, [], [])
    assert len(emr.writes) == len(set(emr.writes)) == WRITES
    assert emr.policies == GOAL


def test_there_is_never_more_than_a_full_quota_on_the_way() -> None:
    emr, most = an_emr(), [0]
    emr.after = lambda _: most.append(len(emr.policies))

    run(emr)

    assert max(most) == 105


@pytest.mark.parametrize("position", range(WRITES))
def test_interrupted_at_any_write_and_run_again_nothing_is_lost_or_doubled(position: int) -> None:
    emr, stop = an_emr(), Event()

    def interrupt(_operation: str) -> None:
        if len(emr.writes) >= position:
            stop.set()

    emr.before = interrupt
    outcome = run(emr, stop)

    assert len(outcome.done) == len(emr.writes)
    assert len(outcome.done) + len(outcome.not_started) == WRITES
    assert outcome.not_started or position > WRITES - 4

    emr.before = lambda _: None
    again = run(emr)

    assert len(again.done) == len(outcome.not_started)
    assert len(emr.writes) == len(set(emr.writes)) == WRITES
    assert emr.policies == GOAL


def test_a_write_that_fails_does_not_stop_the_others_and_a_run_later_makes_it() -> None:
    emr = an_emr()

    def refuse_the_tenth(_operation: str) -> None:
        if len(emr.writes) == 10 and not seen:
            seen.append(True)
            raise refused("SessionPolicyArn is invalid.")

    seen: list[bool] = []
    emr.before = refuse_the_tenth
    outcome = run(emr)

    [failure] = outcome.failed
    assert "SessionPolicyArn is invalid." in failure.reason
    assert len(outcome.done) == WRITES - 1
    assert [change.mapping.identity for change in run(emr).done] == [failure.write.mapping.identity]
    assert emr.policies == GOAL


def test_a_mistake_of_the_program_is_not_taken_for_a_refusal() -> None:
    emr = an_emr()

    def break_down(_operation: str) -> None:
        raise ZeroDivisionError

    emr.before = break_down

    with pytest.raises(ZeroDivisionError):
        run(emr)


@pytest.mark.parametrize("seed", range(20))
def test_with_calls_that_fail_at_random_before_or_after_they_took_effect_a_few_runs_reach_the_goal(seed: int) -> None:
    emr, random = an_emr(), Random(seed)  # noqa: S311  # no secret: which calls fail

    def fail(_operation: str) -> None:
        if random.random() < 0.15:
            raise ClientError({"Error": {"Code": "InternalServerError", "Message": "Internal error."}}, "Write")

    emr.before = emr.after = fail
    for _run in range(30):
        outcome = run(emr)
        if not outcome.failed:
            break

    assert outcome.failed == []
    assert len(emr.writes) == len(set(emr.writes)) == WRITES
    assert emr.policies == GOAL
