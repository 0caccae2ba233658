"""Compute with an ARN of its own: EMR Serverless applications, endpoints on EKS, cluster templates."""

import re
from collections.abc import Iterator

from emr_studio_constructs.review.located import all_of

from .thing import Scene, Thing

_EXECUTION_ROLE = "emr-containers:ExecutionRoleArn"


def applications(scene: Scene) -> tuple[Thing, ...]:
    """EMR Serverless applications."""
    arns = [
        *(each.arn for each in all_of(scene.studio, "AWS::EMRServerless::Application")),
        *_mentioned(scene, "emr-serverless:AccessInteractiveEndpoints", "application", r".*:/applications/[^/]+"),
    ]
    things = [Thing(name=scene.called(arn), values={"application": arn}) for arn in arns]
    return scene.with_any_other(things, "application", "application")


def endpoints(scene: Scene) -> tuple[Thing, ...]:
    """Endpoints on EKS, each with its execution role."""
    defined = [
        _endpoint(scene, each.arn, str(each.properties["ExecutionRoleArn"]))
        for each in all_of(scene.studio, "AWS::EMRContainers::Endpoint")
    ]
    mentioned = [
        _endpoint(scene, each.resource, str(each.context.get(_EXECUTION_ROLE, "")))
        for each in scene.mentions("emr-containers:GetManagedEndpointSessionCredentials", keys=(_EXECUTION_ROLE,))
        if "/endpoints/" in scene.concrete(each.resource, "endpoint")
    ]
    things = (*defined, *mentioned)
    return scene.with_any_other(things, "endpoint", "endpoint", "virtual-cluster", "execution-role")


def _endpoint(scene: Scene, pattern: str, role: str) -> Thing:
    """An endpoint, or those that a pattern stands for, with a role: none for any."""
    arn = scene.concrete(pattern, "endpoint")
    called = pattern.partition("/virtualclusters/")[2] if "*" in pattern else scene.called(arn)
    return Thing(
        name=f"{called} as {scene.called(role)}" if role else f"{called} as any role",
        values={
            "endpoint": arn,
            "virtual-cluster": arn.partition("/endpoints/")[0],
            "execution-role": role or scene.values["role"],
        },
    )


def virtual_clusters(scene: Scene) -> tuple[Thing, ...]:
    """Virtual clusters on EKS."""
    arns = [
        *(each.arn for each in all_of(scene.studio, "AWS::EMRContainers::VirtualCluster")),
        *_mentioned(scene, "emr-containers:ListJobRuns", "virtual-cluster", r".*:/virtualclusters/[^/]+"),
    ]
    things = [Thing(name=scene.called(arn), values={"virtual-cluster": arn}) for arn in arns]
    return scene.with_any_other(things, "virtual cluster", "virtual-cluster")


def products(scene: Scene) -> tuple[Thing, ...]:
    """Cluster templates: products of AWS Service Catalog."""
    place = scene.studio.found.environment
    defined = [
        place.arn(f"catalog:{place.region}:{place.account}:product/{each.ref}")
        for each in all_of(scene.studio, "AWS::ServiceCatalog::CloudFormationProduct")
    ]
    arns = [*defined, *_mentioned(scene, "servicecatalog:ProvisionProduct", "product", r".*:product/[^/]+")]
    things = [Thing(name=scene.called(arn).removeprefix("prod-"), values={"product": arn}) for arn in arns]
    return scene.with_any_other(things, "template", "product")


def _mentioned(scene: Scene, action: str, name: str, form: str) -> Iterator[str]:
    """What policies name for an action, of the right form: a list of resources may hold others."""
    for each in scene.mentions(action):
        arn = scene.concrete(each.resource, name)
        if re.fullmatch(form, arn):
            yield arn
