"""Reads what stays when a Studio's stack is deleted, and what a change replaces, as `emr-studio guard` knows it.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html
"""

from collections.abc import Iterator, Mapping

from emr_studio_constructs.cfn import Resolver
from emr_studio_constructs.cfn.resource_types import STUDIO
from emr_studio_constructs.changes.effects import Effect
from emr_studio_constructs.changes.exceptions import exception_of, exceptional_properties
from emr_studio_constructs.changes.losses import losses
from emr_studio_constructs.changes.model import Action, Alone
from emr_studio_constructs.changes.resources import Resource, resources_of
from emr_studio_constructs.changes.schemas import update_behavior

from .kept import Fate
from .located import Located
from .studio import ReviewedStudio

_ON_DELETE: Mapping[str, str] = {
    "Delete": "deleted",
    "Retain": "kept",
    "RetainExceptOnCreate": "kept, but not by a first deploy that fails",
    "Snapshot": "deleted, after a snapshot",
}
_ON_REPLACE: Mapping[str, str] = {
    "Delete": "the old one is deleted",
    "Retain": "the old one is kept, outside of the stack",
    "Snapshot": "the old one is deleted, after a snapshot",
}


def fates_of(studio: ReviewedStudio) -> tuple[Fate, ...]:
    """What becomes of what people would miss, and of all that is kept: the Studio first, then what is kept."""
    found = [fate for each in studio.templates for fate in _fates(each)]
    return tuple(sorted(found, key=lambda fate: (fate.type != STUDIO, not fate.is_kept, fate.type)))


def _fates(found: Resolver) -> Iterator[Fate]:
    for logical_id, resource in resources_of(Alone(dict(found.template)), found.environment.region).items():
        kept = resource.is_kept_when_deleted
        costs, _ = losses(resource, Effect(Action.KEEP if kept else Action.DELETE), kept=kept)
        if not costs and not kept:
            continue
        replaced = resource.is_kept_when_replaced
        costs_of_replace, _ = losses(resource, Effect(Action.REPLACE), kept=replaced)
        yield Fate(
            id=Located(found, logical_id).path,
            type=resource.type,
            is_kept=kept,
            on_delete=_said(_ON_DELETE, resource.policies["DeletionPolicy"]),
            costs_of_delete=costs,
            on_replace=_said(_ON_REPLACE, resource.policies["UpdateReplacePolicy"]),
            costs_of_replace=costs_of_replace,
            replaced_by=_properties(resource, Action.REPLACE),
            may_be_replaced_by=_properties(resource, Action.MAY_REPLACE),
        )


def _said(words: Mapping[str, str], policy: object) -> str:
    return words.get(str(policy), "only the deploy knows")


def _properties(resource: Resource, wanted: Action) -> tuple[str, ...]:
    """The properties of which a change does something to a resource, those that it does not have too."""
    behavior = update_behavior(resource.type)
    paths = {
        Action.REPLACE: behavior.create_only if behavior else (),
        Action.MAY_REPLACE: behavior.conditional if behavior else tuple((name,) for name in resource.properties),
    }
    by_schema = {".".join(path): action for action, of_action in paths.items() for path in of_action}
    names = dict.fromkeys((*by_schema, *resource.properties, *exceptional_properties(resource.type)))
    actions = {name: exception_of(resource.type, name) for name in names}
    return tuple(
        name for name, exception in actions.items() if (exception[0] if exception else by_schema.get(name)) is wanted
    )
