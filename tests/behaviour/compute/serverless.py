"""EMR Serverless, attached, and what people may do with it."""

from aws_cdk import Stack
from aws_cdk import aws_iam as iam

from behaviour import arns
from behaviour.asking import UseCase, each, passing
from emr_studio_constructs import EmrServerlessApp, EmrStudio, Tier

RUNTIME_ROLE = f"arn:aws:iam::{arns.ACCOUNT}:role/notebooks"
SERVERLESS = "emr-serverless.amazonaws.com"


def attach(stack: Stack, studio: EmrStudio) -> None:
    role = iam.Role.from_role_arn(stack, "ServerlessRuntime", RUNTIME_ROLE)
    application = EmrServerlessApp.from_application_arn(stack, "Spark", arns.APPLICATION, runtime_roles=[role])
    studio.add_compute(application)
    studio.add_compute(EmrServerlessApp(stack, "AdvancedSpark"), tiers=[Tier.ADVANCED])


USE_CASES = (
    UseCase(
        "attach to EMR Serverless",
        "NYYN",
        (
            *each("emr-serverless: ListApplications"),
            *each("emr-serverless: GetApplication StartApplication AccessInteractiveEndpoints", arns.APPLICATION),
            *each("emr-serverless: GetDashboardForJobRun", arns.SERVERLESS_JOB),
            *passing(RUNTIME_ROLE, SERVERLESS),
        ),
        needs="EMR Serverless",
    ),
)
