"""What stays when a Studio's stack is deleted, and what a change replaces.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Fate:
    """What becomes of a resource that people would miss."""

    id: str
    """Its path in the app, or logical id."""
    type: str
    is_kept: bool
    """Whether it outlives its stack."""
    on_delete: str
    """What becomes of it with its stack, in words: `kept, but not by a first deploy that fails`."""
    costs_of_delete: tuple[str, ...]
    """What that costs people, a sentence each."""
    on_replace: str
    """What becomes of the old one when another takes its place."""
    costs_of_replace: tuple[str, ...]
    replaced_by: tuple[str, ...]
    """The properties of which a change makes another one."""
    may_be_replaced_by: tuple[str, ...]
    """Those of which a change makes another one, or not: only the deploy decides."""
