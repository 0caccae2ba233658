"""The border to the caller and the CDK: which values can be checked at synth, and how mistakes are worded."""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from aws_cdk import Duration, Stack, Token
from constructs import Construct

Choice = TypeVar("Choice", bound=StrEnum)


def place(scope: Construct) -> dict[str, list[str]]:
    """What the names in policy rows stand for that depend on where `scope` is deployed alone."""
    stack = Stack.of(scope)
    return {
        "partition": [stack.partition],
        "region": [stack.region],
        "account": [stack.account],
        "url-suffix": [stack.url_suffix],
    }


def is_known(value: object) -> bool:
    """Tells whether a value can be read now: it is there, and no part of it is a token."""
    if isinstance(value, str) and "{" not in value:
        # The CDK writes tokens into texts in braces; to ask it about each text took most of the time of a large Studio.
        return True
    return value is not None and not Token.is_unresolved(value)


def check_pattern(argument: str, value: str | None, pattern: str, rule: str) -> None:
    """Raises a `ValueError` unless `value` matches all of `pattern`; values not known yet pass."""
    if value is not None and is_known(value) and not re.fullmatch(pattern, value):
        message = f"{argument} must be {rule}, got {value!r}"
        raise ValueError(message)


def check_length(argument: str, value: str | None, longest: int, shortest: int = 0) -> None:
    """Raises a `ValueError` unless `value` has an allowed number of characters; values not known yet pass."""
    if value is not None and is_known(value) and not shortest <= len(value) <= longest:
        message = f"{argument} must have {shortest} to {longest} characters, got {len(value)}: {value[:32]!r}"
        raise ValueError(message)


def check_list(argument: str, values: object, things: str) -> None:
    """Raises a `ValueError` for what is no list, and for a text, which Python would take for a list of its letters."""
    if isinstance(values, str) or not isinstance(values, Iterable | None):
        got = f"the text {values!r}" if isinstance(values, str) else "no list"
        message = f"{argument} must be a list of {things}, got {got}: put it in brackets"
        raise ValueError(message)


def check_kind(argument: str, value: object, attribute: str, wanted: str, *, required: bool = False) -> None:
    """Raises a `ValueError` for what is of another kind, known by an attribute that it lacks; `None` passes."""
    if value is None and not required:
        return
    if not hasattr(value, attribute):
        kind = "None" if value is None else type(value).__name__
        got = f"the text {value!r}" if isinstance(value, str) else kind
        message = f"{argument} must be {wanted}, got {got}"
        raise ValueError(message)


def check_both(fix: str, **given: bool) -> None:
    """Raises a `ValueError` where one of two arguments is given without the other; takes whether each is."""
    one, other = sorted(given, key=given.__getitem__, reverse=True)
    if given[one] and not given[other]:
        message = f"{one} needs {other} beside it: {fix}"
        raise ValueError(message)


def check_path(argument: str, path: str | None) -> None:
    """Raises a `ValueError` for an IAM path that is none, or that has a dot, which EMR refuses in ARNs of roles."""
    check_pattern(argument, path, r"(/[\w+=,@/-]+)?/", "an IAM path without dots, like /emr-studio/")


def check_same_place(
    argument: str, stack: Stack, account: str, region: str, *, fix: str, what: str = "one", whose: str = "stack"
) -> None:
    """Raises a `ValueError` for what is in another account or Region than a stack; those not known pass."""
    for part, wanted, got in (("account", stack.account, account), ("Region", stack.region, region)):
        if is_known(wanted) and is_known(got) and wanted != got:
            message = f"{argument} must be in the {whose}'s {part} {wanted}, got {what} in {got}: {fix}"
            raise ValueError(message)


def check_arn_place(argument: str, arn: str, stack: Stack) -> None:
    """Raises a `ValueError` for the ARN of something that no Studio of this stack reaches; values not known pass."""
    if is_known(arn):
        _, _, _, region, account, *_ = arn.split(":")
        check_same_place(argument, stack, account, region, fix="a Studio reaches no other")


def whole_minutes(argument: str, duration: Duration, longest: int) -> float:
    """A time in minutes; raises a `ValueError` unless it is whole minutes, 1 to `longest`; a token passes."""
    known = isinstance(duration, Duration)
    if known and duration.is_unresolved():
        return duration.to_minutes()
    minutes = duration.to_minutes(integral=False) if known else 0
    if minutes != int(minutes) or not 1 <= minutes <= longest:
        got = f"{minutes:g}" if known else repr(duration)
        message = f"{argument} must be 1 to {longest} whole minutes, got {got}: pass Duration.minutes(...)"
        raise ValueError(message)
    return minutes


def member(argument: str, value: str, kind: type[Choice]) -> Choice:
    """The member of `kind` that `value` is, or is the name of; raises a `ValueError` where it is none."""
    if value not in set(kind):
        message = f"{argument} must be one of {listed(list(kind))}, got {value!r}"
        raise ValueError(message)
    return kind(value)


def check_tags(argument: str, tags: object) -> None:
    """Raises a `ValueError` for tags that no resource can have, or whose keys are not known at synth."""
    if not isinstance(tags, Mapping):
        message = f"{argument} must map keys to values, got {tags!r}: write them like {{'team': 'data'}}"
        raise ValueError(message)
    for key, value in tags.items():
        if not is_known(key):
            message = f"{argument} must have keys that are known at synth, got a token: write the key out"
            raise ValueError(message)
        if not 1 <= len(key) <= 128 or key.startswith("aws:"):  # noqa: PLR2004  # the longest key of a tag
            message = f"{argument} must have keys of 1 to 128 characters that do not begin with aws:, got {key!r}"
            raise ValueError(message)
        if is_known(value) and not 1 <= len(value) <= 256:  # noqa: PLR2004  # the longest value of a tag
            message = f"{argument} must have values of 1 to 256 characters, got {value[:32]!r} for {key!r}"
            raise ValueError(message)


def listed(values: Sequence[object]) -> str:
    """Words a list for a message: `a, b, c`."""
    return ", ".join(str(value) for value in values)
