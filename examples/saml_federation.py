"""For a company with a SAML identity provider: each team comes in by a role of its own.

The identity provider must send the role, and the person's name as the source identity. It shows the Studio as a tile
that leads to the output `Tile`.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-authentication.html
"""

from aws_cdk import App, CfnOutput, Duration, Stack
from aws_cdk import aws_iam as iam
from constructs import Construct

from emr_studio_constructs import EmrStudio, IamAuth, RelayState, SamlFederationRole, SourceIdentity, Tier

PROVIDER = "arn:aws:iam::111122223333:saml-provider/example-idp"


class AnalyticsStack(Stack):
    """A Studio that the identity provider's people open."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        """Defines the Studio and a role for each team."""
        super().__init__(scope, construct_id)
        # With an address to sign in at, the Studio's own URL works too for whoever is not signed in yet.
        auth = IamAuth(
            idp_auth_url="https://idp.example.com/app/emr-studio/sso/saml",
            idp_relay_state_parameter_name=RelayState.OKTA,
        )
        studio = EmrStudio(self, "Studio", auth=auth)
        provider = iam.SamlProvider.from_saml_provider_arn(self, "Provider", PROVIDER)

        scientists = SamlFederationRole(
            self, "DataScientists", saml_provider=provider, max_session_duration=Duration.hours(8)
        )
        studio.grant_access(scientists, tier=Tier.INTERMEDIATE)

        # Of those who come in by this role, only the two open the Studio, whoever else the identity provider lets in.
        contractors = SamlFederationRole(self, "Contractors", saml_provider=provider)
        named = SourceIdentity(["carol@example.com", "dan@example.com"])
        studio.grant_access(contractors, tier=Tier.BASIC, by=named)

        CfnOutput(self, "Tile", value=studio.deep_link)


app = App()
AnalyticsStack(app, "Analytics")
app.synth()
