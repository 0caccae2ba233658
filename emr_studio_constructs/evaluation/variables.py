"""Policy variables: `${aws:userid}`, `${aws:PrincipalTag/team, 'none'}` and the escapes `${*}`, `${?}`, `${$}`.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

# The context of a request, with its keys in lower case: IAM does not mind their case.
Keys = Mapping[str, str | Sequence[str]]

VARIABLE = re.compile(r"\$\{([^}]*)\}")
_REFERENCE = re.compile(r"\s*([\w:/.@+=-][\w:/.@+= -]*?)\s*(?:, '([^']*)')?")
_ESCAPES = frozenset("*?$")


class Variable(NamedTuple):
    """A key of the context, and what stands in for it where the context lacks it."""

    key: str
    default: str | None


@cache
def variables(text: str) -> tuple[Variable | str, ...]:
    """The variables of a text, in order; an escape is the character it stands for.

    Raises:
        ValueError: For `${...}` that is neither a variable nor an escape.
    """
    return tuple(_read(inside, text) for inside in VARIABLE.findall(text))


def values(text: str, keys: Keys) -> tuple[str, ...] | None:
    """What the variables of a text stand for, in order; nothing if one has no value, or several."""
    found: list[str] = []
    for variable in variables(text):
        value = variable if isinstance(variable, str) else keys.get(variable.key, variable.default)
        if not isinstance(value, str):
            return None
        found.append(value)
    return tuple(found)


def resolved(text: str, keys: Keys) -> str | None:
    """The text with its variables replaced; nothing if one has no value, or several."""
    found = values(text, keys)
    if found is None:
        return None
    remaining = iter(found)
    return VARIABLE.sub(lambda _: next(remaining), text) if found else text


def literal(text: str) -> str:
    """The text as policies of version 2008-10-17 mean it, which know no variables."""
    return text.replace("$", "${$}")


def _read(inside: str, text: str) -> Variable | str:
    if inside in _ESCAPES:
        return inside
    found = _REFERENCE.fullmatch(inside)
    if found is None:
        raise ValueError(f"no policy variable: ${{{inside}}} in {text!r}: write ${{key}} or ${{key, 'default'}}")
    key, default = found.groups()
    return Variable(key.lower(), default)
