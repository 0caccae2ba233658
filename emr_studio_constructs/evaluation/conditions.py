"""The conditions of a statement: every key that it names must have a value that does.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from .elements import keyed, texts
from .operators import OPERATORS, Operator
from .reading import truth
from .variables import Keys, literal

_NAME = re.compile(r"(?:(?P<set>ForAllValues|ForAnyValue):)?(?P<operator>\w+?)(?P<if_exists>IfExists)?")


class Condition(Protocol):
    """A test of one key in the context of a request."""

    def holds(self, keys: Keys) -> bool:
        """Whether the context passes."""
        ...


@dataclass(frozen=True)
class _Absence:
    """`Null`: whether the context lacks a key."""

    key: str
    wanted: tuple[str, ...]

    def holds(self, keys: Keys) -> bool:
        return any(truth(value) is (self.key not in keys) for value in self.wanted)


@dataclass(frozen=True)
class _Comparison:
    """The value of a key against those of the policy; of several values all or any, as `quantifier` says.

    Several values without a quantifier never do, negated or not: AWS leaves open how many of them would have to.
    """

    key: str
    wanted: tuple[str, ...]
    operator: Operator
    quantifier: str | None
    if_exists: bool

    def holds(self, keys: Keys) -> bool:
        given = keys.get(self.key)
        if given is None:
            return self.if_exists or self._holds_without_key()
        if self.quantifier is None:
            return isinstance(given, str) and self._does(given, keys)
        each = (self._does(value, keys) for value in ([given] if isinstance(given, str) else given))
        return all(each) if self.quantifier == "ForAllValues" else any(each)

    def _holds_without_key(self) -> bool:
        return self.operator.negated if self.quantifier is None else self.quantifier == "ForAllValues"

    def _does(self, given: str, keys: Keys) -> bool:
        matches = (self.operator.match(wanted, given, keys) for wanted in self.wanted)
        return all(match is False for match in matches) if self.operator.negated else any(matches)


def conditions(block: Mapping[str, Mapping[str, Any]], *, variables: bool) -> tuple[Condition, ...]:
    """The tests of a `Condition` element; without `variables`, what looks like one is meant literally.

    Raises:
        ValueError: For an operator that IAM does not have, or a value that it cannot compare.
    """
    return tuple(
        _condition(name, key, tuple(text if variables else literal(text) for text in texts(values)))
        for name, wanted in block.items()
        for key, values in keyed(wanted).items()
    )


def _condition(name: str, key: str, wanted: tuple[str, ...]) -> Condition:
    found = _NAME.fullmatch(name)
    operator = OPERATORS.get(found["operator"]) if found else None
    if name != "Null" and (found is None or operator is None):
        raise ValueError(f"condition operator {name!r} is none of IAM's")
    for value in wanted:
        try:
            (operator.check if operator else truth)(value)
        except ValueError as error:
            raise ValueError(f"{name} of {key}: {error}") from error
    if found is None or operator is None:
        return _Absence(key.lower(), wanted)
    return _Comparison(key.lower(), wanted, operator, found["set"], bool(found["if_exists"]))
