"""For a team that has a stack and a VPC: a Studio in five lines of it.

The VPC is looked up by its name. The CDK keeps what it found in `cdk.context.json`: commit that file, and nobody else
needs credentials to synthesize. Where looking up is not allowed, `ec2.Vpc.from_vpc_attributes` takes ids instead.
"""

from aws_cdk import App, CfnOutput, Environment, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from emr_studio_constructs import EmrStudio, Tier


class AnalyticsStack(Stack):
    """What the team had, and a Studio."""

    def __init__(self, scope: Construct, construct_id: str, *, env: Environment) -> None:
        """Defines what was there, then the Studio."""
        super().__init__(scope, construct_id, env=env)
        lake = s3.Bucket(self, "Lake")
        analysts = iam.Role(self, "Analysts", assumed_by=iam.AccountRootPrincipal())
        lake.grant_read(analysts)

        # The five lines. Notebooks get a bucket and a key of their own, so that the lake's readers do not read them.
        vpc = ec2.Vpc.from_lookup(self, "Vpc", vpc_name="shared")
        studio = EmrStudio(self, "Studio", vpc=vpc)
        studio.grant_access(analysts, tier=Tier.BASIC)
        CfnOutput(self, "StudioUrl", value=studio.url)


app = App()
# A lookup needs the account and Region by name.
AnalyticsStack(app, "Analytics", env=Environment(account="111122223333", region="eu-west-1"))
app.synth()
