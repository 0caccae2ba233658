"""The matrix says what the engine of record says."""

import pytest
from engine import ask
from samples import SAMPLES

from emr_studio_constructs.review.access import access_of
from review.reviewed import asked_in, studios_in


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_answer_about_a_sample_is_the_engines(sample: str) -> None:
    asked = [each for studio in studios_in(sample) for each in asked_in(studio, access_of(studio))]
    answers = ask([each for each, _ in asked])
    wrong = [
        f"{decision.result}, the engine {answer.result}: {each}"
        for (each, decision), answer in zip(asked, answers, strict=True)
        if decision.result.value != answer.result.value
    ]
    assert asked
    assert wrong == []
