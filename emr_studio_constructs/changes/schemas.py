"""Says which properties of a type can change in place, by CloudFormation's own schemas, as cfn-lint brings them.

https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

# What a type can change in place does not differ by Region.
_REGION = "us-east-1"

Path = tuple[str, ...]
"""Where a property is, such as `("DnsOptions", "PrivateDnsPreference")`; `*` is each of a list."""


@dataclass(frozen=True)
class UpdateBehavior:
    """What CloudFormation can do with a type."""

    create_only: tuple[Path, ...]
    """What it makes another resource for."""
    conditional: tuple[Path, ...]
    """What it makes another resource for, if it cannot change it in place."""
    identifier: tuple[Path, ...]
    """What tells two resources of the type apart; often an id that no template says."""


@cache
def update_behavior(resource_type: str) -> UpdateBehavior | None:
    """How a type is updated; none: it has no schema here, such as one of somebody else's."""
    # It takes half a second to import, and most commands of the command line compare nothing.
    from cfnlint.schema import PROVIDER_SCHEMA_MANAGER, ResourceNotFoundError  # noqa: PLC0415

    try:
        schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema(_REGION, resource_type).schema
    except ResourceNotFoundError:
        return None
    return UpdateBehavior(
        create_only=_paths(schema, "createOnlyProperties"),
        conditional=_paths(schema, "conditionalCreateOnlyProperties"),
        identifier=_paths(schema, "primaryIdentifier"),
    )


def _paths(schema: dict[str, Any], name: str) -> tuple[Path, ...]:
    return tuple(tuple(pointer.removeprefix("/properties/").split("/")) for pointer in schema.get(name, []))
