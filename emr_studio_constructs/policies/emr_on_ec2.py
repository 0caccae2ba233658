"""What attached EMR clusters on EC2 allow people.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-runtime.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/app-history-spark-UI.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-access-iam-tag-based-access-control.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-managed-policy-fullaccess-v2.html
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .capabilities import CAPABILITIES, CLUSTER_ARNS, Capability
from .passing import PASSING_CLUSTER_SERVICE_ROLES, PASSING_INSTANCE_ROLES
from .rendering import name_things
from .row import ANY, EMR_TAG, Allow, Condition, equals, like

_EXECUTION_ROLE = "elasticmapreduce:ExecutionRoleArn"
_OPEN_PERSISTENT_APP_UI = "elasticmapreduce:GetPersistentAppUIPresignedURL"

CLUSTER_CREATION = (
    Allow(
        sid="AllowEMRCreateClusterAdvancedActions",
        actions=("elasticmapreduce:RunJobFlow",),
        on=ANY,  # takes no resource; the roles that may be passed are the limit
    ),
    PASSING_CLUSTER_SERVICE_ROLES,
    PASSING_INSTANCE_ROLES,
    Allow(
        sid="AllowPassingAutoScalingRoles",
        actions=("iam:PassRole",),
        on=("<auto-scaling-role>",),
        when=(like("iam:PassedToService", "application-autoscaling.amazonaws.com*"),),  # .cn behind it in China
    ),
)

TAGGING_NEW_CLUSTERS = Allow(
    sid="AllowTaggingNewClusters",
    actions=("elasticmapreduce:AddTags",),
    on=CLUSTER_ARNS,
)
"""Needed to create a cluster with tags. IAM cannot tell a new cluster from an old one without such tags."""

_FOR_EMR_ALONE = (
    equals(f"elasticmapreduce:RequestTag/{EMR_TAG}", "true"),
    Condition("ForAllValues:StringEquals", "aws:TagKeys", (EMR_TAG,)),
)
"""The one tag that AWS's policy for service roles, AmazonEMRServicePolicy_v2, asks of every cluster."""

RUNTIME_ROLES = (
    Allow(
        sid="AllowRuntimeRoles",
        actions=("elasticmapreduce:GetClusterSessionCredentials",),
        on=CLUSTER_ARNS,
        when=(equals(_EXECUTION_ROLE, "<runtime-role>"),),
    ),
)

OPENING_PERSISTENT_APP_UI = (
    Allow(
        sid="AllowOpeningPersistentAppUI",
        actions=(_OPEN_PERSISTENT_APP_UI,),
        on=CLUSTER_ARNS,
        when=(Condition("StringEqualsIfExists", _EXECUTION_ROLE, ("<runtime-role>",)),),
    ),
)
"""Where runtime roles are named: the persistent UIs of what ran as one of them, or as none."""


def on_tagged_clusters(capability: Capability, tags: Mapping[str, str]) -> tuple[Allow, ...]:
    """The rows of a capability, with those about clusters limited to clusters that have all of `tags`."""
    return _limited(CAPABILITIES[capability], tags)


def with_runtime_roles(
    tags: Mapping[str, str], *, runtime_roles: Sequence[str]
) -> Mapping[Capability, tuple[Allow, ...]]:
    """The rows of the capabilities that differ where runtime roles are named, for clusters that have all of `tags`."""
    things = {"runtime-role": runtime_roles}
    rest = [
        replace(row, actions=[action for action in row.actions if action != _OPEN_PERSISTENT_APP_UI])
        for row in CAPABILITIES[Capability.PERSISTENT_APP_UI]
    ]
    return {
        Capability.RUNTIME_ROLES: _limited(name_things(RUNTIME_ROLES, things), tags),
        Capability.PERSISTENT_APP_UI: _limited([*rest, *name_things(OPENING_PERSISTENT_APP_UI, things)], tags),
    }


def creating_clusters(
    tags: Mapping[str, str],
    *,
    cluster_service_roles: Sequence[str],
    instance_roles: Sequence[str],
    auto_scaling_roles: Sequence[str] = (),
) -> tuple[Allow, ...]:
    """The rows for creating clusters, which may be given only these roles.

    They must be given all of `tags`, and may be given others beside them; without `tags`, only the tag that AWS's
    policy for service roles asks for. A cluster that has one of `tags` with another value keeps it.
    """
    requested = _conditions("RequestTag", tags)
    not_of_others = _conditions("ResourceTag", tags, "StringEqualsIfExists")
    run, *passing = name_things(
        CLUSTER_CREATION,
        {
            "cluster-service-role": cluster_service_roles,
            "instance-role": instance_roles,
            "auto-scaling-role": auto_scaling_roles,
        },
    )
    tagging = replace(TAGGING_NEW_CLUSTERS, when=(*requested, *not_of_others) or _FOR_EMR_ALONE)
    return (replace(run, when=requested), *passing, tagging)


def _limited(rows: Sequence[Allow], tags: Mapping[str, str]) -> tuple[Allow, ...]:
    tagged = _conditions("ResourceTag", tags)
    return tuple(replace(row, when=(*row.when, *tagged)) if row.on == CLUSTER_ARNS else row for row in rows)


def _conditions(kind: str, tags: Mapping[str, str], operator: str = "StringEquals") -> tuple[Condition, ...]:
    return tuple(Condition(operator, f"elasticmapreduce:{kind}/{key}", (value,)) for key, value in tags.items())
