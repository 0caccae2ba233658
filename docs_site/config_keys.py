"""The keys of a config file, from its JSON Schema: a table for each block of keys.

https://json-schema.org/draft/2020-12
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Schema = Mapping[str, Any]


def config_reference(schema: Path) -> str:
    """All blocks, in the order in which keys lead to them."""
    root = json.loads(schema.read_text(encoding="utf-8"))
    blocks = _Blocks(root)
    return "\n\n".join(blocks.render())


class _Blocks:
    """The blocks of keys that can be reached from the root of a schema."""

    def __init__(self, root: Schema) -> None:
        self._root = root
        self._titles: dict[str, str] = {}
        self._collect(root, "")

    def render(self) -> Iterator[str]:
        yield self._table(self._root)
        for name, title in self._titles.items():
            block = self._definition(name)
            yield f"## {title} {{ #{_anchor(name)} }}"
            yield str(block.get("description", ""))
            yield self._table(block)

    def _definition(self, name: str) -> Schema:
        found: Schema = self._root["$defs"][name]
        return found

    def _collect(self, block: Schema, path: str) -> None:
        """Gives a title to each block that a block's keys lead to: the way there, and what chooses it."""
        for key, value in block["properties"].items():
            for name in _references(value):
                found = self._definition(name)
                if "properties" not in found or name in self._titles:
                    continue
                way = f"{path}.{key}" if path else key
                chosen = [f"`{each}: {one['const']}`" for each, one in found["properties"].items() if "const" in one]
                self._titles[name] = ", ".join([f"`{way}`", *chosen])
                self._collect(found, "" if name == "StudioConfig" else way)

    def _table(self, block: Schema) -> str:
        required = block.get("required", [])
        lines = [
            f"| `{key}`{'<br>required' if key in required else ''} | {self._kind(value)} | {_text(value)} |"
            for key, value in block["properties"].items()
        ]
        return "\n".join(["| Key | Value | Meaning |", "| --- | --- | --- |", *lines])

    def _kind(self, value: Schema) -> str:
        """What a value may be, in words."""
        if "$ref" in value:
            name = _name(value["$ref"])
            target = self._definition(name)
            return f"[a block](#{_anchor(name)})" if "properties" in target else self._kind(target)
        if choices := value.get("oneOf", value.get("anyOf")):
            return self._choice(choices)
        if "items" in value:
            return f"a list of: {self._kind(value['items'])}"
        if named := _named(value):
            return f"by name: {self._kind(named)}"
        return _plain(value)

    def _choice(self, choices: list[Schema]) -> str:
        named = list(_references({"oneOf": choices}))
        if all("$ref" in choice or "oneOf" in choice for choice in choices):
            return "<br>".join(f"[{self._titles[name].partition(', ')[2]}](#{_anchor(name)})" for name in named)
        return "<br>or ".join(self._kind(choice) for choice in choices)


_PLAIN = {
    "string": "text",
    "boolean": "`true` or `false`",
    "integer": "a whole number",
    "number": "a number",
    "object": "a block of your own",
}


def _references(value: Schema) -> Iterator[str]:
    """The names of the definitions that a value leads to."""
    if "$ref" in value:
        yield _name(value["$ref"])
    inner = [*value.get("oneOf", ()), *value.get("anyOf", ()), value.get("items"), _named(value)]
    for each in inner:
        if each:
            yield from _references(each)


def _named(value: Schema) -> Schema | None:
    """What the values of a block are whose keys are names of the reader's."""
    if "patternProperties" in value:
        (named,) = value["patternProperties"].values()
        return dict(named)
    named = value.get("additionalProperties")
    return dict(named) if isinstance(named, dict) else None


def _plain(value: Schema) -> str:
    if choices := [value["const"]] if "const" in value else value.get("enum"):
        return "<br>".join(f"`{each}`" for each in choices)
    example = f"<br>such as `{value['examples'][0]}`" if "examples" in value else ""
    return f"{_PLAIN[value['type']]}{_limits(value)}{example}"


def _limits(value: Schema) -> str:
    lowest, highest = value.get("minimum", value.get("minLength")), value.get("maximum", value.get("maxLength"))
    if highest is not None:
        return f", {lowest or 0} to {highest}{' characters' if value['type'] == 'string' else ''}"
    return f", {lowest} or more" if lowest is not None and value["type"] != "string" else ""


def _text(value: Schema) -> str:
    """What a key means, with its default where the words do not say it."""
    text = " ".join(str(value.get("description", "")).split()).replace("|", r"\|")
    default = value.get("default")
    if "Default" in text or default is None or isinstance(default, list | dict):
        return text
    return f"{text} Default: `{json.dumps(default)}`."


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]


def _anchor(name: str) -> str:
    return name.removesuffix("Config").lower()
