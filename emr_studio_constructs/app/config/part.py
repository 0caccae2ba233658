"""What every part of a config file shares: no unknown keys, no guessing of types, no change after reading."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

from emr_studio_constructs.app.errors import Mistake

RULE_BROKEN = "rule_broken"
"""The type of a pydantic error that carries mistakes of ours."""


class Part(BaseModel):
    """A part of a config file. The text below each field is its description in the JSON Schema."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True)


def refuse(mistakes: Sequence[Mistake]) -> None:
    """Ends a validator with the mistakes it found, if any; their paths start at the validated part."""
    if mistakes:
        raise PydanticCustomError(RULE_BROKEN, "rules broken", {"mistakes": list(mistakes)})


def check_exactly_one(part: Part, *keys: str) -> None:
    """Refuses a part unless exactly one of `keys` is set."""
    given = [key for key in keys if key in part.model_fields_set]
    if len(given) != 1:
        got = " and ".join(given) if given else "none"
        refuse([Mistake((), f"wants exactly one of {', '.join(keys)}, got {got}")])
