"""Finds what policies tell apart: the resources of their statements, with what the conditions ask for.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from emr_studio_constructs.evaluation import Context, NamedPolicy

from .person import Person
from .policy_documents import acts, statements_of, values

_EQUAL = {"StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals", "ArnLike"}
_VARIABLE = re.compile(r"\$\{([^},]+)[^}]*\}")
_USER_ID = "aws:userid"


@dataclass(frozen=True)
class Mention:
    """A resource that a statement is about, and a context that its conditions ask for."""

    resource: str
    context: Context
    written: Context
    """The same, with values as the policy has them."""


def mentions(people: Iterable[Person], action: str, *keys: str) -> list[Mention]:
    """What the policies of some people allow or deny an action on.

    A wildcard in a resource stays; in the values of conditions it is filled in.

    Args:
        people: The people.
        action: The action.
        keys: With what the condition keys that matter start; what others ask for is not looked at.
    """
    return [
        Mention(resource, {key: value for part in parts for key, value in _satisfying(*part).items()}, dict(parts))
        for policy in _policies(people)
        for statement in statements_of(dict(policy.document))
        if acts(statement, action)
        for resource in values(statement.get("Resource", "*"))
        for parts in _choices(statement.get("Condition", {}), tuple(key.lower() for key in keys))
    ]


def _policies(people: Iterable[Person]) -> Iterator[NamedPolicy]:
    every = [
        policy
        for person in people
        for policy in ([person.policies.session] if person.policies.session else person.policies.identity)
    ]
    yield from {id(policy): policy for policy in every}.values()


def _choices(
    conditions: Mapping[str, Mapping[str, Any]], keys: tuple[str, ...]
) -> Iterable[tuple[tuple[str, str], ...]]:
    """What conditions on some keys ask for: key and value, for each combination of values."""
    return product(
        *(
            [(key, value) for value in values(wanted)]
            for operator, block in conditions.items()
            for key, wanted in block.items()
            if operator.rpartition(":")[2] in _EQUAL and key.lower().startswith(keys)
        )
    )


def _satisfying(key: str, value: str) -> Context:
    """A context in which a key has a value of a policy; where that is a variable, what it stands for has it too."""
    variable = _VARIABLE.search(value)
    if variable and variable[1].lower() != _USER_ID:
        return {key: "same", variable[1]: "same"}
    return {key: value.replace("*", "").replace("?", "x") or "x"}
