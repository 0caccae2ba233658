"""Compares the properties of a resource before and after."""

from .functions import Value
from .resources import Resource
from .schemas import Path

_NOTHING = object()


def at(value: Value, path: Path) -> Value:
    """What is at a path in a value: all of a function, since only the deploy knows what is in it."""
    if not path:
        return value
    match value:
        case list() if path[0] == "*":
            return [at(each, path[1:]) for each in value]
        case dict() if len(value) == 1 and next(iter(value)).startswith(("Fn::", "Ref")):
            return value
        case dict():
            return at(value.get(path[0], _NOTHING), path[1:])
    return _NOTHING


def differs(before: Resource, after: Resource, path: Path) -> bool:
    """Whether something else is at a path."""
    return bool(at(before.properties, path) != at(after.properties, path))


def changed_properties(before: Resource, after: Resource) -> list[str]:
    """The properties that are others."""
    names = dict.fromkeys([*before.properties, *after.properties])
    return [name for name in names if before.properties.get(name) != after.properties.get(name)]
