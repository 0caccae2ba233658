"""An app with as many Studios as its argument says, each in a stack of its own with 105 people, AWS's quota."""

import sys

from aws_cdk import App, Stack
from aws_cdk import aws_ec2 as ec2

from emr_studio_constructs import EmrStudio, IdentityCenterAuth, Tier

from .peak import tell_peak

app = App()
tiers = list(Tier)
for number in range(int(sys.argv[1])):
    stack = Stack(app, f"Analytics{number}")
    vpc = ec2.Vpc.from_vpc_attributes(
        stack,
        "Vpc",
        vpc_id="vpc-0123456789abcdef0",
        availability_zones=["eu-west-1a", "eu-west-1b"],
        private_subnet_ids=["subnet-0123456789abcde00", "subnet-0123456789abcde01"],
        private_subnet_route_table_ids=["rtb-0123456789abcde00", "rtb-0123456789abcde01"],
    )
    studio = EmrStudio(stack, "Studio", auth=IdentityCenterAuth(), vpc=vpc)
    for user in range(100):
        studio.add_user(f"user{user}@example.com", tier=tiers[user % len(tiers)])
    for group in range(5):
        studio.add_group(f"group{group}", tier=tiers[group % len(tiers)])
app.synth()
tell_peak()
