"""Finds the Studios in synthesized templates.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-emr-studio.html
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from emr_studio_constructs.cfn import Links, Resolver, SynthesizedStack, resolve_stacks, resources
from emr_studio_constructs.cfn.resource_types import STUDIO


@dataclass(frozen=True)
class ReviewedStudio:
    """A Studio of a template, with all that the templates tell of it."""

    found: Resolver
    """Its own template."""
    logical_id: str
    stack: str
    """The name of its stack; of a nested one, behind that of the outer one: `Analytics/Inner`."""
    others: tuple[Resolver, ...] = ()
    """The other templates that refer to its own, and those that it or they refer to."""

    @property
    def template(self) -> Mapping[str, Any]:
        """The template that makes it."""
        return self.found.template

    @property
    def templates(self) -> tuple[Resolver, ...]:
        """All templates that tell something of it, its own first."""
        return (self.found, *self.others)

    @cached_property
    def properties(self) -> Mapping[str, Any]:
        """Its properties, resolved."""
        return self.found.properties(self.logical_id)

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.properties["Name"])

    @cached_property
    def arn(self) -> str:
        """Its ARN."""
        return str(self.found.get_att(self.logical_id, "Arn"))

    @cached_property
    def id(self) -> str:
        """Its id."""
        return str(self.found.ref(self.logical_id))

    @property
    def notebooks_at(self) -> tuple[str, str]:
        """The name of the bucket where it saves notebooks, and the prefix there; the prefix may be empty."""
        bucket, _, prefix = str(self.properties["DefaultS3Location"]).removeprefix("s3://").partition("/")
        return bucket, prefix

    @property
    def in_identity_center(self) -> bool:
        """Whether people sign in by IAM Identity Center, and not by IAM."""
        return bool(self.properties["AuthMode"] == "SSO")


def studios_of(stacks: Iterable[SynthesizedStack]) -> list[ReviewedStudio]:
    """The Studios of some stacks and of those nested in them, in order.

    Args:
        stacks: All stacks of an app, or one alone: what it imports from others is made up then.

    Raises:
        ValueError: A template uses a function of CloudFormation that only a deploy can answer.
    """
    found = resolve_stacks(stacks)
    links = Links(found)
    return [
        ReviewedStudio(each, logical_id, each.environment.stack, links.of(each))
        for each in found
        for logical_id in resources(each.template, STUDIO)
    ]
