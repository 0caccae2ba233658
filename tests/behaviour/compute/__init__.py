"""Kinds of compute, by the name of what a use case needs: each attached to a Studio, and what people may do with it."""

from collections.abc import Callable, Mapping

from aws_cdk import Stack

from behaviour.asking import Expected
from emr_studio_constructs import EmrStudio

from . import eks, runtime_roles, serverless, teams, templates

ATTACH: Mapping[str, Callable[[Stack, EmrStudio], None]] = {
    "EMR Serverless": serverless.attach,
    "EMR on EKS": eks.attach,
    "cluster templates": templates.attach,
    "runtime roles": runtime_roles.attach,
    "clusters of teams": teams.attach,
}

COMPUTE_USE_CASES: tuple[Expected, ...] = (
    *serverless.USE_CASES,
    *eks.USE_CASES,
    *templates.USE_CASES,
    *runtime_roles.USE_CASES,
)
