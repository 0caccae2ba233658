"""Finds resources that have another logical id, and are the same otherwise: CloudFormation makes them once more.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-refactoring.html
"""

import json
from collections.abc import Iterator, Mapping

from .functions import Value
from .identifiers import identifier_of
from .resources import Resource
from .schemas import update_behavior

# The share of properties that are alike in what is still the same resource.
_ALIKE = 2 / 3
# What tells two of a type apart, however alike they are: the policies of two tiers may allow the same.
_TOLD_APART_BY = {"AWS::IAM::ManagedPolicy": "Description"}

Resources = Mapping[str, Resource]


def moves(before: Resources, after: Resources) -> dict[str, str]:
    """The new logical ids of what has moved, by the old ones: whatever is most alike, first.

    Args:
        before: The resources that are deployed.
        after: Those that are wanted.
    """
    gone = [resource for name, resource in before.items() if name not in after]
    new = [resource for name, resource in after.items() if name not in before]
    types = {name: resource.type for each in (before, after) for name, resource in each.items()}
    found: dict[str, str] = {}
    for _, old, other in sorted(_pairs(gone, new, types), key=lambda pair: -pair[0]):
        if old not in found and other not in found.values():
            found[old] = other
    return found


def _pairs(gone: list[Resource], new: list[Resource], types: Mapping[str, str]) -> Iterator[tuple[float, str, str]]:
    """What may be the same, and how much speaks for it."""
    shapes = {
        each.logical_id: {name: _shape(value, types) for name, value in each.properties.items()}
        for each in (*gone, *new)
    }
    for old in gone:
        identity = [name for name, *_ in identifier_of(old.type, old.properties, update_behavior(old.type))]
        for other in new:
            one, two = shapes[old.logical_id], shapes[other.logical_id]
            # The template names both, and differently, such as two people who are mapped.
            is_somebody_else = any(one.get(name) != two.get(name) for name in identity)
            if old.type != other.type or is_somebody_else:
                continue
            alike = _alike(one, two)
            tail = _tail(old)
            same_tail = tail is not None and tail == _tail(other)
            apart = _TOLD_APART_BY.get(old.type, "")
            if same_tail or (alike >= _ALIKE and one.get(apart) == two.get(apart)):
                yield alike + same_tail, old.logical_id, other.logical_id


def _alike(one: Mapping[str, str], two: Mapping[str, str]) -> float:
    """The share of properties with the same values, where what they refer to may have moved too."""
    names = {*one, *two}
    return sum(one.get(name) == two.get(name) for name in names) / len(names) if names else 1


def _shape(value: Value, types: Mapping[str, str]) -> str:
    """A value with types in the place of logical ids."""

    def typed(value: Value) -> Value:
        match value:
            case {"Ref": str(name)}:
                return {"Ref": types.get(name, name)}
            case {"Fn::GetAtt": [str(name), attribute]}:
                return {"Fn::GetAtt": [types.get(name, name), attribute]}
            case dict():
                return {key: typed(each) for key, each in value.items()}
            case list():
                return [typed(each) for each in value]
        return value

    return json.dumps(typed(value), sort_keys=True)


def _tail(resource: Resource) -> tuple[str, ...] | None:
    """The end of its path, which stays when something around it is renamed."""
    return tuple(resource.path.split("/")[-2:]) if resource.path else None
