"""Conditions compare what the engine of record cannot be asked."""

from collections.abc import Mapping
from typing import Any

import pytest

from emr_studio_constructs.evaluation import NamedPolicy, Policies, Request, decide

KEY = "aws:key"


def holds(operator: str, wanted: object, context: Mapping[str, Any]) -> bool:
    statement = {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {operator: {KEY: wanted}}}
    policy = NamedPolicy(name="Tier", document={"Version": "2012-10-17", "Statement": [statement]})
    principal = "arn:aws:sts::111122223333:assumed-role/users/anna"
    return decide(Request(principal=principal, action="s3:Any", context=context), Policies(identity=[policy])).allowed


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("2026", "2026-01-01T00:00:00Z"),
        ("2026-05", "2026-05-01"),
        ("1767225600", "2026-01-01"),
        ("1767225600.5", "2026-01-01T00:00:00.500Z"),
        ("2026-01-01T01:00:00+01:00", "2026-01-01T00:00"),
    ],
)
def test_reads_dates_as_aws_documents_them(written: str, given: str) -> None:
    assert holds("DateEquals", written, {KEY: given})
    assert not holds("DateNotEquals", written, {KEY: given})
    assert not holds("DateEquals", written, {KEY: "2025-12-31"})


def test_a_variable_takes_part_in_booleans_but_not_in_numbers() -> None:
    context = {KEY: "true", "aws:PrincipalTag/on": "True"}
    assert holds("Bool", "${aws:PrincipalTag/on}", context)
    assert not holds("Bool", "${aws:PrincipalTag/on}", context | {"aws:PrincipalTag/on": "x"})
    with pytest.raises(ValueError, match="could not convert"):
        holds("NumericEquals", "${aws:PrincipalTag/on}", context)


def test_a_value_of_a_variable_has_no_wildcards() -> None:
    assert holds("StringLike", "${aws:userid}-*", {KEY: "*-x", "aws:userid": "*"})
    assert not holds("StringLike", "${aws:userid}-*", {KEY: "a-x", "aws:userid": "*"})


def test_a_key_of_several_values_is_no_variable_and_fits_no_operator_of_one() -> None:
    assert not holds("StringEquals", "${aws:TagKeys}", {KEY: "a", "aws:TagKeys": ["a"]})
    assert not holds("StringEquals", "a", {KEY: ["a"]})
    assert not holds("StringNotEquals", "b", {KEY: ["a"]})


def test_numbers_and_booleans_of_json_are_texts() -> None:
    assert holds("NumericLessThan", 3, {KEY: "2.5"})
    assert holds("Bool", True, {KEY: "TRUE"})


def test_a_text_that_is_no_variable_is_itself() -> None:
    assert holds("StringEquals", "$5 ${", {KEY: "$5 ${"})


@pytest.mark.parametrize(("operator", "held"), [("ArnLike", False), ("ArnNotLike", True), ("StringLike", True)])
def test_a_wildcard_stays_in_its_part_of_an_arn_but_not_of_a_text(operator: str, held: bool) -> None:  # noqa: FBT001  # a parameter
    written = "arn:aws:someservice:*:111122223333:finance/*"
    given = "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt"
    assert holds(operator, written, {KEY: given}) is held
