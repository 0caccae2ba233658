"""CloudFormation's types as AWS publishes them: the provider schemas that cfn-lint brings along."""

import re
from functools import cache
from typing import Any

from cfnlint.schema import PROVIDER_SCHEMA_MANAGER
from jsonschema import Draft7Validator

Json = dict[str, Any]
_PROPERTIES = "/properties/"


class Schema:
    """One type: what it requires, what a change replaces, what is tagged."""

    def __init__(self, name: str) -> None:
        # Of the Region that has every type.
        schema: Json = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", name).schema
        tagging: Json = schema.get("tagging", {})
        self.name = name
        self.create_only = tuple(_top_level(path) for path in schema.get("createOnlyProperties", ()))
        self.tag_property = _top_level(tagging["tagProperty"]) if tagging.get("taggable") else None
        self.takes_system_tags: bool = tagging.get("cloudFormationSystemTags", True)
        self._validator = Draft7Validator(_readable(schema))

    def problems(self, properties: Json) -> list[str]:
        """What CloudFormation would refuse before it calls the service."""
        errors = sorted(self._validator.iter_errors(properties), key=lambda error: error.json_path)
        return [f"#/{'/'.join(map(str, error.path))}: {error.message}" for error in errors]


def _readable(schema: Any) -> Any:
    """The schema without the patterns that have classes of Unicode, which Python does not know."""
    if isinstance(schema, list):
        return [_readable(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    pattern = schema.get("pattern")
    unreadable = isinstance(pattern, str) and re.search(r"\\p\{", pattern)
    return {name: _readable(part) for name, part in schema.items() if not (unreadable and name == "pattern")}


def _top_level(path: str) -> str:
    return path.removeprefix(_PROPERTIES).partition("/")[0]


@cache
def schema_of(name: str) -> Schema:
    """The schema of a type."""
    return Schema(name)
