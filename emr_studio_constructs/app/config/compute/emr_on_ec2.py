"""EMR clusters on EC2 that a Studio's people may use."""

from collections.abc import Iterable
from typing import Literal, Self

from pydantic import model_validator

from emr_studio_constructs.app.config.part import refuse
from emr_studio_constructs.app.config.text import RoleArn
from emr_studio_constructs.app.errors import Mistake

from .attached import AttachedConfig, check_both_kinds_of_role


class EmrOnEc2Config(AttachedConfig):
    """EMR clusters on EC2."""

    kind: Literal["EMR_ON_EC2"]
    """EMR clusters on EC2."""
    cluster_tags: dict[str, str] | None = None
    """Tags of the clusters that people may attach to, all of which a cluster must have. Default: all clusters."""
    on_cluster_app_ui: bool = True
    """Whether people may open the UIs that run on a cluster."""
    runtime_role_arns: tuple[RoleArn, ...] = ()
    """Runtime roles that people may choose when they attach to a cluster that has runtime roles turned on."""
    cluster_service_role_arns: tuple[RoleArn, ...] = ()
    """Service roles that people may give to clusters they create. Default: nobody creates clusters."""
    instance_role_arns: tuple[RoleArn, ...] = ()
    """Instance roles that people may give to clusters they create; goes with `cluster_service_role_arns`."""
    auto_scaling_role_arns: tuple[RoleArn, ...] = ()
    """Roles for automatic scaling that people may give to clusters they create."""

    @model_validator(mode="after")
    def _names_both_kinds_of_role(self) -> Self:
        check_both_kinds_of_role(self.cluster_service_role_arns, self.instance_role_arns)
        if self.auto_scaling_role_arns and not self.cluster_service_role_arns:
            refuse([Mistake((), "auto_scaling_role_arns are for new clusters: add cluster_service_role_arns")])
        return self


def clusters_of(compute: Iterable[AttachedConfig]) -> tuple[EmrOnEc2Config, ...]:
    """What of all compute is clusters on EC2."""
    return tuple(each for each in compute if isinstance(each, EmrOnEc2Config))
