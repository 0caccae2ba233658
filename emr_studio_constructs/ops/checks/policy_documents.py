"""Policies as IAM writes them, to be asked single questions.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

Json = dict[str, Any]


def statements_of(document: str | Json) -> list[Json]:
    """The statements of a policy, as text or as boto3 read it."""
    found: Json = json.loads(document) if isinstance(document, str) else document
    statements = found.get("Statement", [])
    return [statements] if isinstance(statements, dict) else list(statements)


def values(value: object) -> list[str]:
    """IAM writes a list of one as the one, and may leave a list out."""
    if value is None:
        return []
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]


def fits(patterns: Iterable[str], value: str, *, fold: bool = False) -> bool:
    """Whether one of some patterns, with `*` and `?`, fits a value; `fold` as IAM does with actions."""
    return any(re.fullmatch(_regex(pattern), value, re.IGNORECASE if fold else 0) for pattern in patterns)


def acts(statement: Json, action: str) -> bool:
    """Whether a statement is about an action."""
    if "NotAction" in statement:
        return not fits(values(statement["NotAction"]), action, fold=True)
    return fits(values(statement.get("Action")), action, fold=True)


def reaches(statement: Json, resource: str) -> bool:
    """Whether a statement is about a resource."""
    if "NotResource" in statement:
        return not fits(values(statement["NotResource"]), resource)
    return fits(values(statement.get("Resource")), resource)


def principals_of(statement: Json, kind: str) -> list[str]:
    """The principals of a kind that a statement names: `AWS`, `Service`; `*` is each of them."""
    principal = statement.get("Principal")
    return values(principal.get(kind)) if isinstance(principal, dict) else values(principal)


def conditions_of(statement: Json) -> Iterator[tuple[str, str, list[str]]]:
    """The operator, the condition key in lower case, and the values of each condition."""
    for operator, keys in statement.get("Condition", {}).items():
        for key, value in keys.items():
            yield operator, key.lower(), values(value)


def _regex(pattern: str) -> str:
    return "".join(".*" if sign == "*" else "." if sign == "?" else re.escape(sign) for sign in pattern)
