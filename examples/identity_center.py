"""For a platform team with IAM Identity Center: a Studio for the people of a file, `people.yaml`.

Who joins or leaves is a change of that file alone, for its owners to approve, and takes a deploy. Where people come and
go faster than that, let `emr-studio mappings apply` map them: `config/people-file.yaml` is that Studio.
"""

from pathlib import Path

import yaml
from aws_cdk import App, CfnOutput, Stack
from aws_cdk import aws_ec2 as ec2
from constructs import Construct

from emr_studio_constructs import EmrStudio, IdentityCenterAuth, Tier

PEOPLE = Path(__file__).parent / "people.yaml"


class AnalyticsStack(Stack):
    """A Studio, and who may use it."""

    def __init__(self, scope: Construct, construct_id: str, *, vpc: ec2.IVpc | None = None) -> None:
        """Defines the Studio and maps the people of the file."""
        super().__init__(scope, construct_id)
        studio = EmrStudio(self, "Studio", auth=IdentityCenterAuth(), vpc=vpc)
        # Read by the app: constructs read no files, so that they mean the same wherever they are used.
        people = yaml.safe_load(PEOPLE.read_text(encoding="utf-8"))
        for name, tier in people["groups"].items():
            studio.add_group(name, tier=Tier(tier))
        for name, tier in people["users"].items():
            studio.add_user(name, tier=Tier(tier))
        CfnOutput(self, "StudioUrl", value=studio.url)


app = App()
AnalyticsStack(app, "Analytics")
app.synth()
