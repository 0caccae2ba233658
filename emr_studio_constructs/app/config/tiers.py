"""Tiers of your own, beside BASIC, INTERMEDIATE and ADVANCED."""

from typing import Annotated

from pydantic import Field

from emr_studio_constructs.policies.capabilities import Capability

from .part import Part


class RowConfig(Part):
    """One permission, as in an IAM policy statement."""

    sid: Annotated[str, Field(pattern="^[A-Za-z0-9]+$", examples=["AllowReadingReports"])]
    """The statement's id, unlike all others in the tier."""
    actions: Annotated[tuple[str, ...], Field(min_length=1)]
    """The IAM actions."""
    resources: Annotated[tuple[str, ...], Field(min_length=1)]
    """The ARNs; <partition>, <region> and <account> in angle brackets stand for the Studio's own."""
    conditions: dict[str, dict[str, tuple[str, ...]]] = Field(default_factory=dict)
    """The conditions: operator, condition key, values. Default: none."""


class CustomTierConfig(Part):
    """What people of a tier can do."""

    capabilities: tuple[Capability, ...]
    """What they can do, by name."""
    rows: tuple[RowConfig, ...] = ()
    """Further permissions. Default: none."""
