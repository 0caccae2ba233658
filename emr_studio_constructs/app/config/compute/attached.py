"""What all kinds of compute share."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from emr_studio_constructs.app.config.part import Part, refuse
from emr_studio_constructs.app.config.text import TierName
from emr_studio_constructs.app.errors import Mistake


class AttachedConfig(Part):
    """Compute that is attached to a Studio."""

    tiers: Annotated[tuple[TierName, ...], Field(min_length=1)] | None = None
    """The tiers whose people may use it, each able to use compute of this kind. Default: all that are able."""


def check_both_kinds_of_role(cluster_service_role_arns: Sequence[str], instance_role_arns: Sequence[str]) -> None:
    """Refuses one of these keys without the other."""
    if bool(cluster_service_role_arns) != bool(instance_role_arns):
        lacking = "instance_role_arns" if cluster_service_role_arns else "cluster_service_role_arns"
        refuse([Mistake((), f"a new cluster needs both kinds of role: add {lacking}")])
