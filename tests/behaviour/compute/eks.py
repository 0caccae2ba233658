"""EMR on EKS, attached, and what people may do with it."""

from aws_cdk import Stack
from aws_cdk import aws_eks_v2 as eks
from aws_cdk import aws_iam as iam

from behaviour import arns
from behaviour.asking import Expected
from emr_studio_constructs import EmrOnEksEndpoint, EmrStudio
from emr_studio_constructs.review.use_cases import UseCase

EXECUTION_ROLE = f"arn:aws:iam::{arns.ACCOUNT}:role/notebooks"
ROLE_KEY = "emr-containers:ExecutionRoleArn"


ISSUER = "oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9"
PROVIDER = f"arn:aws:iam::{arns.ACCOUNT}:oidc-provider/{ISSUER}"
NAMESPACE = "emr"
# As https://github.com/aws/aws-cli/pull/6362 shows a role's name and what EMR on EKS makes of it.
NEW_ROLE, NEW_ROLE_IN_BASE_36 = "lamrickyJobExecutionRole", "oz977czyn9caw6ow33q8eppc4tg1kr4kekspx"


def attach(stack: Stack, studio: EmrStudio) -> None:
    """Attaches an endpoint that is there; beside it a new one, attached to nothing, has a role of its own."""
    role = iam.Role.from_role_arn(stack, "ExecutionRole", EXECUTION_ROLE)
    _define(stack)
    studio.add_compute(EmrOnEksEndpoint.from_endpoint_arn(stack, "Endpoint", arns.ENDPOINT, execution_role=role))


def _define(stack: Stack) -> None:
    provider = iam.OidcProviderNative.from_oidc_provider_arn(stack, "EksProvider", PROVIDER)
    cluster = eks.Cluster.from_cluster_attributes(
        stack, "EksCluster", cluster_name="analytics", open_id_connect_provider=provider
    )
    EmrOnEksEndpoint(stack, "NewEndpoint", cluster=cluster, namespace=NAMESPACE, execution_role_name=NEW_ROLE)


USE_CASES = (
    Expected(UseCase.ATTACH_TO_EKS, "YYYN", values={"execution-role": EXECUTION_ROLE}, needs="EMR on EKS"),
    Expected(UseCase.SEE_EKS_JOB_RUNS, "YYYN", needs="EMR on EKS"),
)
