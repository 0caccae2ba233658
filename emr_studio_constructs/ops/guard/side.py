"""A side of a comparison: the template of a stack, and the sides of its nested stacks.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-nested-stacks.html
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from emr_studio_constructs.changes import Template
from emr_studio_constructs.changes.nested import template_urls
from emr_studio_constructs.changes.template_text import template_in
from emr_studio_constructs.ops.assembly import nested_template
from emr_studio_constructs.ops.deployed import DeployedStack
from emr_studio_constructs.ops.errors import OpsError


@dataclass(frozen=True, kw_only=True)
class Side:
    """A stack, as it is or as it is to be."""

    template: Template
    nested: Callable[[str], "Side | None"]
    """The nested stack with a logical id; none where its template cannot be read."""


NOTHING = Side(template={"Resources": {}}, nested=lambda _logical_id: None)
"""A stack that is not there."""


def side_of_file(file: Path, *, fix: str) -> Side:
    """A template in a file, such as one of a cloud assembly; those of nested stacks are among the assets beside it.

    Args:
        file: The file.
        fix: What to do where it is no template.

    Raises:
        OpsError: It is none.
    """
    try:
        template = template_in(file)
    except ValueError as error:
        raise OpsError(f"{error}: {fix}") from error

    def nested(logical_id: str) -> Side | None:
        asset = nested_template(template_urls(template)[logical_id], file.parent)
        return side_of_file(asset, fix=fix) if asset else None

    return Side(template=template, nested=cache(nested))


def side_of_stack(stack: DeployedStack) -> Side:
    """A stack as it is deployed.

    Raises:
        OpsError: It is in no state to be compared.
    """
    if stack.status.endswith("_FAILED"):
        raise OpsError(
            f"stack {stack.name} is {stack.status}, so that its template does not tell what is there: "
            "look at its events, and bring it to an end first"
        )

    def nested(logical_id: str) -> Side:
        physical_id = stack.physical_ids.get(logical_id)
        found = stack.all.find(physical_id, stack_id=f"{stack.id}/{logical_id}") if physical_id else None
        return side_of_stack(found) if found else NOTHING

    return Side(template=stack.template, nested=cache(nested))
