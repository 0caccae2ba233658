"""EMR on EKS as the local AWS answers it: virtual clusters and their endpoints; no Kubernetes is behind them.

https://docs.aws.amazon.com/emr-on-eks/latest/APIReference/Welcome.html
"""

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from . import shapes
from .container_things import (
    ENDPOINTS,
    VIRTUAL_CLUSTERS,
    arn_of,
    by_arn,
    endpoint,
    endpoints_of,
    in_states,
    invalid,
    last,
    new,
    now,
    virtual_cluster,
)
from .emulator.rest_services import add_rest_service

Json = dict[str, Any]

_SERVICE = "emr-containers"
_RUNNING, _ACTIVE, _TERMINATED = "RUNNING", "ACTIVE", "TERMINATED"


def register() -> None:
    """Answers the service."""
    answer = shapes.answering(_SERVICE, _OPERATIONS)
    add_rest_service(shapes.model_of(_SERVICE), answer=answer, arn_of=_arn_in_request)


def create_virtual_cluster(request: Json) -> Json:
    """CreateVirtualCluster.

    Source: https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/virtual-cluster.html
    A virtual cluster is registered with one namespace. That a second one is refused is our reading.
    """
    provider = request["containerProvider"]
    for other in VIRTUAL_CLUSTERS.values():
        if other["state"] == _RUNNING and other["containerProvider"] == provider:
            raise invalid(f"A virtual cluster already exists in the given namespace: {other['id']}")
    made = new("/virtualclusters/", request, _RUNNING)
    VIRTUAL_CLUSTERS[made["id"]] = made
    return {name: made[name] for name in ("id", "name", "arn")}


def describe_virtual_cluster(request: Json) -> Json:
    """DescribeVirtualCluster."""
    return {"virtualCluster": virtual_cluster(request["id"])}


def list_virtual_clusters(request: Json) -> Json:
    """ListVirtualClusters, in one page."""
    return {"virtualClusters": in_states(VIRTUAL_CLUSTERS.values(), request)}


def delete_virtual_cluster(request: Json) -> Json:
    """DeleteVirtualCluster.

    Our reading: it is refused while endpoints are active in it.
    """
    found = virtual_cluster(request["id"])
    if active := [each["id"] for each in endpoints_of(found["id"]) if each["state"] == _ACTIVE]:
        raise invalid(f"Virtual cluster {found['id']} has active managed endpoints: {', '.join(active)}")
    found["state"] = _TERMINATED
    return {"id": found["id"]}


def create_endpoint(request: Json) -> Json:
    """CreateManagedEndpoint: active at once.

    Source: https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/create-managed-endpoint.html
    """
    parent = virtual_cluster(request["virtualClusterId"])
    if parent["state"] != _RUNNING:
        raise invalid(f"Virtual cluster {parent['id']} is not in RUNNING state.")
    made = new(f"/virtualclusters/{parent['id']}/endpoints/", request, _ACTIVE)
    ENDPOINTS[made["id"]] = made
    return {name: made[name] for name in ("id", "name", "arn", "virtualClusterId")}


def describe_endpoint(request: Json) -> Json:
    """DescribeManagedEndpoint."""
    return {"endpoint": endpoint(request["virtualClusterId"], request["id"])}


def list_endpoints(request: Json) -> Json:
    """ListManagedEndpoints, in one page."""
    virtual_cluster(request["virtualClusterId"])
    return {"endpoints": in_states(endpoints_of(request["virtualClusterId"]), request)}


def delete_endpoint(request: Json) -> Json:
    """DeleteManagedEndpoint: terminated at once."""
    found = endpoint(request["virtualClusterId"], request["id"])
    found["state"] = _TERMINATED
    return {"id": found["id"], "virtualClusterId": found["virtualClusterId"]}


def get_credentials(request: Json) -> Json:
    """GetManagedEndpointSessionCredentials: names are ids or ARNs.

    Our reading: a session has the endpoint's own role, and no other.
    """
    found = endpoint(last(request["virtualClusterIdentifier"]), last(request["endpointIdentifier"]))
    if found["state"] != _ACTIVE:
        raise invalid(f"Managed endpoint {found['id']} is not in ACTIVE state.")
    if found["executionRoleArn"] != request["executionRoleArn"]:
        raise invalid(f"Managed endpoint {found['id']} has another execution role.")
    return {"id": secrets.token_hex(8), "credentials": {"token": secrets.token_hex(16)}, "expiresAt": now()}


def list_job_runs(request: Json) -> Json:
    """ListJobRuns: nothing runs."""
    virtual_cluster(request["virtualClusterId"])
    return {"jobRuns": []}


def tag(request: Json) -> Json:
    """TagResource."""
    by_arn(request["resourceArn"])["tags"].update(request["tags"])
    return {}


def untag(request: Json) -> Json:
    """UntagResource."""
    tags = by_arn(request["resourceArn"])["tags"]
    for key in request["tagKeys"]:
        tags.pop(key, None)
    return {}


_OPERATIONS: Mapping[str, Callable[[Json], Json]] = {
    "CreateManagedEndpoint": create_endpoint,
    "CreateVirtualCluster": create_virtual_cluster,
    "DeleteManagedEndpoint": delete_endpoint,
    "DeleteVirtualCluster": delete_virtual_cluster,
    "DescribeManagedEndpoint": describe_endpoint,
    "DescribeVirtualCluster": describe_virtual_cluster,
    "GetManagedEndpointSessionCredentials": get_credentials,
    "ListJobRuns": list_job_runs,
    "ListManagedEndpoints": list_endpoints,
    "ListVirtualClusters": list_virtual_clusters,
    "TagResource": tag,
    "UntagResource": untag,
}


def _arn_in_request(request: Json) -> str:
    """What IAM takes a request to be about: the one endpoint or virtual cluster that it names, else all.

    https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonemroneksemrcontainers.html
    """
    if "resourceArn" in request:
        return str(request["resourceArn"])
    parent = request.get("virtualClusterId") or last(request.get("virtualClusterIdentifier", ""))
    name = request.get("id") or last(request.get("endpointIdentifier", ""))
    if parent:
        return arn_of(f"/virtualclusters/{parent}" + (f"/endpoints/{name}" if name else ""))
    return arn_of(f"/virtualclusters/{name}") if name else "*"
