"""Policy variables, which ministack's IAM lacks: `${aws:userid}` and the like stand for what a request carries.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ministack.core import iam_evaluator

_VARIABLE = re.compile(r"\$\{([^},]+)\}")
_PARTS = ("resources", "not_resources", "conditions")


def fill_policy_variables() -> None:
    """Fills the variables in before statements are matched; one that the request lacks stays, and matches nothing."""
    theirs = iam_evaluator._first_match

    def first_match(asked: Any, statements: list[Any], effect: str) -> Any:
        return theirs(asked, [_filled(statement, asked) for statement in statements], effect)

    iam_evaluator._first_match = first_match


def _filled(statement: Any, asked: Any) -> Any:
    parts = {name: getattr(statement, name) for name in _PARTS}
    return replace(statement, **_fill(parts, asked)) if "${" in str(parts) else statement


def _fill(part: Any, asked: Any) -> Any:
    if isinstance(part, Mapping):
        return {name: _fill(value, asked) for name, value in part.items()}
    if isinstance(part, list):
        return [_fill(value, asked) for value in part]
    return _VARIABLE.sub(lambda variable: _value_of(variable, asked), part) if isinstance(part, str) else part


def _value_of(variable: re.Match[str], asked: Any) -> str:
    value = iam_evaluator._resolve_condition_key(variable[1], asked)
    return variable[0] if value is None else str(value)
