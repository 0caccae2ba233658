"""Tells the sources apart: a config, a cloud assembly or one of its templates, a mappings file."""

import json
from pathlib import Path

from emr_studio_constructs.app.document import read_document
from emr_studio_constructs.ops.access import Access
from emr_studio_constructs.ops.errors import OpsError

from .from_assembly import targets_of_assembly
from .from_config import targets_of_config
from .from_file import target_of_file
from .target import Target

_WANTS = "studios (a config) or studio_id (a mappings file)"


def targets_of(source: Path, access: Access, *, studio: str | None = None) -> list[Target]:
    """The Studios that a source declares people for, or the one with a key.

    Raises:
        ConfigError: The file is refused.
        OpsError: There is no such source or Studio, or what it rests on is not deployed.
    """
    try:
        if is_assembly(source):
            return list(targets_of_assembly(source, access, studio=studio))
        document = read_document(str(source), wants=_WANTS)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        message = f"{source}: {reason}: name a config, a cloud assembly (cdk.out) or a mappings file"
        raise OpsError(message) from error
    match document.data:
        case {"studio_id": _}:
            if studio is not None:
                raise OpsError(f"--studio chooses from a config, and {source} is about one Studio: remove it")
            return [target_of_file(str(source), document, access)]
        case {"studios": _}:
            return list(targets_of_config(source, access, studio=studio))
        case _:
            raise OpsError(f"{source}:1: wants {_WANTS}")


def is_assembly(source: Path) -> bool:
    """Whether a source is a cloud assembly, or one template in it."""
    try:
        content = json.loads(source.read_text(encoding="utf-8"))
    except IsADirectoryError:
        return True
    except (OSError, json.JSONDecodeError, UnicodeDecodeError):
        return False
    return isinstance(content, dict) and "Resources" in content
