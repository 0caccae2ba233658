"""How rows become a policy document: names filled in, rows gathered, statements written as IAM reads them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from .row import Allow, Condition

Things = Mapping[str, Sequence[str]]
"""What the names in angle brackets stand for: each name and its values, none where the Studio has no such thing."""


def gather(rows: Iterable[Allow], sids: Mapping[Sequence[str], str]) -> list[Allow]:
    """Puts rows with the same resources and the same conditions into one.

    Each statement costs some 80 of the 6,144 characters that a managed policy may have.

    Args:
        rows: The rows.
        sids: The sid of what was gathered, by resources. Default: that of the first row.
    """
    groups: dict[object, list[Allow]] = {}
    for row in rows:
        groups.setdefault((row.on, row.when), []).append(row)
    return [
        replace(
            group[0],
            sid=sids.get(tuple(group[0].on), group[0].sid),
            actions=tuple(dict.fromkeys(action for row in group for action in row.actions)),
        )
        if len(set(group)) > 1
        else group[0]
        for group in groups.values()
    ]


def unite(rows: Iterable[Allow]) -> list[Allow]:
    """Makes the rows of several pieces of compute fit one policy.

    Rows that differ in their resources alone become one. Of those that have the same sid still, the second gets a 2
    behind it, the third a 3.
    """
    united: dict[object, Allow] = {}
    for row in rows:
        key = (row.sid, row.actions, row.when)
        before = united.get(key)
        united[key] = replace(before, on=tuple(dict.fromkeys([*before.on, *row.on]))) if before else row
    seen = Counter[str]()
    numbered = []
    for row in united.values():
        seen[row.sid] += 1
        numbered.append(replace(row, sid=f"{row.sid}{seen[row.sid]}") if seen[row.sid] > 1 else row)
    return numbered


_NAME = re.compile(r"<([^<>]*)>")


def fill(template: str, things: Things) -> list[str]:
    """Every text that a template stands for: one for each combination of its names' values.

    Args:
        template: A text with names in angle brackets.
        things: What the names stand for.

    Raises:
        ValueError: The template has a name that stands for nothing.
    """
    names = list(dict.fromkeys(_NAME.findall(template)))
    if unknown := [name for name in names if name not in things]:
        message = f"rows must name only {', '.join(f'<{name}>' for name in things)}, got <{unknown[0]}> in {template!r}"
        raise ValueError(message)
    texts = []
    for values in product(*(things[name] for name in names)):
        text = template
        for name, value in zip(names, values, strict=True):
            text = text.replace(f"<{name}>", value)
        texts.append(text)
    return texts


def name_things(rows: Iterable[Allow], things: Things) -> tuple[Allow, ...]:
    """Rows in which some names stand for one piece of compute: those names filled in, the others left as they are.

    A row whose `on` names only things that there are none of is left out.

    Args:
        rows: The rows.
        things: What the names of this piece of compute stand for.
    """
    named = []
    for row in rows:
        open_names = {name: [f"<{name}>"] for text in (*row.on, *_values(row)) for name in _NAME.findall(text)}
        known = {**open_names, **things}
        if on := _fill_all(row.on, known):
            when = tuple(replace(condition, values=_fill_all(condition.values, known)) for condition in row.when)
            named.append(replace(row, on=on, when=when))
    return tuple(named)


def _values(row: Allow) -> list[str]:
    return [value for condition in row.when for value in condition.values]


def _fill_all(templates: Iterable[str], things: Things) -> list[str]:
    return [text for template in templates for text in fill(template, things)]


def _one_or_list(values: list[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else values


def render_conditions(when: Iterable[Condition], things: Things) -> dict[str, dict[str, str | list[str]]]:
    """Renders conditions to the form they have in a policy document."""
    block: dict[str, dict[str, str | list[str]]] = {}
    for condition in when:
        values = _one_or_list(_fill_all(condition.values, things))
        block.setdefault(condition.operator, {})[condition.key] = values
    return block


def render_statements(rows: Iterable[Allow], things: Things, principal: str | None = None) -> list[dict[str, Any]]:
    """Renders rows to statements; rows whose `on` names only things that the Studio has not got are left out.

    Args:
        rows: The rows; equal ones are rendered once.
        things: What the names in angle brackets stand for.
        principal: The ARN of who is allowed, for the policy of a key or bucket. Default: none, as in a role's policy.
    """
    statements = []
    for row in dict.fromkeys(rows):
        resources = _fill_all(row.on, things)
        if not resources:
            continue
        statement: dict[str, Any] = {"Sid": row.sid, "Effect": "Allow"}
        if principal is not None:
            statement["Principal"] = {"AWS": principal}
        statement["Action"] = _one_or_list(list(row.actions))
        statement["Resource"] = _one_or_list(resources)
        if row.when:
            statement["Condition"] = render_conditions(row.when, things)
        statements.append(statement)
    return statements


def render_document(rows: Iterable[Allow], things: Things) -> dict[str, Any]:
    """Renders rows to a policy document; raises a `ValueError` where two different rows share a sid."""
    statements = render_statements(rows, things)
    sids = [statement["Sid"] for statement in statements]
    if twice := sorted({sid for sid in sids if sids.count(sid) > 1}):
        message = f"rows must have a sid of their own each, got {', '.join(twice)} more than once: rename one"
        raise ValueError(message)
    return {"Version": "2012-10-17", "Statement": statements}
