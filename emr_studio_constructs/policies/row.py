"""The row that all policy tables are made of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

EMR_TAG = "for-use-with-amazon-emr-managed-policies"
"""The tag, with the value `true`, by which EMR's policies know what was made for EMR."""

EMR_USER_TAG = "for-use-with-amazon-emr-managed-user-policies"
"""The tag with a person's user id, by which EMR's policies know what is theirs alone."""

ANY = ("*",)
"""Every resource. Only for actions that IAM cannot limit to a resource, or with the reason beside the row."""


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
        """Checks the values, and freezes them."""
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
