"""Wildcards: `*` for any characters and `?` for one, in any text or in each part of an ARN.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from .variables import Keys, values, variables

_PARTS = 6
# A colon that parts an ARN: none of those in a variable.
_COLON = re.compile(r":(?![^{}]*\})")
_TOKEN = re.compile(r"(\$\{[^}]*\}|[*?])")
_ANYTHING = {"*": ".*", "?": "."}
_IN_A_PART = {"*": "[^:]*", "?": "[^:]"}


def like(pattern: str, text: str, keys: Keys) -> bool | None:
    """Whether all of a text matches a pattern; nothing where a variable of the pattern has no value."""
    found = values(pattern, keys)
    return None if found is None else _text(pattern, found).fullmatch(text) is not None


def arn_like(pattern: str, arn: str, keys: Keys) -> bool | None:
    """Whether an ARN matches a pattern part by part; nothing where a variable of the pattern has no value.

    A wildcard stops at a colon, but in the last part of the pattern, which may be before the sixth: `arn:aws:s3:*`.
    """
    found = values(pattern, keys)
    return None if found is None else _arn(pattern, found).fullmatch(arn) is not None


@cache
def actions(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for several patterns of actions, in lower case: IAM does not mind their case."""
    return re.compile("|".join(_expression(pattern.lower(), _ANYTHING, iter(())) for pattern in patterns))


def is_arn(text: str) -> bool:
    """Whether a text has the six parts of an ARN, with or without wildcards."""
    return text.startswith("arn:") and len(_COLON.split(text)) >= _PARTS


def check_resource(pattern: str) -> None:
    """Refuses what IAM does not take as a resource.

    What has no colon passes: it stands in the place of an ARN that only a deploy knows, and means itself alone.

    Raises:
        ValueError: For a pattern that is no ARN, or has a variable before its sixth part.
    """
    if ":" not in pattern:
        return
    *before, last = _COLON.split(pattern, _PARTS - 1)
    whole = len(before) == _PARTS - 1
    if not pattern.startswith("arn:") or not (whole or last.endswith("*")):
        raise ValueError(f"resource {pattern!r} is no ARN: it has six parts, or ends with *")
    if variables(":".join(before if whole else [*before, last])):
        raise ValueError(f"resource {pattern!r} has a variable before the sixth part of its ARN")
    variables(last)


@cache
def _text(pattern: str, found: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_expression(pattern, _ANYTHING, iter(found)), re.DOTALL)


@cache
def _arn(pattern: str, found: tuple[str, ...]) -> re.Pattern[str]:
    remaining = iter(found)
    *before, last = _COLON.split(pattern, _PARTS - 1)
    expressions = [*(_expression(part, _IN_A_PART, remaining) for part in before)]
    return re.compile(":".join([*expressions, _expression(last, _ANYTHING, remaining)]), re.DOTALL)


def _expression(pattern: str, wildcards: Mapping[str, str], found: Iterator[str]) -> str:
    tokens = _TOKEN.split(pattern)
    return "".join(
        wildcards.get(token) or re.escape(next(found) if token.startswith("${") else token) for token in tokens
    )
