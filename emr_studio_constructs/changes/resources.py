"""Reads the resources of a template.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .functions import Value
from .model import StackTemplate
from .references import references
from .values import Values

POLICIES = ("DeletionPolicy", "UpdateReplacePolicy")
"""What a template says of a resource's end, beside its properties."""
_RETAINED = ("Retain", "RetainExceptOnCreate")
# What the CDK says of itself.
_SILENT = "AWS::CDK::Metadata"


@dataclass(frozen=True, kw_only=True)
class Resource:
    """A resource, with what is known before a deploy."""

    logical_id: str
    type: str
    path: str | None
    properties: dict[str, Any]
    condition: Any
    """On what it depends whether the resource is made; none: it is."""
    policies: dict[str, str]
    """What becomes of it when it is deleted or replaced, as the template says."""
    used_by: set[tuple[str, str]] = field(default_factory=set)
    """Types and properties that refer to it; of a policy, to a role that it is attached to, as well."""

    @property
    def is_kept_when_deleted(self) -> bool:
        """Whether it is kept when it leaves the stack."""
        return self.policies["DeletionPolicy"] in _RETAINED

    @property
    def is_kept_when_replaced(self) -> bool:
        """Whether it is kept when another one takes its place."""
        return self.policies["UpdateReplacePolicy"] in _RETAINED


def resources_of(stack: StackTemplate, region: str | None) -> dict[str, Resource]:
    """The resources of a stack by logical id, those of nested stacks too: without what is known not to be made.

    Args:
        stack: The stack.
        region: Where it is deployed; none: not known.
    """
    found = {resource.logical_id: resource for resource in _resources(Values(stack, region), None)}
    for resource in found.values():
        for name, value in resource.properties.items():
            for used in _in_template(found, value):
                used.used_by.add((resource.type, name))
    for resource in found.values():
        if resource.type == "AWS::IAM::ManagedPolicy":
            for role in _in_template(found, resource.properties.get("Roles")):
                resource.used_by.update(role.used_by)
    return found


def _in_template(found: dict[str, Resource], value: Value) -> Iterator[Resource]:
    """The resources that a value refers to."""
    for reference in references(value):
        if reference.logical_id in found:
            yield found[reference.logical_id]


def _resources(values: Values, outer: Resource | None) -> Iterator[Resource]:
    for logical_id, raw in values.template["Resources"].items():
        condition = values.holds(raw["Condition"]) if "Condition" in raw else True
        if raw["Type"] == _SILENT or condition is False:
            continue
        conditions = [each for each in (outer and outer.condition, None if condition is True else condition) if each]
        resource = Resource(
            logical_id=values.name + logical_id,
            type=raw["Type"],
            path=raw.get("Metadata", {}).get("aws:cdk:path"),
            properties=values.read(raw.get("Properties") or {}),
            condition=conditions or None,
            policies={name: values.read(raw.get(name, "Delete")) for name in POLICIES},
        )
        if outer and outer.is_kept_when_deleted:
            resource.policies["DeletionPolicy"] = outer.policies["DeletionPolicy"]
        yield resource
        if logical_id in values.nested:
            # What is in them is followed in the nested stack itself.
            for name in ("TemplateURL", "Parameters"):
                resource.properties.pop(name, None)
            yield from _resources(values.nested[logical_id], resource)
