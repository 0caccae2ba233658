"""Reads what policies are made of: objects, and texts, one or a list of them.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
"""

from collections.abc import Mapping
from typing import Any


def keyed(value: object) -> Mapping[str, Any]:
    """An object.

    Raises:
        ValueError: For anything else.
    """
    if not isinstance(value, Mapping):
        raise ValueError(f"{value!r} is no object")
    return value


def texts(value: object) -> tuple[str, ...]:
    """One text or a list of them; JSON's booleans and numbers are texts, too.

    Raises:
        ValueError: For anything else, such as a reference that is not resolved.
    """
    return tuple(map(_text, value)) if isinstance(value, list | tuple) else (_text(value),)


def _text(value: object) -> str:
    match value:
        case str():
            return value
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
    raise ValueError(f"{value!r} is no text")
