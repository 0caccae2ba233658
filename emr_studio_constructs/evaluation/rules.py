"""Which requests a statement is about.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .conditions import Condition, conditions
from .elements import keyed, texts
from .patterns import actions, arn_like, check_resource
from .principals import Named, Principal, check_principals
from .request import Request
from .statements import Statement
from .variables import literal

_ACTION = re.compile(r"\*|[A-Za-z0-9-]+:[\w*?]+")
_PAIRS = (("Action", "NotAction"), ("Resource", "NotResource"), ("Principal", "NotPrincipal"))
_ELEMENTS = {"Sid", "Effect", "Condition"}.union(*_PAIRS)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A statement, read: each element, and whether the policy means all others."""

    statement: Statement
    allows: bool
    actions: re.Pattern[str]
    other_actions: bool
    resources: tuple[str, ...]
    other_resources: bool
    principals: str | Mapping[str, Any] | None
    other_principals: bool
    conditions: tuple[Condition, ...]

    def applies(self, request: Request) -> bool:
        """Whether the statement is about a request, whoever asks."""
        return (
            (self.actions.fullmatch(request.call) is None) is self.other_actions
            and self._has(request)
            and all(condition.holds(request.keys) for condition in self.conditions)
        )

    def named(self, who: Principal, *, bounded: bool) -> Named:
        """How the statement of a resource's policy names somebody, who may have a permissions boundary.

        Whoever has a boundary is denied by every `NotPrincipal`, listed in it or not.
        """
        named = who.named(self.principals or {})
        if not self.other_principals:
            return named
        excepted = named is not Named.NOT and (self.allows or not bounded)
        return Named.NOT if excepted else Named.DIRECTLY

    def _has(self, request: Request) -> bool:
        """Whether the resource is meant. Trust policies name none; no pattern but `*` is like a request without."""
        matches = (arn_like(pattern, request.resource, request.keys) for pattern in self.resources)
        if self.other_resources:
            return all(match is False for match in matches)
        return not self.resources or any(matches)


def read_rule(statement: Statement, *, variables: bool) -> Rule:
    """Reads a statement; without `variables`, what looks like one is meant literally.

    Raises:
        ValueError: For a statement that IAM does not take.
    """
    try:
        return _rule(statement, statement.body, variables=variables)
    except ValueError as error:
        raise ValueError(f"{statement}: {error}") from error


def _rule(statement: Statement, body: Mapping[str, Any], *, variables: bool) -> Rule:
    if unknown := body.keys() - _ELEMENTS:
        raise ValueError(f"no element of a statement: {min(unknown)!r}")
    if body.get("Effect") not in ("Allow", "Deny"):
        raise ValueError(f"the effect is Allow or Deny, not {body.get('Effect')!r}")
    for one, other in _PAIRS:
        if one in body and other in body:
            raise ValueError(f"{one} and {other} exclude each other")
    principals = body.get("Principal", body.get("NotPrincipal"))
    if principals is not None:
        check_principals(principals)
    resources = texts(body.get("Resource", body.get("NotResource", [])))
    if not resources and principals is None:
        raise ValueError("a statement names resources or principals")
    return Rule(
        statement=statement,
        allows=body["Effect"] == "Allow",
        actions=actions(_actions(body)),
        other_actions="NotAction" in body,
        resources=tuple(_resource(pattern if variables else literal(pattern)) for pattern in resources),
        other_resources="NotResource" in body,
        principals=principals,
        other_principals="NotPrincipal" in body,
        conditions=conditions(keyed(body.get("Condition", {})), variables=variables),
    )


def _actions(body: Mapping[str, Any]) -> tuple[str, ...]:
    patterns = texts(body.get("Action", body.get("NotAction", [])))
    if not patterns:
        raise ValueError("a statement names actions")
    if wrong := next((pattern for pattern in patterns if not _ACTION.fullmatch(pattern)), None):
        raise ValueError(f"action {wrong!r} is not written as service:Action")
    return patterns


def _resource(pattern: str) -> str:
    check_resource(pattern)
    return pattern
