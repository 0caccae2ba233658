"""Finds the places that pydantic names, in a file and in its JSON Schema."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .errors import Path

Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """A place in a config file."""

    path: Path
    """Where it is in the file."""
    schema: Schema
    """What it may hold; empty for an unknown key."""
    holder: Schema
    """What the thing that holds it may hold."""


def locate(data: object, loc: tuple[int | str, ...], whole: Schema) -> Place:
    """Finds the place of a pydantic error in a file that has the schema `whole`.

    Its `loc` names also the choices made in unions, which no file shows.
    """
    path: list[int | str] = []
    holder: Schema = {}
    schema = _open(whole, data, whole)
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
        holder, schema = schema, _open(_inside(schema, part), data, whole)
    return Place(tuple(path), schema, holder)


def _inside(schema: Schema, part: int | str) -> Schema:
    """The schema of a key or a position."""
    if isinstance(part, int):
        return dict(schema.get("items", {}))
    if part in schema.get("properties", ()):
        return dict(schema["properties"][part])
    of_any_key = [*schema.get("patternProperties", {}).values(), schema.get("additionalProperties")]
    return next((found for found in of_any_key if isinstance(found, dict)), {})


def _open(schema: Schema, data: object, whole: Schema) -> Schema:
    """Follows references and choices to the schema that is meant for `data`."""
    if "$ref" in schema:
        return _open(whole["$defs"][schema["$ref"].rpartition("/")[2]], data, whole)
    if "discriminator" in schema:
        choices, key = schema["discriminator"]["mapping"], schema["discriminator"]["propertyName"]
        chosen = data.get(key) if isinstance(data, dict) else None
        if chosen not in choices:
            return schema
        choice = choices[chosen]
        return _open({"$ref": choice} if isinstance(choice, str) else choice, data, whole)
    for choice in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        opened = _open(choice, data, whole)
        if _is_for(data, opened):
            return opened
    return schema


def _is_for(data: object, schema: Schema) -> bool:
    """Whether both are lists, both are keys and values, or both are neither."""
    kind = schema.get("type")
    return (kind == "array") == isinstance(data, list) and (kind == "object") == isinstance(data, dict)
