"""The roles of the clusters that templates make: one for EMR, one for the instances."""

from functools import partial

from aws_cdk import Names, Stack
from aws_cdk import aws_iam as iam
from constructs import Construct

from emr_studio_constructs._border import check_path, place
from emr_studio_constructs.managed_policy import RowPolicy
from emr_studio_constructs.policies.cluster_roles import (
    CLUSTER_LOGS,
    CLUSTER_SERVICE_ROLE,
    CLUSTER_SERVICE_ROLE_TRUST,
    INSTANCE_ROLE_TRUST,
    MANAGED_POLICY,
)
from emr_studio_constructs.roles import StudioRole

_LONGEST = 44  # of the 64 characters of a role's name: a Region takes up to 15, and -emr- 5


class ClusterRoles(Construct):
    """The service role and the instance role of clusters, for templates to name.

    Both have names that are known at synth: a template is a stack of its own, and what it took over from this one by
    reference could not be changed while a cluster lives. A change of `role_path` needs another construct id.

    EMR's service role has AWS's managed policy, which works in a VPC and subnets with the tag
    `for-use-with-amazon-emr-managed-policies`, value `true`: a Studio's own VPC has it, another must be given it.
    The instance role may do nothing: let it reach data by grants, such as `bucket.grant_read(roles.instance_role)`.

    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-roles.html
    """

    def __init__(
        self, scope: Construct, construct_id: str, *, role_path: str | None = None, policy_path: str | None = None
    ) -> None:
        """Defines both roles and the instance profile.

        Args:
            scope: Where the roles are defined.
            construct_id: Their id, unique in `scope`.
            role_path: The path of the roles and the instance profile, without dots. Default: `/`.
            policy_path: The path of their policies, without dots. Default: `/`.

        Raises:
            ValueError: `role_path` or `policy_path` is no IAM path, or has a dot.
        """
        check_path("role_path", role_path)
        check_path("policy_path", policy_path)
        super().__init__(scope, construct_id)
        stack = Stack.of(self)
        name = Names.unique_resource_name(self, max_length=_LONGEST, separator="-")
        self.service_role_name, self.instance_profile_name = (f"{name}-{use}-{stack.region}" for use in ("emr", "ec2"))
        self._things = place(self)
        self._policy_path = policy_path
        self._log_locations: list[str] = []
        self._logs_policy: RowPolicy | None = None
        define_role = partial(StudioRole, self, things=self._things, path=role_path)
        self.service_role: iam.IRole = define_role(
            "ServiceRole",
            trust=CLUSTER_SERVICE_ROLE_TRUST,
            description="What EMR works with for clusters of cluster templates",
            role_name=self.service_role_name,
        )
        # Written out, not by reference: templates name it.
        self.service_role_arn = (
            f"arn:{stack.partition}:iam::{stack.account}:role{role_path or '/'}{self.service_role_name}"
        )
        self.service_role.add_managed_policy(iam.ManagedPolicy.from_aws_managed_policy_name(MANAGED_POLICY))
        self.instance_role: iam.IRole = define_role(
            "InstanceRole",
            trust=INSTANCE_ROLE_TRUST,
            description="What notebooks and jobs on clusters of cluster templates work with",
            role_name=self.instance_profile_name,
        )
        policy = RowPolicy(
            self,
            "ServiceRolePolicy",
            rows=CLUSTER_SERVICE_ROLE,
            things={**self._things, "instance-role": [self.instance_role.role_arn]},
            description="What EMR may do beside its managed policy for clusters of cluster templates",
            path=policy_path,
        )
        policy.give_to(self.service_role)
        iam.InstanceProfile(
            self,
            "InstanceProfile",
            role=self.instance_role,
            instance_profile_name=self.instance_profile_name,
            path=role_path,
        )

    def let_write_logs(self, log_uri: str) -> None:
        """Lets instances write the logs of their clusters, there and where they were let before.

        Args:
            log_uri: Where, `s3://bucket/prefix/`.
        """
        location = log_uri.removeprefix("s3://").rstrip("/")
        if location not in self._log_locations:
            self._log_locations.append(location)
        if self._logs_policy:
            self._logs_policy.replace_rows(CLUSTER_LOGS)
            return
        self._logs_policy = RowPolicy(
            self,
            "LogsPolicy",
            rows=CLUSTER_LOGS,
            things={**self._things, "log-location": self._log_locations},
            description="Where clusters of templates write their logs",
            path=self._policy_path,
        )
        self._logs_policy.give_to(self.instance_role)
