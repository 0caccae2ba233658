"""Prints the JSON Schema of config files: `python -m emr_studio_constructs.app.schema > config/schema.json`."""

import json

from .config import json_schema


def schema_text() -> str:
    """The JSON Schema, from which editors complete and check config files."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **json_schema()}
    return json.dumps(schema, indent=2) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")  # noqa: T201  # what the module is for
