"""EMR Serverless, attached, and what people may do with it."""

from aws_cdk import Stack

from behaviour import arns
from behaviour.asking import UseCase, each, passing
from emr_studio_constructs import EmrStudio


def attach(stack: Stack, studio: EmrStudio) -> None:
    raise NotImplementedError


USE_CASES = (
    UseCase(
        "attach to EMR Serverless",
        "NYYN",
        (
            *each("emr-serverless: ListApplications"),
            *each("emr-serverless: GetApplication StartApplication AccessInteractiveEndpoints", arns.APPLICATION),
            *each("emr-serverless: GetDashboardForJobRun", arns.SERVERLESS_JOB),
            *passing(arns.OTHER_ROLE, "emr-serverless.amazonaws.com"),
        ),
        needs="EMR Serverless",
    ),
)
