"""The role that EMR Studio works with: given or defined, with the permissions for one Studio."""

from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from constructs import Construct

from ._border import is_known
from .auth import Auth, IdentityCenterAuth, propagates_identity
from .choices import GitSecrets
from .identities import check_account, check_trust
from .managed_policy import RowPolicy
from .policies import service_role as rows
from .policies.rendering import Things
from .policies.storage import SERVICE_ROLE_KEY
from .policies.trust import EMR, SERVICE_ROLE_TRUST
from .roles import StudioRole


class StudioServiceRole(Construct):
    """The service role of a Studio and its policy."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        service_role: iam.IRole | None,
        auth: Auth,
        git_secrets: GitSecrets,
        things: Things,
        role_path: str | None,
    ) -> None:
        """Takes or defines what `EmrStudio` says of these arguments; `things` are those of the whole Studio."""
        super().__init__(scope, construct_id)
        if service_role is not None:
            _check_name(service_role)
            check_trust("service_role", service_role, EMR)
            check_account("service_role", service_role, Stack.of(self).account)
        self.role = service_role or StudioRole(
            self,
            "Role",
            trust=SERVICE_ROLE_TRUST,
            things=things,
            description="What EMR Studio works with: network interfaces, notebooks, Git credentials",
            path=role_path,
        )
        allowed = [*rows.NETWORK, *rows.STORAGE, *SERVICE_ROLE_KEY]
        if git_secrets == GitSecrets.SERVICE_ROLE:
            allowed += rows.GIT_SECRETS
        if not propagates_identity(auth):
            allowed += rows.COLLABORATION
            if isinstance(auth, IdentityCenterAuth):
                allowed += rows.DIRECTORY_COLLABORATION
        policy = RowPolicy(
            self,
            "Policy",
            rows=allowed,
            things=things,
            description="What EMR Studio may do for one Studio",
        )
        policy.give_to(self.role)


def _check_name(role: iam.IRole) -> None:
    """Refuses a given role that CloudFormation would refuse, as far as that can be seen here."""
    if is_known(role.role_arn) and "." in role.role_arn:
        message = (
            f"service_role must be a role without a dot in its name and path, got {role.role_arn}: "
            "CloudFormation refuses it for a Studio"
        )
        raise ValueError(message)
