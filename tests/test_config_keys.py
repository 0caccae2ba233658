"""Each key of a config file goes on to somewhere."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

import emr_studio_constructs
from emr_studio_constructs.app.config import StudioConfig
from emr_studio_constructs.app.config.part import Part

SOURCES = list(Path(emr_studio_constructs.__path__[0]).rglob("*.py"))
# What pydantic alone reads, to tell models apart.
CHOOSING = {"kind", "mode", "source"}


def parts(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for part in model.__subclasses__():
        yield part
        yield from parts(part)


def attributes() -> set[str]:
    """What is read of anything at all in the package."""
    nodes = [node for path in SOURCES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    matched = [name for node in nodes if isinstance(node, ast.MatchClass) for name in node.kwd_attrs]
    return {*matched, *(node.attr for node in nodes if isinstance(node, ast.Attribute))}


READ = attributes()


def test_the_keys_of_a_studio_are_among_these() -> None:
    assert StudioConfig in parts(Part)


@pytest.mark.parametrize("part", list(parts(Part)), ids=lambda part: part.__name__)
def test_each_key_is_read_somewhere(part: type[BaseModel]) -> None:
    assert set(part.model_fields) - CHOOSING <= READ
