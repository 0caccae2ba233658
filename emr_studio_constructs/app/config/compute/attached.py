"""What all kinds of compute share."""

from typing import Annotated

from pydantic import Field

from emr_studio_constructs.app.config.part import Part
from emr_studio_constructs.app.config.text import TierName


class AttachedConfig(Part):
    """Compute that is attached to a Studio."""

    tiers: Annotated[tuple[TierName, ...], Field(min_length=1)] | None = None
    """The tiers whose people may use it, each able to use compute of this kind. Default: all that are able."""
