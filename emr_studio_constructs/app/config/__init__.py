"""What a config file may hold: the models that check it, and from which its JSON Schema is made."""

from .file import ConfigFile, json_schema
from .people import PeopleFile
from .studio import StudioConfig

__all__ = ["ConfigFile", "PeopleFile", "StudioConfig", "json_schema"]
