"""The door to EMR on EKS: an endpoint that lets somebody in, with its own execution role."""

from typing import Any

from botocore.exceptions import ClientError

from .visit import Visit

Json = dict[str, Any]


def attach_to_eks(visit: Visit) -> object:
    """Gets a session on one endpoint, of all there are.

    Raises:
        ClientError: None lets them; where there is none, there is nothing to be let into.
    """
    return _session_on_one(visit, [(each, each["executionRoleArn"]) for each in _endpoints(visit)])


def attach_to_eks_with_another_role(visit: Visit) -> object:
    """Gets a session on one endpoint, with a role that it does not have.

    Raises:
        ClientError: None lets them.
    """
    other = f"arn:aws:iam::{visit.account}:role/another-role"
    return _session_on_one(visit, [(each, other) for each in _endpoints(visit)])


def _session_on_one(visit: Visit, tries: list[tuple[Json, str]]) -> object:
    for endpoint, role in tries:
        try:
            return visit.client("emr-containers").get_managed_endpoint_session_credentials(
                virtualClusterIdentifier=endpoint["virtualClusterId"],
                endpointIdentifier=endpoint["id"],
                executionRoleArn=role,
                credentialType="TOKEN",
            )
        except ClientError as error:
            refused = error
    raise refused


def _endpoints(visit: Visit) -> list[Json]:
    containers = visit.root("emr-containers")
    clusters = containers.list_virtual_clusters(states=["RUNNING"])["virtualClusters"]
    found = [
        endpoint
        for cluster in clusters
        for endpoint in containers.list_managed_endpoints(virtualClusterId=cluster["id"], states=["ACTIVE"])[
            "endpoints"
        ]
    ]
    none = f"arn:aws:iam::{visit.account}:role/no-such-role"
    return found or [{"virtualClusterId": "00none", "id": "00none", "executionRoleArn": none}]
