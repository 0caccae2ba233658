"""The border to the CDK: which values can be checked at synth, and which feature flags our subtree is built under."""

import re
from collections.abc import Sequence

from aws_cdk import Stack, Token
from constructs import Construct

PINNED_FLAGS = {
    # Access logs are allowed by the log bucket's policy; ACLs are refused by buckets made today.
    "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy": True,
}
"""CDK feature flags that change what we define and have no argument, with the value we mean in every app."""


def pin_feature_flags(scope: Construct) -> None:
    """Builds everything under `scope` with our feature flags. To be called before `scope` has children."""
    for flag, value in PINNED_FLAGS.items():
        scope.node.set_context(flag, value)


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
    return value is not None and not Token.is_unresolved(value)


def check_pattern(argument: str, value: str | None, pattern: str, rule: str) -> None:
    """Raises a `ValueError` unless `value` matches all of `pattern`; values not known yet pass."""
    if value is not None and is_known(value) and not re.fullmatch(pattern, value):
        message = f"{argument} must be {rule}, got {value!r}"
        raise ValueError(message)


def check_length(argument: str, value: str | None, longest: int, shortest: int = 0) -> None:
    """Raises a `ValueError` unless `value` has an allowed number of characters; values not known yet pass."""
    if value is not None and is_known(value) and not shortest <= len(value) <= longest:
        message = f"{argument} must have {shortest} to {longest} characters, got {len(value)}"
        raise ValueError(message)


def listed(values: Sequence[object]) -> str:
    """Words a list for a message: `a, b, c`."""
    return ", ".join(str(value) for value in values)
