"""Reads a config file, with the people files that it names, and checks them against the models."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from .config import ConfigFile, PeopleFile, json_schema
from .config.part import Part
from .document import Document, read_document
from .errors import ConfigError, Mistake
from .messages import mistakes_in
from .template_paths import with_template_paths

Json = dict[str, Any]
Checked = TypeVar("Checked", bound=Part)


def load_config(file: str) -> tuple[ConfigFile, Document]:
    """Reads and checks a config file, and returns with it where everything is.

    People files are read in: their users and groups are those of the Studios that name them. The paths of cluster
    templates become paths from the working directory.

    Raises:
        ConfigError: A file cannot be read, or breaks a rule; has a line for each mistake.
    """
    try:
        document = read_document(file, wants="studios")
    except OSError as error:
        raise ConfigError([f"{file}: {_reason(error)}: name a file that is there"]) from error
    document = replace(document, data=with_template_paths(document.data, Path(file).parent))
    for name, studio in _naming_people_files(document.data):
        document = _with_people(document, Path(file).parent, name, studio)
    return check(ConfigFile, document), document


def _naming_people_files(data: object) -> Iterator[tuple[str, Json]]:
    """The Studios that name a people file; what is not as it should be is for the models to refuse."""
    match data:
        case {"studios": dict() as studios}:
            for name, studio in studios.items():
                if isinstance(studio, dict) and isinstance(studio.get("people_file"), str):
                    yield name, studio


def _with_people(document: Document, directory: Path, name: str, studio: Json) -> Document:
    """A config in which a Studio has the people of its people file."""
    path = ("studios", name)
    beside = [key for key in ("users", "groups") if key in studio]
    if beside:
        text = "goes without people_file, which is for all people of the Studio: remove one of them"
        raise ConfigError(document.say(Mistake((*path, key), text) for key in beside))
    file = studio["people_file"]
    try:
        people = read_document(str(directory / file), wants="users or groups")
    except OSError as error:
        text = f"{directory / file}: {_reason(error)}: give its path from the config file's directory"
        raise ConfigError(document.say([Mistake((*path, "people_file"), text)])) from error
    check(PeopleFile, people)
    studios = {**document.data["studios"], name: {**studio, **people.data}}
    lines = {(*path, *inner): line for inner, line in people.lines.items() if inner}
    return replace(document, data={**document.data, "studios": studios}, lines={**document.lines, **lines})


def check(model: type[Checked], document: Document) -> Checked:
    """What a file holds, as the model of it.

    Raises:
        ConfigError: It breaks a rule; has a line for each mistake.
    """
    try:
        # As JSON, in which lists are lists and enums are words: so the models can be strict about all other types.
        return model.model_validate_json(json.dumps(document.data, default=str))
    except ValidationError as error:
        mistakes = mistakes_in(document.data, error.errors(), json_schema(model))
        raise ConfigError(document.say(mistakes)) from error


def _reason(error: OSError) -> str:
    return (error.strerror or "cannot be read").lower()
