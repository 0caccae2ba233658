"""Thousands of questions by chance are answered like by the engine of record."""

from collections import Counter

from engine import Result, ask

from evaluation.generated import generated

COUNT = 4000


def test_answers_as_the_engine_of_record_does() -> None:
    # `ask` fails where the two differ.
    answers = ask(list(generated(COUNT, seed=7)))
    assert min(Counter(answer.result for answer in answers).values()) > COUNT / 20
    assert len(Counter(answer.result for answer in answers)) == len(Result)
