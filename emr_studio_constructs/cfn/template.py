"""Templates as CloudFormation takes them: their resources by type.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
"""

from collections.abc import Mapping
from typing import Any

Template = Mapping[str, Any]


class TemplateError(ValueError):
    """CloudFormation would refuse the template, or only the deploy knows what it says: where, what, and why."""


def resources(template: Template, kind: str) -> dict[str, dict[str, Any]]:
    """The resources of a type, by logical id.

    Raises:
        TemplateError: A macro makes resources, which are known only when CloudFormation has processed the template.
    """
    every = template.get("Resources", {})
    try:
        return {name: found for name, found in every.items() if found["Type"] == kind}
    except (LookupError, TypeError) as error:
        raise TemplateError(
            f"a resource has no Type, among {', '.join(every)}: process macros and Fn::ForEach first, as "
            "`aws cloudformation get-template --template-stage Processed` does"
        ) from error


def the_only(template: Template, kind: str) -> tuple[str, dict[str, Any]]:
    """The logical id and the resource of the only one of a type."""
    found = resources(template, kind)
    if len(found) != 1:
        raise TemplateError(f"{len(found)} resources of type {kind}: {sorted(found)}")
    return next(iter(found.items()))
