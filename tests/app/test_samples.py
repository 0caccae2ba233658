import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from emr_studio_constructs.app.config import ConfigFile, json_schema
from emr_studio_constructs.app.load import load_config
from emr_studio_constructs.app.schema import schema_text

CONFIG = Path(__file__).parents[2] / "config"
SAMPLES = sorted(CONFIG.glob("*.yaml"))

samples = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


def test_schema_file_is_current() -> None:
    assert (CONFIG / "schema.json").read_text(encoding="utf-8") == schema_text(), (
        "run python -m emr_studio_constructs.app.schema > config/schema.json"
    )


def test_schema_itself_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_schema_describes_every_key() -> None:
    definitions = [json_schema(), *json_schema()["$defs"].values()]
    undescribed = [
        f"{definition['title']}.{key}"
        for definition in definitions
        for key, schema in definition.get("properties", {}).items()
        if not schema.get("description")
    ]
    assert undescribed == []


@samples
def test_sample_fits_the_schema(sample: Path) -> None:
    jsonschema.validate(yaml.safe_load(sample.read_text(encoding="utf-8")), json.loads(schema_text()))


@samples
def test_sample_is_accepted(sample: Path) -> None:
    load_config(str(sample))


@samples
def test_sample_tells_editors_of_the_schema(sample: Path) -> None:
    assert sample.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=schema.json\n")


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
