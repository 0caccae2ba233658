"""Clusters on EC2 by their tags, and the roles to work on them with.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-access-iam-tag-based-access-control.html
"""

from collections.abc import Iterator, Sequence

from emr_studio_constructs.review.mentions import Mention

from .tags import OF_EMR, OF_NEW_CLUSTERS, tagged, tags_in, words
from .thing import Scene, Thing

_RUNTIME_ROLE = "elasticmapreduce:ExecutionRoleArn"


def clusters(scene: Scene) -> tuple[Thing, ...]:
    """Clusters that are there, as policies tell them apart."""
    actions = ("elasticmapreduce:DescribeCluster", "elasticmapreduce:TerminateJobFlows")
    things = [cluster for _, cluster in _mentioned(scene, *actions, keys=OF_EMR)]
    return scene.with_any_other(things, "cluster", "cluster")


def runtime_roles(scene: Scene) -> tuple[Thing, ...]:
    """Runtime roles, with the clusters that they are named for."""
    action, keys = "elasticmapreduce:GetClusterSessionCredentials", (*OF_EMR, _RUNTIME_ROLE)
    things = [
        Thing(
            name=f"{scene.called(str(each.context[_RUNTIME_ROLE]))}, {cluster.name}",
            values={"cluster": cluster.values["cluster"], "runtime-role": str(each.context[_RUNTIME_ROLE])},
            context=cluster.context,
        )
        for each, cluster in _mentioned(scene, action, keys=keys)
        if _RUNTIME_ROLE in each.context
    ]
    return scene.with_any_other(things, "role", "cluster", "runtime-role")


def new_clusters(scene: Scene) -> tuple[Thing, ...]:
    """Clusters that somebody creates, by the tags that they are given."""
    mentioned = scene.mentions("elasticmapreduce:RunJobFlow", "elasticmapreduce:AddTags", keys=OF_NEW_CLUSTERS)
    things = [
        Thing(
            name=f"clusters with the tags {words(tags)}",
            context={**tagged(tags, OF_NEW_CLUSTERS), "aws:TagKeys": list(tags)},
        )
        for each in mentioned
        for tags in [tags_in(each.context, OF_NEW_CLUSTERS)]
        if tags
    ]
    return scene.with_any_other(things, "cluster")


def _mentioned(scene: Scene, *actions: str, keys: Sequence[str]) -> Iterator[tuple[Mention, Thing]]:
    """What policies name for some actions: clusters alone, though a list of resources may hold others."""
    for each in scene.mentions(*actions, keys=keys):
        cluster = _cluster(scene, each)
        if ":cluster/" in cluster.values["cluster"]:
            yield each, cluster


def _cluster(scene: Scene, mention: Mention) -> Thing:
    tags = tags_in(mention.written, OF_EMR)
    arn = scene.concrete(mention.resource, "cluster")
    name = "any cluster" if arn == scene.values["cluster"] else f"cluster {scene.called(arn)}"
    return Thing(
        name=f"clusters tagged {words(tags)}" if tags else name,
        values={"cluster": arn},
        context={**mention.context, **tagged(tags_in(mention.context, OF_EMR), OF_EMR)},
    )
