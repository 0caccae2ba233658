"""Finds the resource of a template by the id or ARN by which another names it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from emr_studio_constructs.cfn import Resolver, resources

from .studio import ReviewedStudio


@dataclass(frozen=True)
class Located:
    """A resource, and the template it is in."""

    found: Resolver
    logical_id: str
    templates: tuple[Resolver, ...] = field(default=(), compare=False)
    """Those that may tell more of it."""

    @property
    def type(self) -> str:
        """Its type, such as `AWS::S3::Bucket`."""
        return str(self._resource["Type"])

    @property
    def path(self) -> str:
        """Its path in the app: `Analytics/Studio/Storage/Bucket`; where the template has none, its logical id."""
        metadata = self._resource.get("Metadata", {})
        return str(metadata.get("aws:cdk:path", self.logical_id)).removesuffix("/Resource")

    @cached_property
    def properties(self) -> dict[str, Any]:
        """Its properties, resolved."""
        return self.found.properties(self.logical_id)

    @property
    def ref(self) -> str:
        """Its id or name, as others refer to it."""
        return self.found.physical(self.logical_id).ref()

    @property
    def arn(self) -> str:
        """Its ARN."""
        return self.found.physical(self.logical_id).arn()

    @property
    def is_kept(self) -> bool:
        """Whether it outlives its stack, and a replacement."""
        kept = self._resource.get("DeletionPolicy") in ("Retain", "RetainExceptOnCreate")
        return kept and self._resource.get("UpdateReplacePolicy") == "Retain"

    def is_called(self, id_or_arn: object) -> bool:
        """Whether it is what an id or ARN names."""
        return id_or_arn in (self.ref, self.arn)

    @property
    def _resource(self) -> Mapping[str, Any]:
        resource: Mapping[str, Any] = self.found.template["Resources"][self.logical_id]
        return resource


def all_of(studio: ReviewedStudio, *types: str) -> Iterator[Located]:
    """The resources of some types, in the Studio's own template first."""
    for found in studio.templates:
        for type_ in types:
            yield from (Located(found, each, studio.templates) for each in resources(found.template, type_))


def located(studio: ReviewedStudio, type_: str, id_or_arn: object) -> Located | None:
    """The resource of a type that an id or ARN names; none where it is not in the templates."""
    return next((each for each in all_of(studio, type_) if each.is_called(id_or_arn)), None)


def path_or_id(studio: ReviewedStudio, type_: str, id_or_arn: object) -> str:
    """Where a resource stands: its path where it is in the templates, else the id or ARN itself."""
    found = located(studio, type_, id_or_arn)
    return found.path if found else str(id_or_arn)


def at(resource: Located, path: tuple[str, ...]) -> object:
    """What the properties have at a path; none where it ends before."""
    found: object = resource.properties
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found
