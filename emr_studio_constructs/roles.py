"""The roles of a Studio: a trust, a table, and the limits that the account sets."""

from aws_cdk import aws_iam as iam
from constructs import Construct

from .policies.rendering import Things, render_conditions
from .policies.trust import Trust


class StudioRole(iam.Role):
    """A role that a service of AWS assumes for a Studio."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        trust: Trust,
        things: Things,
        description: str,
        path: str | None,
        role_name: str | None = None,
    ) -> None:
        """Defines a role without permissions.

        Args:
            scope: Where the role is defined.
            construct_id: Its id, unique in `scope`.
            trust: Who may assume it.
            things: What the names in `trust` stand for.
            description: What it is for.
            path: Its path. Default: `/`.
            role_name: Its name, for a role that is named where it cannot be referred to. Default: CloudFormation's.
        """
        principal = iam.ServicePrincipal(trust.service, conditions=render_conditions(trust.when, things))
        super().__init__(
            scope,
            construct_id,
            assumed_by=principal,
            description=description,
            path=path,
            role_name=role_name,
        )
        if trust.also and self.assume_role_policy:
            self.assume_role_policy.add_statements(
                iam.PolicyStatement(
                    sid="AllowMoreThanAssuming", principals=[principal.grant_principal], actions=list(trust.also)
                )
            )
