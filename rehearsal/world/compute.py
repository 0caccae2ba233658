"""The compute that a Studio takes for granted: applications of EMR Serverless, endpoints of EMR on EKS."""

from collections.abc import Iterator

from emr_studio_constructs.app.config import StudioConfig
from emr_studio_constructs.app.config.compute.emr_on_eks import ExistingEmrOnEksConfig, NewEmrOnEksConfig
from emr_studio_constructs.app.config.compute.emr_serverless import ExistingEmrServerlessConfig

from .places import environment_of
from .things import Application, Endpoint, VirtualCluster


def applications_of(studio: StudioConfig) -> Iterator[Application]:
    """The applications that exist already."""
    for compute in studio.compute:
        if isinstance(compute, ExistingEmrServerlessConfig):
            yield Application(environment=environment_of(studio), id=compute.application_arn.rpartition("/")[2])


def virtual_clusters_of(studio: StudioConfig) -> Iterator[VirtualCluster]:
    """The virtual clusters that new endpoints go to, and those that existing endpoints are in."""
    here = environment_of(studio)
    for compute in studio.compute:
        match compute:
            case NewEmrOnEksConfig(virtual_cluster_id=str() as name):
                yield VirtualCluster(
                    environment=here, id=name, cluster_name=compute.cluster_name, namespace=compute.namespace
                )
            case ExistingEmrOnEksConfig():
                yield VirtualCluster(environment=here, id=_place_of(compute)[0])


def endpoints_of(studio: StudioConfig) -> Iterator[Endpoint]:
    """The endpoints that exist already."""
    for compute in studio.compute:
        if isinstance(compute, ExistingEmrOnEksConfig):
            virtual_cluster, name = _place_of(compute)
            yield Endpoint(
                environment=environment_of(studio),
                id=name,
                virtual_cluster=virtual_cluster,
                execution_role_arn=compute.execution_role_arn,
            )


def _place_of(endpoint: ExistingEmrOnEksConfig) -> tuple[str, str]:
    """The ids of a virtual cluster and of an endpoint in it, by the ARN of the endpoint."""
    *_, virtual_cluster, _, name = endpoint.endpoint_arn.split("/")
    return virtual_cluster, name
