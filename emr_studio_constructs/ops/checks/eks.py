"""Can endpoints be made on an EKS cluster, and can notebooks run on those that are there.

https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/prereqs-for-studio.html
"""

from collections.abc import Iterator
from typing import TypeVar

from emr_studio_constructs.app.config.compute.emr_on_eks import ExistingEmrOnEksConfig, NewEmrOnEksConfig
from emr_studio_constructs.ops.reader import Json, Reader

from .finding import Finding, good, problem
from .stack_reading import physical_ids_of
from .subject import Subject

_GUIDE = "https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide"
_ENDPOINTS = f"{_GUIDE}/create-managed-endpoint.html"
_NAMESPACES = f"{_GUIDE}/virtual-cluster.html"
Config = TypeVar("Config", NewEmrOnEksConfig, ExistingEmrOnEksConfig)


def eks_clusters(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the EKS clusters of new endpoints are there, where the Studio is, and known to IAM as the config says."""
    for key, config in _each(subject, NewEmrOnEksConfig):
        name = config.cluster_name
        found = read.find("eks", "describe_cluster", name=name)
        if found is None:
            text = "there is no such EKS cluster in the account and Region"
            yield problem(
                name, text, cause=f"{key}.cluster_name names it", fix=f"make it, or correct {key}.cluster_name"
            )
        elif not (faults := list(_faults(found["cluster"], config, subject))):
            yield good(name, "the EKS cluster is in the Studio's VPC")
        else:
            yield from (problem(name, text, cause=cause, fix=f"correct {key}.{fix}") for text, cause, fix in faults)


def namespaces(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the namespaces of new endpoints are free, or taken by the virtual cluster that the config names."""
    ours = physical_ids_of(read, subject, "AWS::EMRContainers::VirtualCluster")
    for key, config in _each(subject, NewEmrOnEksConfig):
        where, named = f"{config.cluster_name}/{config.namespace}", config.virtual_cluster_id
        there = _virtual_clusters(read, config)
        others = [name for name in there if name not in ours]
        if named and named not in there:
            yield problem(
                named,
                f"is no virtual cluster that runs in {where}",
                cause=f"{key}.virtual_cluster_id names it",
                fix=f"correct {key}.virtual_cluster_id, or leave it out for a new one",
            )
        elif others and not named:
            yield problem(
                where,
                f"is the namespace of virtual cluster {', '.join(others)}",
                cause=f"a virtual cluster has a namespace for itself: {_NAMESPACES}",
                fix=f"give {key}.namespace another, or name that one in {key}.virtual_cluster_id",
            )
        else:
            yield good(where, f"is the namespace of {named}" if named else "no other virtual cluster has the namespace")


def endpoints(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the endpoints that the config names are there, active, with the role that it says."""
    for key, config in _each(subject, ExistingEmrOnEksConfig):
        arn, role = config.endpoint_arn, config.execution_role_arn
        *_, virtual_cluster, _, name = arn.split("/")
        request = {"virtualClusterId": virtual_cluster, "id": name}
        found = read.find("emr-containers", "describe_managed_endpoint", **request)
        endpoint = found["endpoint"] if found else None
        if endpoint is None or endpoint["arn"] != arn:
            text, where = "there is no such endpoint in the account and Region", f"{key}.endpoint_arn"
            yield problem(arn, text, cause=f"{where} names it", fix=f"make it, or correct {where}")
        elif endpoint["state"] != "ACTIVE":
            text, fix = f"the endpoint is {endpoint['state']}", "make another: what ended does not come back"
            yield problem(arn, text, cause=f"people attach to ACTIVE endpoints: {_ENDPOINTS}", fix=fix)
        elif endpoint["executionRoleArn"] != role:
            yield problem(
                arn,
                f"has the role {endpoint['executionRoleArn']}, not {role}",
                cause="people are allowed sessions with the role of the config alone",
                fix=f"correct {key}.execution_role_arn",
            )
        else:
            yield good(arn, "the endpoint is ACTIVE, with the role of the config")


def _each(subject: Subject, kind: type[Config]) -> Iterator[tuple[str, Config]]:
    for position, compute in enumerate(subject.compute):
        if isinstance(compute, kind):
            yield f"compute[{position}]", compute


def _faults(cluster: Json, config: NewEmrOnEksConfig, subject: Subject) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a cluster, why that matters, and what to correct."""
    vpc, issuer = cluster["resourcesVpcConfig"]["vpcId"], cluster["identity"]["oidc"]["issuer"].removeprefix("https://")
    if cluster["status"] != "ACTIVE":
        yield f"is {cluster['status']}", f"endpoints are made on ACTIVE clusters: {_ENDPOINTS}", "cluster_name"
    if vpc != subject.vpc_id:
        cause = (
            f"a Studio and its EKS clusters have a VPC and a private subnet in common: {_GUIDE}/prereqs-for-studio.html"
        )
        yield f"is in {vpc}, the Studio in {subject.vpc_id or 'a new VPC'}", cause, "cluster_name, or network.vpc"
    if config.oidc_provider_arn and config.oidc_provider_arn.partition("/")[2] != issuer:
        cause = "pods of the cluster take on a role that trusts the cluster's own provider"
        yield f"has the identity provider {issuer}", cause, "oidc_provider_arn"


def _virtual_clusters(read: Reader, config: NewEmrOnEksConfig) -> list[str]:
    """The ids of those that run in the namespace."""
    request = {"containerProviderId": config.cluster_name, "containerProviderType": "EKS", "states": ["RUNNING"]}
    found = read.items("emr-containers", "list_virtual_clusters", "virtualClusters", **request)
    spaces = {str(each["id"]): each["containerProvider"]["info"]["eksInfo"]["namespace"] for each in found}
    return [name for name, namespace in spaces.items() if namespace == config.namespace]
