"""A change to a config that every config can have: what it would be like to run `cdk deploy` again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

Json = dict[str, Any]

DESCRIPTION = "Changed in a rehearsal"


def write_changed(config: Path, changed: Path) -> list[str]:
    """Writes a changed copy of a config, and says what changed in words.

    Each Studio gets another description, and the first one of its people who has a tier gets another tier.
    """
    document: Json = yaml.safe_load(config.read_text(encoding="utf-8"))
    words = [word for name, studio in document["studios"].items() for word in _change(name, studio)]
    changed.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    return words


def _change(name: str, studio: Json) -> Iterator[str]:
    studio["description"] = DESCRIPTION
    yield f"{name}: description"
    for kind in ("users", "groups"):
        people: Json = studio.get(kind) or {}
        for person in people:
            people[person] = _other_than(people[person])
            yield f"{name}: {person} is {people[person]} now"
            return
    for access in studio.get("access") or ():
        if "tier" in access:
            access["tier"] = _other_than(access["tier"])
            yield f"{name}: the first access is {access['tier']} now"
            return


def _other_than(tier: str) -> str:
    return "BASIC" if tier == "ADVANCED" else "ADVANCED"
