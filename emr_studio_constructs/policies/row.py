"""The row that all policy tables are made of, and how rows become a policy document."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

EMR_TAG = "for-use-with-amazon-emr-managed-policies"
"""The tag, with the value `true`, by which EMR's policies know what was made for EMR."""

EMR_USER_TAG = "for-use-with-amazon-emr-managed-user-policies"
"""The tag with a person's user id, by which EMR's policies know what is theirs alone."""

ANY = ("*",)
"""Every resource. Only for actions that IAM cannot limit to a resource, or with the reason beside the row."""

Things = Mapping[str, Sequence[str]]
"""What the names in angle brackets stand for: each name and its values, none where the Studio has no such thing."""


@dataclass(frozen=True)
class Condition:
    """One condition of a row.

    Args:
        operator: An IAM condition operator, such as `StringEquals`.
        key: A condition key, such as `aws:ResourceAccount`.
        values: The values of which one must match, one or more.

    Raises:
        ValueError: There is no value, or a text in the place of the values.
    """

    operator: str
    key: str
    values: Sequence[str]

    def __post_init__(self) -> None:
        """Freezes the values."""
        object.__setattr__(self, "values", _frozen(f"values of the condition on {self.key}", self.values))


def equals(key: str, *values: str) -> Condition:
    """Requires `key` to be one of `values`, to the letter."""
    return Condition("StringEquals", key, values)


def like(key: str, *values: str) -> Condition:
    """Requires `key` to match one of `values`, in which `*` stands for anything."""
    return Condition("StringLike", key, values)


def arn_like(key: str, *values: str) -> Condition:
    """Requires the ARN in `key` to match one of `values`, in which `*` stands for anything inside a part."""
    return Condition("ArnLike", key, values)


@dataclass(frozen=True, kw_only=True)
class Allow:
    """One permission.

    Args:
        sid: The statement's id, unique in its policy: letters and digits. It keeps the CDK from merging statements.
        actions: IAM actions, such as `elasticmapreduce:StartEditor`.
        on: ARNs, with names in angle brackets for what differs by Studio: `arn:<partition>:s3:::<bucket>/*`.
        when: Conditions, all of which must hold, each on another key or by another operator.

    Raises:
        ValueError: A sid, action or resource that IAM would refuse, or a text in the place of a list.
    """

    sid: str
    actions: Sequence[str]
    on: Sequence[str]
    when: Sequence[Condition] = ()

    def __post_init__(self) -> None:
        """Checks the columns, and freezes the lists."""
        if not re.fullmatch(r"[A-Za-z0-9]+", self.sid):
            message = f"sid must be letters and digits, got {self.sid!r}"
            raise ValueError(message)
        object.__setattr__(self, "actions", _frozen(f"actions of row {self.sid}", self.actions))
        object.__setattr__(self, "on", _frozen(f"on of row {self.sid}", self.on))
        if isinstance(self.when, Condition):
            message = f"when of row {self.sid} must be a list of conditions, got one: put it in brackets"
            raise ValueError(message)
        object.__setattr__(self, "when", tuple(self.when))
        if wrong := [action for action in self.actions if not re.fullmatch(r"[a-z0-9-]+:[A-Za-z0-9*?]+", action)]:
            message = f"actions of row {self.sid} must be like s3:GetObject, got {', '.join(wrong)}"
            raise ValueError(message)
        if wrong := [resource for resource in self.on if not re.match(r"\*$|arn:|<|\$\{Token", resource)]:
            message = f"on of row {self.sid} must hold ARNs or '*', got {', '.join(wrong)}"
            raise ValueError(message)
        keys = [(condition.operator, condition.key.lower()) for condition in self.when]
        if twice := [condition.key for condition, key in zip(self.when, keys, strict=True) if keys.count(key) > 1]:
            message = f"when of row {self.sid} must test {twice[0]} once: put all its values into one condition"
            raise ValueError(message)


def _frozen(what: str, values: Sequence[str]) -> tuple[str, ...]:
    if isinstance(values, str) or not values:
        message = f"{what} must be a list of one or more, got {values!r}: put them in brackets"
        raise ValueError(message)
    return tuple(values)


def gather(rows: Iterable[Allow], sids: Mapping[Sequence[str], str]) -> list[Allow]:
    """Puts rows with the same resources and the same conditions into one.

    Each statement costs some 80 of the 6,144 characters that a managed policy may have.

    Args:
        rows: The rows.
        sids: The resources whose rows are gathered, and the sid of what was gathered.
    """
    groups: dict[object, list[Allow]] = {}
    for row in rows:
        groups.setdefault((row.on, row.when) if row.on in sids else row, []).append(row)
    return [
        replace(
            group[0],
            sid=sids[group[0].on],
            actions=tuple(dict.fromkeys(action for row in group for action in row.actions)),
        )
        if len(set(group)) > 1
        else group[0]
        for group in groups.values()
    ]


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
