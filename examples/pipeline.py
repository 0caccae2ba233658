"""For a team that deploys by pipeline: one Studio in three accounts, and a guard before the one that matters.

A push deploys to dev, then to test. Before prod, `emr-studio guard` compares what is deployed there with what is to be,
and stops the pipeline where people would lose their Studio, their notebooks or their compute. A loss that is meant is
allowed by `--allow` below, in the commit that brings it.

Bootstrap the three accounts with `--trust` and `--trust-for-lookup` for the pipeline's account.

https://docs.aws.amazon.com/cdk/v2/guide/cdk-pipeline.html
"""

from dataclasses import dataclass

from aws_cdk import App, CfnOutput, DefaultStackSynthesizer, Environment, Stack, Stage, pipelines
from aws_cdk import aws_codepipeline as codepipeline
from aws_cdk import aws_iam as iam
from constructs import Construct

from emr_studio_constructs import EmrStudio, IdentityCenterAuth, NewVpc, Tier

REGION = "eu-west-1"
CONNECTION = f"arn:aws:codeconnections:{REGION}:111122223333:connection/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What differs between the environments."""

    name: str
    account: str
    nat_gateways: int = 1
    termination_protection: bool = False


DEV = Settings(name="Dev", account="222233334444")
TEST = Settings(name="Test", account="333344445555")
PROD = Settings(name="Prod", account="444455556666", nat_gateways=2, termination_protection=True)


class AnalyticsStack(Stack):
    """A Studio as its environment has it."""

    def __init__(self, scope: Construct, construct_id: str, *, settings: Settings) -> None:
        """Defines the Studio and lets people in."""
        super().__init__(scope, construct_id, termination_protection=settings.termination_protection)
        studio = EmrStudio(self, "Studio", auth=IdentityCenterAuth(), vpc=NewVpc(nat_gateways=settings.nat_gateways))
        studio.add_group("data-engineers", tier=Tier.ADVANCED)
        studio.add_group("analysts", tier=Tier.BASIC)
        CfnOutput(self, "StudioUrl", value=studio.url)

    @property
    def availability_zones(self) -> list[str]:
        """By name, so that the pipeline looks nothing up."""
        return [f"{self.region}a", f"{self.region}b"]


class Analytics(Stage):
    """All that is deployed to one environment."""

    def __init__(self, scope: Construct, settings: Settings) -> None:
        """Defines the stacks."""
        super().__init__(scope, settings.name, env=Environment(account=settings.account, region=REGION))
        AnalyticsStack(self, "Analytics", settings=settings)


class PipelineStack(Stack):
    """The pipeline, which changes itself first."""

    def __init__(self, scope: Construct, construct_id: str, *, env: Environment) -> None:
        """Defines the pipeline and its three stages."""
        super().__init__(scope, construct_id, env=env)
        source = pipelines.CodePipelineSource.connection("example/analytics", "main", connection_arn=CONNECTION)
        synth = pipelines.ShellStep(
            "Synth", input=source, commands=["pip install -r requirements.txt", "npx cdk synth --quiet"]
        )
        pipeline = pipelines.CodePipeline(
            self,
            "Pipeline",
            synth=synth,
            cross_account_keys=True,  # roles of the other accounts read the artifacts
            pipeline_type=codepipeline.PipelineType.V2,
        )
        pipeline.add_stage(Analytics(self, DEV))
        pipeline.add_stage(Analytics(self, TEST))
        prod = Analytics(self, PROD)
        pipeline.add_stage(prod, pre=[guard_of(prod, source, pipeline)])


def guard_of(
    stage: Stage, source: pipelines.CodePipelineSource, pipeline: pipelines.CodePipeline
) -> pipelines.CodeBuildStep:
    """A step that fails where the deploy of a stage would cost people something."""
    account = stage.account
    # The role by which the CDK itself looks things up: it reads, and nothing more.
    role = f"arn:aws:iam::{account}:role/cdk-{DefaultStackSynthesizer.DEFAULT_QUALIFIER}-lookup-role-{account}-{REGION}"
    return pipelines.CodeBuildStep(
        "Guard",
        input=pipeline.cloud_assembly_file_set,
        additional_inputs={"source": source},
        install_commands=["pip install -r source/requirements.txt"],  # has emr-studio-constructs[ops]
        commands=[
            f"aws configure set profile.target.role_arn {role}",
            "aws configure set profile.target.credential_source EcsContainer",
            f"emr-studio guard {stage.artifact_id} --profile target",  # --allow REPLACEMENT
        ],
        role_policy_statements=[iam.PolicyStatement(actions=["sts:AssumeRole"], resources=[role])],
    )


app = App()
PipelineStack(app, "Delivery", env=Environment(account="111122223333", region=REGION))
app.synth()
