"""Finds which resources a value refers to.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

from collections.abc import Iterator
from typing import NamedTuple

from .functions import Value


class Reference(NamedTuple):
    """What a value takes of a resource."""

    logical_id: str
    attribute: str | None
    """What `Fn::GetAtt` names; none of a `Ref`, or where it is known at deploy only."""


def references(value: Value) -> Iterator[Reference]:
    """The references in a value that `Values` has read, those to parameters too."""
    match value:
        case {"Ref": str(name)}:
            yield Reference(name, None)
        case {"Fn::GetAtt": [str(name), attribute]}:
            yield Reference(name, attribute if isinstance(attribute, str) else None)
        case dict():
            for each in value.values():
                yield from references(each)
        case list():
            for each in value:
                yield from references(each)
