"""An app with one Studio, as the README has it."""

from aws_cdk import App, Stack

from emr_studio_constructs import EmrStudio, IdentityCenterAuth, Tier

app = App()
stack = Stack(app, "Analytics")
studio = EmrStudio(stack, "Studio", auth=IdentityCenterAuth())
studio.add_group("data-engineers", tier=Tier.ADVANCED)
studio.add_user("alice@example.com", tier=Tier.BASIC)
app.synth()
