"""Prints the JSON Schema of a kind of file: `python -m emr_studio_constructs.app.schema config`, or `people`."""

import json
import sys

from .config import ConfigFile, PeopleFile, json_schema
from .config.part import Part

_KINDS: dict[str, type[Part]] = {"config": ConfigFile, "people": PeopleFile}


def schema_text(kind: str) -> str:
    """The JSON Schema of config files or people files, from which editors complete and check them."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **json_schema(_KINDS[kind])}
    return json.dumps(schema, indent=2) + "\n"


if __name__ == "__main__":
    print(schema_text(sys.argv[1]), end="")  # noqa: T201  # what the module is for
