"""For a platform team and the teams it serves: one Studio, and a stack for each team with its compute and people.

The platform owns the Studio, its network, its notebooks and the two roles. A team owns what it computes on, what its
people may do, and who they are; it deploys without the platform, and the platform without the team.
"""

from aws_cdk import App, CfnOutput, Stack
from aws_cdk import aws_s3 as s3
from constructs import Construct

from emr_studio_constructs import EmrServerlessApp, EmrStudio, IdentityCenterAuth, Tier


class PlatformStack(Stack):
    """The Studio, with nobody in it."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        """Defines the Studio."""
        super().__init__(scope, construct_id)
        self.studio = EmrStudio(self, "Studio", auth=IdentityCenterAuth())
        CfnOutput(self, "StudioUrl", value=self.studio.url)


class TeamStack(Stack):
    """A team's data, an application of EMR Serverless that reads it, and the people who use that."""

    def __init__(self, scope: Construct, construct_id: str, *, shared: EmrStudio, team: str) -> None:
        """Defines the team's part of the shared Studio."""
        super().__init__(scope, construct_id)
        # Taken by its attributes, what is given to people is made in this stack. `shared.add_group(...)` would make it
        # in the platform's stack, which would then need this one's application, which needs that one's Studio.
        studio = EmrStudio.from_studio_attributes(
            self,
            "Studio",
            studio_id=shared.studio_id,
            auth=shared.auth,
            service_role=shared.service_role,
            user_role=shared.user_role,
            vpc=shared.vpc,
            subnets=shared.subnets,
        )
        spark = EmrServerlessApp(self, "Spark", application_name=team)
        s3.Bucket(self, "Data").grant_read(spark.runtime_role)
        studio.add_compute(spark)
        studio.add_group(f"{team}-analysts", tier=Tier.INTERMEDIATE)


# With strong references, CloudFormation refuses to delete or replace what a team's stack stands on.
app = App(context={"@aws-cdk/core:defaultCrossStackReferences": "strong"})
platform = PlatformStack(app, "Platform")
TeamStack(app, "Risk", shared=platform.studio, team="risk")
TeamStack(app, "Marketing", shared=platform.studio, team="marketing")
app.synth()
