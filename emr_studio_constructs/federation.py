"""The role that people take on when an identity provider signs them in to a Studio by SAML."""

from aws_cdk import Duration
from aws_cdk import aws_iam as iam
from constructs import Construct

from ._border import check_path
from .partitions import SAML_AUDIENCE, in_partition


class SamlFederationRole(iam.Role):
    """A role for people who sign in through a SAML identity provider; without permissions until granted.

    `studio.grant_access(SamlFederationRole(self, "Engineers", saml_provider=provider), tier=Tier.BASIC)`.

    It can be assumed with assertions of this provider for the AWS sign-in page of the stack's partition only. Session
    tags and a source identity may come with them, for access by `StudioTag` and `SourceIdentity`.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        saml_provider: iam.ISamlProvider,
        max_session_duration: Duration | None = None,
        permissions_boundary: iam.IManagedPolicy | None = None,
        role_path: str | None = None,
    ) -> None:
        """Defines the role.

        Args:
            scope: Where the role is defined.
            construct_id: Its id, unique in `scope`.
            saml_provider: The identity provider.
            max_session_duration: How long a session may last, 1 to 12 hours. Default: 1 hour.
            permissions_boundary: The most the role may ever do. Default: no boundary.
            role_path: Its path, without dots. Default: `/`.

        Raises:
            ValueError: `role_path` is no IAM path or has a dot.
        """
        check_path("role_path", role_path)
        audience = {"StringEquals": {"SAML:aud": in_partition(scope, SAML_AUDIENCE)}}
        principal = iam.SamlPrincipal(saml_provider, audience)
        super().__init__(
            scope,
            construct_id,
            assumed_by=principal,
            description="People who sign in to an EMR Studio through an identity provider",
            max_session_duration=max_session_duration,
            permissions_boundary=permissions_boundary,
            path=role_path,
        )
        if self.assume_role_policy:
            self.assume_role_policy.add_statements(
                iam.PolicyStatement(
                    sid="AllowSessionTagsAndSourceIdentity",
                    principals=[principal.grant_principal],
                    actions=["sts:TagSession", "sts:SetSourceIdentity"],
                )
            )
