"""What the next deploy does to a stack, and which of its nested stacks nobody can say that of."""

from collections.abc import Iterator
from dataclasses import dataclass

from emr_studio_constructs.changes import Change, Loss, compare
from emr_studio_constructs.changes.nested import template_urls
from emr_studio_constructs.ops.errors import OpsError

from .side import NOTHING, Side


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A stack with what is nested in it, and its changes; or a nested stack that cannot be read."""

    stack: str
    """How `cdk deploy` knows it; of a nested one, with its logical id: `Analytics/Inner`."""
    is_new: bool = False
    """Whether the deploy makes it."""
    is_unread: bool = False
    """Whether one of its templates cannot be read, so that nothing is known of it."""
    changes: tuple[Change, ...] = ()

    def stops(self, allowed: frozenset[Loss]) -> bool:
        """Whether a deploy should not go on."""
        return self.is_unread or any(change.stops(allowed) for change in self.changes)


def compare_sides(stack: str, before: Side, after: Side, *, region: str | None) -> Iterator[Comparison]:
    """Compares a stack and its nested stacks as one, and then names those that cannot be read.

    Args:
        stack: Its name, for people.
        before: What is deployed.
        after: What is to be deployed.
        region: The Region, as far as it is known.

    Raises:
        OpsError: A template cannot be compared.
    """
    try:
        changes = compare(_readable(before, after), _readable(after, before), region=region)
    except ValueError as error:
        raise OpsError(f"stack {stack}: {error}") from error
    yield Comparison(stack=stack, is_new=before is NOTHING, changes=tuple(changes))
    yield from _unread(stack, before, after)


def _readable(side: Side, other: Side) -> Side:
    """A side without the nested stacks of which the other template cannot be read: nothing of them is gone, or new."""

    def nested(logical_id: str) -> Side | None:
        mine = side.nested(logical_id)
        if logical_id not in template_urls(other.template):
            return mine
        others = other.nested(logical_id)
        return _readable(mine, others) if mine and others else None

    return Side(template=side.template, nested=nested)


def _unread(stack: str, before: Side, after: Side) -> Iterator[Comparison]:
    """The nested stacks that stay, and have another template, or one that is nested in them has."""
    had, has = template_urls(before.template), template_urls(after.template)
    for logical_id in [each for each in has if each in had]:
        name, old, new = f"{stack}/{logical_id}", before.nested(logical_id), after.nested(logical_id)
        if old and new:
            yield from _unread(name, old, new)
        elif had[logical_id] != has[logical_id]:
            yield Comparison(stack=name, is_unread=True)
