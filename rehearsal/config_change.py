"""A change to a config that every config can have: what it would be like to run `cdk deploy` again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from .config import in_one_file

Json = dict[str, Any]

DESCRIPTION = "Changed in a rehearsal"


def write_changed(config: Path, changed: Path) -> list[str]:
    """Writes a changed copy of a config, and says what changed in words.

    Each Studio gets another description, and the first one of its people who has a tier gets another tier. People of
    people files are in the copy itself.

    Raises:
        ConfigError: The config is refused.
    """
    document = in_one_file(config)
    words = [word for name, studio in document["studios"].items() for word in _change(name, studio)]
    changed.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    return words


def _change(name: str, studio: Json) -> Iterator[str]:
    studio["description"] = DESCRIPTION
    yield f"{name}: description"
    for kind in ("users", "groups"):
        people: Json = studio.get(kind, {})
        for person, given in people.items():
            by_id = isinstance(given, dict)
            tier = _other_than(given["tier"] if by_id else given)
            people[person] = {**given, "tier": tier} if by_id else tier
            yield f"{name}: {person} is {tier} now"
            return
    for access in studio.get("access") or ():
        if "tier" in access:
            access["tier"] = _other_than(access["tier"])
            yield f"{name}: the first access is {access['tier']} now"
            return


def _other_than(tier: str) -> str:
    return "BASIC" if tier == "ADVANCED" else "ADVANCED"
