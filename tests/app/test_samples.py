import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from emr_studio_constructs.app.config import ConfigFile, PeopleFile, json_schema
from emr_studio_constructs.app.load import load_config
from emr_studio_constructs.app.schema import schema_text

CONFIG = Path(__file__).parents[2] / "config"
SAMPLES = sorted(CONFIG.glob("*.yaml"))
PEOPLE_FILES = sorted(CONFIG.glob("people/*.yaml"))
SCHEMAS = {"config": CONFIG / "schema.json", "people": CONFIG / "people" / "schema.json"}

samples = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
all_files = pytest.mark.parametrize("file", [*SAMPLES, *PEOPLE_FILES], ids=lambda file: file.name)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_schema_file_is_current(kind: str) -> None:
    assert SCHEMAS[kind].read_text(encoding="utf-8") == schema_text(kind), "run make schema"


@pytest.mark.parametrize("kind", SCHEMAS)
def test_schema_itself_is_valid(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_text(kind)))


def test_schema_describes_every_key() -> None:
    schemas = [json_schema(), json_schema(PeopleFile)]
    definitions = [each for schema in schemas for each in (schema, *schema["$defs"].values())]
    undescribed = [
        f"{definition['title']}.{key}"
        for definition in definitions
        for key, schema in definition.get("properties", {}).items()
        if not schema.get("description")
    ]
    assert undescribed == []


@all_files
def test_sample_fits_the_schema_that_it_names(file: Path) -> None:
    head, _, text = file.read_text(encoding="utf-8").partition("\n")
    assert head == "# yaml-language-server: $schema=schema.json"
    schema = json.loads((file.parent / "schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(yaml.safe_load(text), schema)


def test_every_people_file_belongs_to_a_sample() -> None:
    studios = [studio for sample in SAMPLES for studio in load_config(str(sample))[0].studios.values()]
    assert {CONFIG / studio.people_file for studio in studios if studio.people_file} == set(PEOPLE_FILES)


@samples
def test_sample_is_accepted(sample: Path) -> None:
    load_config(str(sample))


def test_every_key_of_the_smallest_sample_has_a_comment_above_it() -> None:
    blocks = (CONFIG / "minimal.yaml").read_text(encoding="utf-8").strip().split("\n\n")
    assert [block for block in blocks if not block.lstrip().startswith("#")] == []


def test_samples_together_show_every_key_of_a_studio() -> None:
    shown = {key for sample in SAMPLES for key in _keys_set(load_config(str(sample))[0])}
    assert set(_keys_known(json_schema())) - shown == {"LookupVpcConfig.source", "LookupVpcConfig.vpc_id"}


def _keys_set(part: object) -> Iterator[str]:
    """The keys that are set in a part of a config, and in all within it."""
    match part:
        case BaseModel():
            yield from (f"{type(part).__name__}.{key}" for key in part.model_fields_set)
            for value in vars(part).values():
                yield from _keys_set(value)
        case dict():
            for value in part.values():
                yield from _keys_set(value)
        case tuple():
            for value in part:
                yield from _keys_set(value)


def _keys_known(schema: dict[str, Any]) -> Iterator[str]:
    yield from (f"{ConfigFile.__name__}.{key}" for key in schema["properties"])
    for name, definition in schema["$defs"].items():
        yield from (f"{name}.{key}" for key in definition.get("properties", ()))
