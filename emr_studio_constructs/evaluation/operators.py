"""The operators of conditions: whether a value of a policy and one of a request match.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from ipaddress import ip_address
from typing import Any

from .patterns import arn_like, is_arn, like
from .reading import moment, network, octets, truth
from .variables import Keys, resolved, variables

# A value of a policy, one of a request, and the context for variables. Nothing where the two cannot be compared.
Match = Callable[[str, str, Keys], bool | None]


@dataclass(frozen=True)
class Operator:
    """How values match, what refuses a value that a policy cannot have, and whether the policy wants no match."""

    match: Match
    check: Callable[[str], object]
    negated: bool = False


def _text(same: Callable[[str, str], bool]) -> Operator:
    def match(wanted: str, given: str, keys: Keys) -> bool | None:
        text = resolved(wanted, keys)
        return None if text is None else same(text, given)

    return Operator(match, variables)


def _value(read: Callable[[str], Any], same: Callable[[Any, Any], bool], *, given: Callable[[str], Any]) -> Operator:
    """An operator on values of a type of their own, without variables: `same` takes the value of the request first."""
    of_policy = cache(read)

    def match(wanted: str, text: str, _: Keys) -> bool | None:
        try:
            value = given(text)
        except ValueError:
            return None
        return same(value, of_policy(wanted))

    return Operator(match, of_policy)


def _ordered(name: str, read: Callable[[str], Any]) -> dict[str, Operator]:
    same = {
        "Equals": operator.eq,
        "LessThan": operator.lt,
        "LessThanEquals": operator.le,
        "GreaterThan": operator.gt,
        "GreaterThanEquals": operator.ge,
    }
    return {f"{name}{suffix}": _value(read, by, given=read) for suffix, by in same.items()}


def _arn(wanted: str, given: str, keys: Keys) -> bool | None:
    return arn_like(wanted, given, keys) if is_arn(given) else None


def _check_arn(text: str) -> None:
    if not variables(text) and not is_arn(text):
        raise ValueError(f"{text!r} is no ARN of six parts")


def _truth(wanted: str, given: str, keys: Keys) -> bool | None:
    text = resolved(wanted, keys)
    try:
        return None if text is None else truth(given) is truth(text)
    except ValueError:
        return None


def _check_truth(text: str) -> None:
    if not variables(text):
        truth(text)


_PLAIN: Mapping[str, Operator] = {
    "StringEquals": _text(operator.eq),
    "StringEqualsIgnoreCase": _text(lambda wanted, given: wanted.casefold() == given.casefold()),
    "StringLike": Operator(like, variables),
    **_ordered("Numeric", float),
    **_ordered("Date", moment),
    "Bool": Operator(_truth, _check_truth),
    "BinaryEquals": _value(octets, operator.eq, given=octets),
    "IpAddress": _value(network, lambda address, addresses: address in addresses, given=ip_address),
    "ArnEquals": Operator(_arn, _check_arn),
    "ArnLike": Operator(_arn, _check_arn),
}
_NEGATIONS = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "NumericNotEquals": "NumericEquals",
    "DateNotEquals": "DateEquals",
    "NotIpAddress": "IpAddress",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
}
OPERATORS: Mapping[str, Operator] = {
    **_PLAIN,
    **{name: replace(_PLAIN[of], negated=True) for name, of in _NEGATIONS.items()},
}
