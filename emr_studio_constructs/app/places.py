"""Finds the places that pydantic names, in the config file and in its JSON Schema."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .config import json_schema
from .errors import Path

Schema = Mapping[str, Any]

_WHOLE: Schema = json_schema()


@dataclass(frozen=True)
class Place:
    """A place in a config file."""

    path: Path
    """Where it is in the file."""
    schema: Schema
    """What it may hold; empty for an unknown key."""
    holder: Schema
    """What the thing that holds it may hold."""


def locate(data: object, loc: tuple[int | str, ...]) -> Place:
    """Finds the place of a pydantic error; its `loc` names also the choices made in unions, which no file shows."""
    path: list[int | str] = []
    holder: Schema = {}
    schema = _open(_WHOLE, data)
    for part in loc:
        if part == "[key]":
            schema = holder.get("propertyNames", {})
        if isinstance(data, dict) and (part in data or part in schema.get("properties", ())):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part]
        else:
            continue
        path.append(part)
        holder, schema = schema, _open(_inside(schema, part), data)
    return Place(tuple(path), schema, holder)


def _inside(schema: Schema, part: int | str) -> Schema:
    """The schema of a key or a position."""
    if isinstance(part, int):
        return dict(schema.get("items", {}))
    if part in schema.get("properties", ()):
        return dict(schema["properties"][part])
    of_any_key = [*schema.get("patternProperties", {}).values(), schema.get("additionalProperties")]
    return next((found for found in of_any_key if isinstance(found, dict)), {})


def _open(schema: Schema, data: object) -> Schema:
    """Follows references and choices to the schema that is meant for `data`."""
    if "$ref" in schema:
        return _open(_WHOLE["$defs"][schema["$ref"].rpartition("/")[2]], data)
    if "discriminator" in schema:
        choices, key = schema["discriminator"]["mapping"], schema["discriminator"]["propertyName"]
        chosen = data.get(key) if isinstance(data, dict) else None
        return _open({"$ref": choices[chosen]}, data) if chosen in choices else schema
    for choice in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        if (choice.get("type") == "array") == isinstance(data, list):
            return _open(choice, data)
    return schema
