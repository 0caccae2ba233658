"""Reads a config file and checks it against the models."""

import json

from pydantic import ValidationError

from .config import ConfigFile
from .document import Document, read_document
from .errors import ConfigError
from .messages import mistakes_in


def load_config(file: str) -> tuple[ConfigFile, Document]:
    """Reads and checks a config file, and returns with it where in the file everything is.

    Raises:
        ConfigError: The file cannot be read, or breaks a rule; has a line for each mistake.
    """
    document = read_document(file)
    try:
        # As JSON, in which lists are lists and enums are words: so the models can be strict about all other types.
        return ConfigFile.model_validate_json(json.dumps(document.data, default=str)), document
    except ValidationError as error:
        raise ConfigError(document.say(mistakes_in(document.data, error.errors()))) from error
