"""Makes compute, as it is before a Studio uses it."""

from collections.abc import Callable
from typing import Any

from rehearsal.assembly import Environment

from .things import Application, Endpoint, VirtualCluster
from .world import World

# AWS chooses ids, the local AWS lets the caller.
ID = "rehearsal:id"
"""The tag that chooses the id of what is made."""
_RELEASE = "emr-7.13.0"


def make_compute(world: World, client_of: Callable[[str, Environment], Any]) -> None:
    """Makes all compute of a world: applications for notebooks, endpoints with their roles.

    Raises:
        ClientError: The local AWS refuses a part of it.
    """
    for application in world.applications:
        _make_application(application, client_of("emr-serverless", application.environment))
    for virtual_cluster in world.virtual_clusters:
        _make_virtual_cluster(virtual_cluster, client_of("emr-containers", virtual_cluster.environment))
    for endpoint in world.endpoints:
        _make_endpoint(endpoint, client_of("emr-containers", endpoint.environment))


def _make_application(application: Application, serverless: Any) -> None:
    serverless.create_application(
        name=application.id,
        type="Spark",
        releaseLabel=_RELEASE,
        interactiveConfiguration={"studioEnabled": True},
        tags={ID: application.id},
    )


def _make_virtual_cluster(virtual_cluster: VirtualCluster, containers: Any) -> None:
    namespace = virtual_cluster.namespace or virtual_cluster.id
    containers.create_virtual_cluster(
        name=virtual_cluster.id,
        containerProvider={
            "type": "EKS",
            "id": virtual_cluster.cluster_name or virtual_cluster.id,
            "info": {"eksInfo": {"namespace": namespace}},
        },
        tags={ID: virtual_cluster.id},
    )


def _make_endpoint(endpoint: Endpoint, containers: Any) -> None:
    containers.create_managed_endpoint(
        name=endpoint.id,
        virtualClusterId=endpoint.virtual_cluster,
        type="JUPYTER_ENTERPRISE_GATEWAY",
        releaseLabel=f"{_RELEASE}-latest",
        executionRoleArn=endpoint.execution_role_arn,
        tags={ID: endpoint.id},
    )
