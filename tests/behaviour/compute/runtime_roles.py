"""Clusters with runtime roles, attached, and what people may do with them."""

from aws_cdk import Stack
from aws_cdk import aws_iam as iam

from behaviour.arns import ACCOUNT
from behaviour.asking import Expected
from emr_studio_constructs import EmrOnEc2, EmrStudio
from emr_studio_constructs.review.use_cases import UseCase

RUNTIME_ROLE = f"arn:aws:iam::{ACCOUNT}:role/runtime"
AS_ROLE = "elasticmapreduce:ExecutionRoleArn"


def attach(stack: Stack, studio: EmrStudio) -> None:
    studio.add_compute(EmrOnEc2(runtime_roles=[iam.Role.from_role_arn(stack, "Runtime", RUNTIME_ROLE)]))


USE_CASES = (Expected(UseCase.USE_RUNTIME_ROLES, "YYYN", values={"runtime-role": RUNTIME_ROLE}, needs="runtime roles"),)
