"""EMR Serverless, attached, and what people may do with it."""

from aws_cdk import Stack
from aws_cdk import aws_iam as iam

from behaviour import arns
from behaviour.asking import Expected
from emr_studio_constructs import EmrServerlessApp, EmrStudio, Tier
from emr_studio_constructs.review.use_cases import UseCase

RUNTIME_ROLE = f"arn:aws:iam::{arns.ACCOUNT}:role/notebooks"
SERVERLESS = "emr-serverless.amazonaws.com"


def attach(stack: Stack, studio: EmrStudio) -> None:
    role = iam.Role.from_role_arn(stack, "ServerlessRuntime", RUNTIME_ROLE)
    application = EmrServerlessApp.from_application_arn(stack, "Spark", arns.APPLICATION, runtime_roles=[role])
    studio.add_compute(application)
    studio.add_compute(EmrServerlessApp(stack, "AdvancedSpark"), tiers=[Tier.ADVANCED])


USE_CASES = (
    Expected(UseCase.ATTACH_TO_SERVERLESS, "NYYN", needs="EMR Serverless"),
    Expected(UseCase.PASS_ROLES, "NYYN", values={"role": RUNTIME_ROLE, "service": SERVERLESS}, needs="EMR Serverless"),
)
