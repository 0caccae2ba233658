"""Templates of Studios, and what a change of them does."""

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

from aws_cdk import Stack
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER
from conftest import Json, new_stack, new_studio, template_of

from emr_studio_constructs import IdentityCenterAuth, NewVpc, Tier
from emr_studio_constructs.changes import Action, Change, Loss, compare

STUDIO = "AWS::EMR::Studio"
MAPPING = "AWS::EMR::StudioSessionMapping"
MAPPING_BY_ID = "Custom::EmrStudioSessionMapping"
ALICE = "90677bd5e2-11111111-2222-3333-4444-555555555555"


def a_template(define: Callable[[Stack], object]) -> Json:
    """The template of a stack."""
    stack = new_stack()
    define(stack)
    return template_of(stack)


@cache
def _shared() -> Json:
    def define(stack: Stack) -> None:
        studio = new_studio(
            stack, vpc=NewVpc(availability_zones=["eu-west-1a", "eu-west-1b"]), auth=IdentityCenterAuth()
        )
        studio.add_user("alice", tier=Tier.BASIC)
        studio.add_user(identity_id=ALICE, tier=Tier.BASIC)

    return a_template(define)


def a_studio_with_people() -> Json:
    """A Studio in a VPC of its own, with somebody mapped by name and somebody by id."""
    return deepcopy(_shared())


def the(template: Json, resource_type: str, part_of_id: str = "") -> str:
    """The only logical id of a type that has this in it."""
    (found,) = (n for n, r in template["Resources"].items() if r["Type"] == resource_type and part_of_id in n)
    return str(found)


def changed(before: Json, logical_id: str, **properties: Any) -> Json:  # noqa: ANN401  # any JSON
    """A template with other properties of one resource; those that are None are left out."""
    after = deepcopy(before)
    values = after["Resources"][logical_id].setdefault("Properties", {})
    values.update(properties)
    for name in [name for name, value in values.items() if value is None]:
        del values[name]
    return after


def renamed(before: Json, ids: dict[str, str]) -> Json:
    """A template with other logical ids."""

    def walk(value: Any) -> Any:  # noqa: ANN401  # any JSON
        match value:
            case dict():
                return {ids.get(key, key): walk(each) for key, each in value.items()}
            case list():
                return [walk(each) for each in value]
        return ids.get(value, value) if isinstance(value, str) else value

    return dict(walk(before))


def changes(before: Json, after: Json) -> dict[str, Change]:
    """What happens, by logical id."""
    return {change.logical_id: change for change in compare(before, after)}


def seen(before: Json, after: Json) -> dict[str, tuple[Action, Loss | None]]:
    """What happens, and what people lose, by logical id."""
    return {name: (change.action, change.loss) for name, change in changes(before, after).items()}


def small(**resources: Json) -> Json:
    """A template of nothing but some resources."""
    return {"Resources": resources}


def settable(resource_type: str) -> set[str]:
    """What a template may say of a type."""
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", resource_type).schema
    return set(schema["properties"]) - {
        name.removeprefix("/properties/") for name in schema.get("readOnlyProperties", [])
    }
