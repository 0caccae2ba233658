"""The whole config file, and its JSON Schema."""

from typing import Annotated, Any

from pydantic import Field
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from .part import Part
from .studio import StudioConfig
from .text import StackId


class ConfigFile(Part):
    """EMR Studios, each in a stack of its own."""

    studios: Annotated[dict[StackId, StudioConfig], Field(min_length=1)]
    """The Studios. The key of each is the id of its stack, by which `cdk deploy` knows it."""
    nag: bool = True
    """Whether cdk-nag checks the stacks (AwsSolutions and NIST 800-53 rev. 5) and refuses what breaks a rule."""


class _ForEditors(GenerateJsonSchema):
    """Leaves out what a config file cannot say, a key with nothing behind it, and titles that repeat the keys."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if schema.get("default", ...) is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002  # for no field
        return False


def json_schema(of: type[Part] = ConfigFile) -> dict[str, Any]:
    """The JSON Schema of config files, or of another kind of file."""
    return of.model_json_schema(schema_generator=_ForEditors)
