"""What can be read at synth, and what at deploy only."""

import pytest
from aws_cdk import Aws, CfnParameter, Fn, Token
from conftest import new_stack

from emr_studio_constructs._border import is_known


@pytest.mark.parametrize("value", ["", "text", "arn:aws:s3:::bucket", "${aws:userId}", "{}", 0, 5, False, [], ["text"]])
def test_what_has_no_token_is_known(value: object) -> None:
    assert is_known(value)
    assert not Token.is_unresolved(value)


@pytest.mark.parametrize(
    "value",
    [
        Aws.REGION,
        f"arn:{Aws.PARTITION}:s3:::bucket",
        Fn.select(0, Fn.get_azs()),
        Token.as_string({"Ref": "Parameter"}),
        Token.as_number({"Ref": "Parameter"}),
        Token.as_list({"Ref": "Parameter"}),
        Token.as_any({"Ref": "Parameter"}),
    ],
    ids=["pseudo parameter", "in a text", "function", "text", "number", "list", "any"],
)
def test_a_token_of_any_kind_is_not_known(value: object) -> None:
    assert not is_known(value)


def test_a_parameter_is_not_known() -> None:
    parameter = CfnParameter(new_stack(), "Parameter")
    assert not is_known(parameter.value_as_string)


def test_nothing_is_not_known() -> None:
    assert not is_known(None)
