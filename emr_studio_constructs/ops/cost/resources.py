"""The resources that a stack of an assembly makes, with those of its nested stacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from emr_studio_constructs.cfn.resource_types import NESTED_STACK
from emr_studio_constructs.ops.assembly import nested_template, read_json

Json = dict[str, Any]


@dataclass(frozen=True)
class Resource:
    """A resource of a template."""

    type: str
    properties: Json
    condition: str | None


def resources_in(template: Path, condition: str | None = None) -> Iterator[Resource]:
    """The resources of a template.

    Args:
        template: Its file.
        condition: That of the nested stack which it is of.

    Raises:
        OpsError: It is no JSON object.
    """
    # The CDK leaves out what is empty.
    for name, found in read_json(template).get("Resources", {}).items():
        if name.startswith("Fn::"):  # a macro, such as Fn::ForEach::Buckets
            yield Resource("::".join(name.split("::")[:2]), {}, condition)
            continue
        held = " and ".join(filter(None, (condition, found.get("Condition")))) or None
        properties = found.get("Properties", {})
        inner = None
        if found["Type"] == NESTED_STACK:
            inner = nested_template(properties.get("TemplateURL"), template.parent)
        if inner:
            yield from resources_in(inner, held)
        else:
            yield Resource(found["Type"], properties, held)
