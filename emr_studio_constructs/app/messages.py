"""Turns what pydantic says about a file into mistakes that a person can read."""

import re
from collections.abc import Iterator

from pydantic_core import ErrorDetails

from emr_studio_constructs.app.config.part import RULE_BROKEN
from emr_studio_constructs.app.errors import Mistake
from emr_studio_constructs.app.places import Place, Schema, locate
from emr_studio_constructs.suggest import did_you_mean

_TEXTS = {
    # pydantic's name for the mistake, and ours
    "extra_forbidden": "unknown key{hint}",
    "missing": "missing{example}",
    "union_tag_not_found": "missing{hint}",
    "union_tag_invalid": "{tag!r} is not known{hint}",
    "enum": "{given} is not known{hint}",
    "literal_error": "{given} is not known{hint}",
    "string_pattern_mismatch": "{given} does not look right{example}",
    "string_type": "wants text in quotes, got {given}",
    "string_too_long": "wants {max_length} characters at most, got {length}",
    "int_type": "wants a whole number, got {given}",
    "bool_type": "wants true or false, got {given}",
    "float_type": "wants a number, got {given}",
    "greater_than": "{given} is too low, it must be more than {gt:g}",
    "greater_than_equal": "{given} is too low, {ge} is the lowest",
    "less_than_equal": "{given} is too high, {le} is the highest",
    "model_type": "wants keys and values, got {given}",
    "dict_type": "wants keys and values, got {given}",
    "tuple_type": "wants a list, got {given}",
    "too_short": "wants {min_length} or more, got {length}",
    "too_long": "wants {max_length} at most, got {length}",
}


def mistakes_in(data: object, errors: list[ErrorDetails], schema: Schema) -> Iterator[Mistake]:
    """The mistakes behind pydantic's errors about `data`, which should have fitted the schema."""
    for error in errors:
        place, context = locate(data, error["loc"], schema), error.get("ctx", {})
        match error["type"]:
            case kind if kind == RULE_BROKEN:
                for found in context["mistakes"]:
                    yield Mistake((*place.path, *found.path), found.text)
            case "union_tag_not_found" | "union_tag_invalid":
                yield Mistake((*place.path, context["discriminator"].strip("'")), _text(error, place))
            case "too_short" if len(error["input"]) >= context["min_length"]:
                pass  # said because of what is wrong in the list, which has errors of its own
            case _:
                yield Mistake(place.path, _text(error, place))


def _text(error: ErrorDetails, place: Place) -> str:
    """Words one error."""
    given = error["input"]
    length = len(given) if isinstance(given, str | list | dict) else None
    parts = {"given": _shown(given), "length": length, "example": _example(place), "hint": _hint(error, place)}
    return _TEXTS.get(error["type"], error["msg"]).format(**error.get("ctx", {}), **parts)


def _shown(value: object) -> str:
    """A value as in YAML, as far as one line goes."""
    match value:
        case bool():
            return str(value).lower()
        case dict():
            return "keys and values"
        case list():
            return "a list"
        case _:
            return repr(value)


def _example(place: Place) -> str:
    return f", for example {place.schema['examples'][0]!r}" if "examples" in place.schema else ""


def _hint(error: ErrorDetails, place: Place) -> str:
    """What could have been meant."""
    context = error.get("ctx", {})
    match error["type"]:
        case "extra_forbidden":
            return did_you_mean(error["loc"][-1], place.holder.get("properties", ()))
        case "union_tag_not_found":
            return did_you_mean("", place.schema["discriminator"]["mapping"])
        case "union_tag_invalid":
            return did_you_mean(context["tag"], _quoted(context["expected_tags"]))
        case "enum" | "literal_error":
            return did_you_mean(error["input"], _quoted(context["expected"]))
        case _:
            return ""


def _quoted(text: str) -> list[str]:
    """The words that pydantic lists in quotes."""
    return re.findall(r"'([^']*)'", text)
