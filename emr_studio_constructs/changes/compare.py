"""Compares two templates: what CloudFormation will do with each resource that differs, and what it costs people."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from emr_studio_constructs.cfn.resource_types import MAPPING_BY_ID, MAPPING_BY_NAME

from .consequences import Consequences
from .effects import Effect
from .losses import losses
from .model import Action, Alone, Change, StackTemplate, Template
from .moves import moves
from .resources import POLICIES, Resource, resources_of


def compare(
    before: Template | StackTemplate, after: Template | StackTemplate, *, region: str | None = None
) -> list[Change]:
    """What happens to each resource when a template is deployed over another.

    Told before the deploy, by the templates alone: a parameter has its default, or is taken for the same in both;
    what somebody changed by hand is not seen. That nothing is listed means that nothing differs but metadata and
    outputs.

    Args:
        before: The template that is deployed; with its nested stacks, all are compared as if they were one.
        after: The one that is deployed next.
        region: Where, as far as it is known. Default: not known, so that what differs by Region stays as it is.

    Returns:
        A change for each resource that differs: those that are deployed in the order of their template, then new ones.

    Raises:
        ValueError: A template is none, or only a deploy knows its resources.
    """
    old, new = (_read(Alone(each) if isinstance(each, dict) else each, region) for each in (before, after))
    moved = moves(old, new)
    consequences = Consequences(old, new, moved)
    changes = [
        _moved(old[name], new[moved[name]], consequences)
        if name in moved
        else _gone(old[name], more_costs=_by_id_now(old[name], [new[each] for each in new if each not in old]))
        if name not in new
        else _changed(old[name], new[name], consequences.effects.get(name))
        for name in old
    ]
    changes += [
        Change(logical_id=name, type=resource.type, path=resource.path, action=Action.ADD)
        for name, resource in new.items()
        if name not in old and name not in moved.values()
    ]
    return [change for change in changes if change is not None]


def _read(stack: StackTemplate, region: str | None) -> dict[str, Resource]:
    try:
        return resources_of(stack, region)
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError) as error:
        why = f"{type(error).__name__}: {error}"
        raise ValueError(
            f"CloudFormation takes no such template ({why}): cfn-lint says what is wrong with it"
        ) from error


def _change(
    resource: Resource, effect: Effect, *, kept: bool, more_costs: Iterable[str] = (), moved_to: str | None = None
) -> Change:
    costs, loss = losses(resource, effect, kept=kept)
    return Change(
        logical_id=resource.logical_id,
        type=resource.type,
        path=resource.path,
        action=effect.action,
        properties=effect.properties,
        causes=effect.causes,
        costs=(*costs, *more_costs),
        loss=loss,
        moved_to=moved_to,
    )


def _gone(old: Resource, more_costs: Iterable[str]) -> Change:
    return _change(
        old, _leaving(old, "it is not in the template"), kept=old.is_kept_when_deleted, more_costs=more_costs
    )


def _leaving(old: Resource, cause: str) -> Effect:
    return Effect(Action.KEEP if old.is_kept_when_deleted else Action.DELETE, causes=(cause,))


def _by_id_now(old: Resource, added: Iterable[Resource]) -> Iterator[str]:
    """Which new mapping by id may be that of the same person: their name is known to Identity Center alone."""
    for new in added:
        if (old.type, new.type) == (MAPPING_BY_NAME, MAPPING_BY_ID):
            yield f"the deploy fails if {new.logical_id} is the same person: add the id in the deploy after this one"


def _moved(old: Resource, new: Resource, consequences: Consequences) -> Change:
    taken = consequences.exists_already(old, new)
    effect = Effect(
        Action.FAIL if taken else Action.MOVE, causes=("it has another logical id", *([taken] if taken else []))
    )
    return _change(old, effect, kept=old.is_kept_when_deleted, moved_to=new.logical_id)


def _changed(old: Resource, new: Resource, effect: Effect | None) -> Change | None:
    if new.condition is not None and new.condition != old.condition:
        cause = "it has another condition, and only the deploy knows whether that holds"
        return _change(old, _leaving(old, cause), kept=old.is_kept_when_deleted)
    policies = tuple(name for name in POLICIES if old.policies[name] != new.policies[name])
    if effect is None and not policies:
        return None
    effect = effect or Effect(Action.UPDATE)
    return _change(
        old,
        replace(effect, properties=(*effect.properties, *policies)),
        # AWS does not say which template's policy counts: the worse one.
        kept=old.is_kept_when_replaced and new.is_kept_when_replaced,
        more_costs=_unprotected(old, new),
    )


def _unprotected(old: Resource, new: Resource) -> Iterator[str]:
    """What a resource is no longer kept from."""
    if old.is_kept_when_deleted and not new.is_kept_when_deleted:
        yield f"DeletionPolicy is {new.policies['DeletionPolicy']} now: it goes when it leaves the stack"
    if old.is_kept_when_replaced and not new.is_kept_when_replaced:
        yield f"UpdateReplacePolicy is {new.policies['UpdateReplacePolicy']} now: it goes when it is replaced"
