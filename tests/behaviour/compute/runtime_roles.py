"""Clusters with runtime roles, attached, and what people may do with them."""

from aws_cdk import Stack
from aws_cdk import aws_iam as iam

from behaviour.arns import ACCOUNT, CLUSTER
from behaviour.asking import UseCase, each
from emr_studio_constructs import EmrOnEc2, EmrStudio

RUNTIME_ROLE = f"arn:aws:iam::{ACCOUNT}:role/runtime"
AS_ROLE = "elasticmapreduce:ExecutionRoleArn"


def attach(stack: Stack, studio: EmrStudio) -> None:
    studio.add_compute(EmrOnEc2(runtime_roles=[iam.Role.from_role_arn(stack, "Runtime", RUNTIME_ROLE)]))


USE_CASES = (
    UseCase(
        "work on a cluster with a runtime role",
        "YYYN",
        each("elasticmapreduce: GetClusterSessionCredentials", CLUSTER, {AS_ROLE: RUNTIME_ROLE}),
        needs="runtime roles",
    ),
)
