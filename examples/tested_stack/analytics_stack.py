"""For a team that tests its stacks: a stack with a Studio; its tests are in `test_analytics_stack.py`."""

from aws_cdk import App, Stack
from aws_cdk import aws_ec2 as ec2
from constructs import Construct

from emr_studio_constructs import Capability, EmrStudio, IdentityCenterAuth, Tier


class AnalyticsStack(Stack):
    """A Studio for a group and a person, in a VPC that exists."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        """Defines the Studio and lets people in."""
        super().__init__(scope, construct_id)
        vpc = ec2.Vpc.from_vpc_attributes(
            self,
            "Vpc",
            vpc_id="vpc-0a1b2c3d4e5f60718",
            availability_zones=["eu-west-1a", "eu-west-1b"],
            private_subnet_ids=["subnet-0a1b2c3d4e5f60718", "subnet-08172635445362718"],
            private_subnet_route_table_ids=["rtb-0a1b2c3d4e5f60718", "rtb-08172635445362718"],
        )
        studio = EmrStudio(
            self, "Studio", auth=IdentityCenterAuth(), vpc=vpc, optional_capabilities=[Capability.ATHENA]
        )
        studio.add_group("data-engineers", tier=Tier.ADVANCED)
        studio.add_user("alice@example.com", tier=Tier.BASIC)


if __name__ == "__main__":
    app = App()
    AnalyticsStack(app, "Analytics")
    app.synth()
