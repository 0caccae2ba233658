"""Paths of cluster templates: in a config file they start at its directory, to the CDK at the working directory."""

from collections.abc import Sequence
from pathlib import Path

_EACH = None
_PATHS = ("studios", _EACH, "compute", _EACH, "templates", _EACH, "path")


def with_template_paths(data: object, directory: Path) -> object:
    """A config with the paths of its cluster templates from the working directory.

    What is not as it should be is left for the models to refuse.

    Args:
        data: What the config file says.
        directory: Where the config file is.
    """
    return _moved(data, _PATHS, directory)


def _moved(value: object, where: Sequence[str | None], directory: Path) -> object:
    if not where:
        return str(directory / value) if isinstance(value, str) else value
    key, *rest = where
    if isinstance(value, dict):
        return {name: _moved(each, rest, directory) if key in (_EACH, name) else each for name, each in value.items()}
    if isinstance(value, list) and key is _EACH:
        return [_moved(each, rest, directory) for each in value]
    return value
