"""Policies as IAM writes them, to be asked single questions.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from emr_studio_constructs.evaluation import Policy
from emr_studio_constructs.evaluation.patterns import actions, arn_like, like
from emr_studio_constructs.evaluation.variables import literal

Json = dict[str, Any]


def statements_of(document: str | Json) -> list[Json]:
    """The statements of a policy, as text or as boto3 read it; what is none, for lack of an effect, is left out."""
    found: Json = json.loads(document) if isinstance(document, str) else document
    statements = found.get("Statement", [])
    each = statements if isinstance(statements, list) else [statements]
    return [one for one in each if isinstance(one, dict) and one.get("Effect") in ("Allow", "Deny")]


def values(value: object) -> list[str]:
    """IAM writes a list of one as the one, and may leave a list out."""
    if value is None:
        return []
    return [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]


def fits(patterns: Iterable[str], value: str) -> bool:
    """Whether one of some patterns, with `*` and `?`, fits a value."""
    return any(like(literal(pattern), value, {}) for pattern in patterns)


def acts(statement: Json, action: str) -> bool:
    """Whether a statement is about an action."""
    others = "NotAction" in statement
    patterns = actions(tuple(values(statement.get("NotAction" if others else "Action"))))
    return (patterns.fullmatch(action.lower()) is None) is others


def reaches(statement: Json, resource: str) -> bool:
    """Whether a statement is about a resource; a policy variable stands for nothing."""
    others = "NotResource" in statement
    patterns = values(statement.get("NotResource" if others else "Resource"))
    return any(arn_like(literal(pattern), resource, {}) for pattern in patterns) is not others


def covers(document: Policy, action: str, resource: str | None = None) -> bool:
    """Whether a policy allows an action, on a resource or on anything at all, in some context."""
    return any(
        each["Effect"] == "Allow" and acts(each, action) and (resource is None or reaches(each, resource))
        for each in statements_of(dict(document))
    )


def principals_of(statement: Json, kind: str) -> list[str]:
    """The principals of a kind that a statement names: `AWS`, `Service`; `*` is each of them."""
    principal = statement.get("Principal")
    return values(principal.get(kind)) if isinstance(principal, dict) else values(principal)


def called(statement: Json) -> str:
    """How to call a statement: `the statement AllowStudioSignIn`."""
    return f"the statement {statement.get('Sid', 'without a Sid')}"


def lets_everybody_in(statement: Json) -> bool:
    """Whether a statement allows something to everybody, under no condition."""
    return statement["Effect"] == "Allow" and "*" in principals_of(statement, "AWS") and "Condition" not in statement


def conditions_of(statement: Json) -> Iterator[tuple[str, str, list[str]]]:
    """The operator, the condition key in lower case, and the values of each condition."""
    for operator, block in _items(statement.get("Condition")):
        for key, value in _items(block):
            yield operator, key.lower(), values(value)


def _items(value: object) -> Iterable[tuple[str, Any]]:
    return value.items() if isinstance(value, dict) else ()
