"""The role with which Service Catalog launches cluster templates, whoever asks for it.

https://docs.aws.amazon.com/servicecatalog/latest/adminguide/constraints-launch.html
"""

from collections.abc import Sequence

from aws_cdk import aws_iam as iam
from constructs import Construct

from emr_studio_constructs._border import is_known, place
from emr_studio_constructs.managed_policy import RowPolicy
from emr_studio_constructs.policies.cluster_templates import LAUNCH_ROLE_TRUST, launching
from emr_studio_constructs.roles import StudioRole

from .fit import check_launch
from .roles import ClusterRoles
from .template import ClusterTemplate


class LaunchRole(Construct):
    """A role that may make the clusters of some templates, and nothing else."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        templates: Sequence[ClusterTemplate],
        cluster_roles: Sequence[ClusterRoles],
        service_roles: Sequence[iam.IRole],
        instance_roles: Sequence[iam.IRole],
        role_path: str | None,
        policy_path: str | None,
    ) -> None:
        """Defines the role and its policy.

        Args:
            scope: Where the role is defined.
            construct_id: Its id, unique in `scope`.
            templates: What it launches.
            cluster_roles: The roles of clusters that it may pass on.
            service_roles: Service roles that it may pass on beside them.
            instance_roles: Instance roles that it may pass on beside them.
            role_path: Its path. Default: `/`.
            policy_path: The path of its policy. Default: `/`.

        Raises:
            ValueError: A template takes more than such a role may do.
        """
        super().__init__(scope, construct_id)
        names = [role.role_name for role in service_roles] + [roles.service_role_name for roles in cluster_roles]
        known = names if all(map(is_known, names)) else None
        for template in templates:
            check_launch(template, known)
        things = {
            **place(self),
            "cluster-service-role": [
                role.role_arn for role in (*service_roles, *(roles.service_role for roles in cluster_roles))
            ],
            "instance-role": [
                role.role_arn for role in (*instance_roles, *(roles.instance_role for roles in cluster_roles))
            ],
        }
        self.role: iam.IRole = StudioRole(
            self,
            "Role",
            trust=LAUNCH_ROLE_TRUST,
            things=things,
            description="What launches clusters from cluster templates",
            path=role_path,
        )
        policy = RowPolicy(
            self,
            "Policy",
            rows=launching(
                properties=[name for template in templates for name in template.cluster],
                parameter_types=[kind for template in templates for kind in template.parameters.values()],
            ),
            things=things,
            description="What launching cluster templates takes",
            path=policy_path,
        )
        policy.give_to(self.role)
