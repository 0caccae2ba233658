"""What attached compute allows people: rows by kind of compute.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-access-iam-tag-based-access-control.html
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .capabilities import CAPABILITIES, CLUSTER_ARNS, Capability
from .row import ANY, Allow, equals, like
from .trust import EMR

CLUSTER_CREATION = (
    Allow(
        sid="AllowEMRCreateClusterAdvancedActions",
        actions=("elasticmapreduce:RunJobFlow",),
        on=ANY,  # takes no resource; the roles that may be passed are the limit
    ),
    Allow(
        sid="AllowPassingClusterServiceRoles",
        actions=("iam:PassRole",),
        on=("<cluster-service-role>",),
        when=(equals("iam:PassedToService", EMR),),
    ),
    Allow(
        sid="AllowPassingInstanceRoles",
        actions=("iam:PassRole",),
        on=("<instance-role>",),
        when=(like("iam:PassedToService", "ec2.amazonaws.com*"),),  # ec2.amazonaws.com.cn in China
    ),
)

TAGGING_NEW_CLUSTERS = Allow(
    sid="AllowTaggingNewClusters",
    actions=("elasticmapreduce:AddTags",),
    on=CLUSTER_ARNS,
)
"""Needed to create a cluster with tags. IAM cannot tell a new cluster from an old one."""


def on_tagged_clusters(capability: Capability, tags: Mapping[str, str]) -> tuple[Allow, ...]:
    """The rows of a capability, with those about clusters limited to clusters that have all of `tags`."""
    tagged = tuple(equals(f"elasticmapreduce:ResourceTag/{key}", value) for key, value in tags.items())
    return tuple(
        replace(row, when=(*row.when, *tagged)) if row.on == CLUSTER_ARNS else row for row in CAPABILITIES[capability]
    )


def creating_clusters(
    tags: Mapping[str, str], *, cluster_service_roles: Sequence[str], instance_roles: Sequence[str]
) -> tuple[Allow, ...]:
    """The rows for creating clusters, which must be given all of `tags` and may be given only these roles."""
    run, pass_service_roles, pass_instance_roles = CLUSTER_CREATION
    requested = tuple(equals(f"elasticmapreduce:RequestTag/{key}", value) for key, value in tags.items())
    rows = (
        replace(run, when=requested),
        replace(pass_service_roles, on=tuple(cluster_service_roles)),
        replace(pass_instance_roles, on=tuple(instance_roles)),
    )
    return (*rows, replace(TAGGING_NEW_CLUSTERS, when=requested)) if tags else rows
