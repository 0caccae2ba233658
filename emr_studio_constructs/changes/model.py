"""What a change of a template does: to a resource, and to the people who use what it makes."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

Template = dict[str, Any]
"""A CloudFormation template, as JSON has it."""


class StackTemplate(Protocol):
    """The template of a stack, with those of the stacks that are nested in it."""

    @property
    def template(self) -> Template:
        """The template."""

    @property
    def nested(self) -> "Callable[[str], StackTemplate | None]":
        """Gives the nested stack with a logical id; none where its template is not known, before or after."""


@dataclass(frozen=True)
class Alone:
    """A template of which no nested stacks are known."""

    template: Template

    @property
    def nested(self) -> Callable[[str], StackTemplate | None]:
        """Gives none."""
        return lambda _logical_id: None


class Action(StrEnum):
    """What CloudFormation does with a resource."""

    ADD = "ADD"
    """Makes it."""
    UPDATE = "UPDATE"
    """Changes it in place."""
    MAY_REPLACE = "MAY_REPLACE"
    """Changes it in place, or makes another in its place: only the deploy decides."""
    REPLACE = "REPLACE"
    """Makes another in its place; the old one is deleted, or kept where its UpdateReplacePolicy says so."""
    MOVE = "MOVE"
    """Makes another under a new logical id, and then deletes the old one, or keeps it outside of the stack."""
    KEEP = "KEEP"
    """Lets it out of the stack, and keeps it."""
    DELETE = "DELETE"
    """Deletes it."""
    FAIL = "FAIL"
    """Tries, and fails: the deploy is rolled back."""


class Loss(StrEnum):
    """What people lose by a change, as `--allow` names it."""

    REPLACEMENT = "REPLACEMENT"
    """Something that people use, or that others refer to, becomes another one."""
    DELETION = "DELETION"
    """Something that people use is gone, or out of the stack."""
    NOTEBOOKS = "NOTEBOOKS"
    """Workspaces no longer find their notebooks."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """What happens to one resource.

    Args:
        logical_id: Its id in the template, such as `Inner/Studio` in a nested stack; of one that is moved, the old one.
        type: Its type, such as `AWS::EMR::Studio`.
        path: Where the CDK defines it, such as `Analytics/Studio/Resource`; none where the template does not say.
        action: What CloudFormation does with it.
        properties: The properties that differ, such as `SubnetIds`, or refer to what becomes another.
        causes: Why, a sentence each: which property cannot change in place, or which replaced resource it refers to.
        costs: What it costs people, a sentence each.
        loss: What people lose. Default: nothing.
        moved_to: The new logical id of a resource that is moved.
    """

    logical_id: str
    type: str
    path: str | None
    action: Action
    properties: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()
    loss: Loss | None = None
    moved_to: str | None = None

    def stops(self, allowed: frozenset[Loss]) -> bool:
        """Whether a deploy should not go on: it would fail, or lose what nobody allowed."""
        return self.action is Action.FAIL or (self.loss is not None and self.loss not in allowed)
