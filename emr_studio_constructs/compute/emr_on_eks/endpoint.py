"""A managed endpoint of EMR on EKS: what a Workspace attaches to in a namespace of an EKS cluster.

https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/create-managed-endpoint.html
"""

from aws_cdk import Annotations, Duration, Stack
from aws_cdk import aws_emrcontainers as emrcontainers
from aws_cdk import aws_iam as iam
from constructs import Construct

from emr_studio_constructs._border import whole_minutes
from emr_studio_constructs.choices import LONGEST_SESSION_IDLE_MINUTES
from emr_studio_constructs.interfaces import Attachment, IEmrStudio

from .arguments import RELEASE, check_names, check_region, check_release, exclude
from .base import EksEndpoint, ImportedEksEndpoint
from .cluster import EksCluster, check_cluster, provider_of
from .network import check_network
from .role import ExecutionRole, check_execution_role
from .virtual_cluster import new_virtual_cluster


class EmrOnEksEndpoint(EksEndpoint):
    """A managed endpoint of EMR on EKS, on an EKS cluster and a namespace that are there.

    All who attach to it share its execution role: make one endpoint for each set of permissions. A namespace takes one
    virtual cluster, which several endpoints may have in common.

    Whatever changes but tags makes a new endpoint: people whose Workspaces are attached to the old one lose their
    kernels, and attach again. When the stack goes, so do the endpoint, its virtual cluster and its role, in this order;
    a virtual cluster in which endpoints or jobs of others run cannot be deleted. Where the same app installs what the
    endpoint needs in the cluster, `endpoint.node.add_dependency(...)` lets it come after that, and go before.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        cluster: EksCluster,
        namespace: str,
        virtual_cluster_id: str | None = None,
        release_label: str | None = None,
        execution_role: iam.IRole | None = None,
        session_idle_timeout: Duration | None = None,
        configuration_overrides: emrcontainers.CfnEndpoint.ConfigurationOverridesProperty | None = None,
        endpoint_name: str | None = None,
        virtual_cluster_name: str | None = None,
        execution_role_name: str | None = None,
        role_path: str | None = None,
    ) -> None:
        """Defines the endpoint, and, unless they are given, its virtual cluster and execution role.

        Args:
            scope: Where the endpoint is defined.
            construct_id: Its id, unique in `scope`.
            cluster: The EKS cluster, of `aws_eks` or `aws_eks_v2`, defined or imported: with
                `open_id_connect_provider` unless `execution_role` is given, with `vpc` for it to be checked.
            namespace: The Kubernetes namespace, to which EMR on EKS has been given access.
            virtual_cluster_id: A virtual cluster for the namespace. Default: a new one.
            release_label: The EMR release, 6.7.0 or later, as `emr-7.13.0-latest` or with a date in the place of
                `latest`. Default: emr-7.13.0-latest.
            execution_role: What notebooks run as. Default: a role without permissions, for grants, that only EMR's
                service accounts in this namespace can assume. Where the issuer of the cluster's provider is known at
                deploy only, that takes a function of the CDK (`CfnJson`).
            session_idle_timeout: After how long without use a session ends, 1 minute to 24 hours in whole minutes.
                Default: AWS's.
            configuration_overrides: Spark's settings, and where logs go; the execution role must be allowed to write
                there. Default: AWS's.
            endpoint_name: What people see in the list of endpoints. Default: one that CloudFormation makes.
            virtual_cluster_name: Its name, which AWS requires. Default: one made from the path. It cannot be changed:
                a namespace takes no second virtual cluster while the first is there.
            execution_role_name: Its name, at most 64 characters. Default: one made from the path and the Region, for
                the role's trust contains it; in a stack without a Region, from the path alone.
            role_path: The IAM path of the execution role, without dots. Default: `/`.

        Raises:
            ValueError: AWS has no such endpoints in the Region, an argument does not fit its rule, two arguments
                exclude each other, `cluster` lacks its provider, `execution_role` cannot be assumed from it or is of
                another account, or the app has a virtual cluster for the namespace already.
        """
        stack = Stack.of(scope)
        check_region(stack.region)
        check_cluster(cluster)
        check_names(
            namespace=namespace,
            virtual_cluster_id=virtual_cluster_id,
            endpoint_name=endpoint_name,
            virtual_cluster_name=virtual_cluster_name,
            execution_role_name=execution_role_name,
        )
        release_label = RELEASE if release_label is None else release_label
        check_release(release_label)
        exclude("virtual_cluster_name", virtual_cluster_name, "virtual_cluster_id", virtual_cluster_id)
        exclude("execution_role_name", execution_role_name, "execution_role", execution_role)
        exclude("role_path", role_path, "execution_role", execution_role)
        minutes = (
            None
            if session_idle_timeout is None
            else whole_minutes("session_idle_timeout", session_idle_timeout, LONGEST_SESSION_IDLE_MINUTES)
        )
        super().__init__(scope, construct_id)
        if execution_role:
            check_execution_role(execution_role, stack.account)
        self.execution_role = execution_role or ExecutionRole(
            self,
            "ExecutionRole",
            provider=provider_of(cluster),
            namespace=namespace,
            role_name=execution_role_name,
            role_path=role_path,
        )
        self._cluster = cluster
        if virtual_cluster_id:
            self.virtual_cluster_id = virtual_cluster_id
            self.virtual_cluster_arn = stack.format_arn(
                service="emr-containers", resource="/virtualclusters", resource_name=virtual_cluster_id
            )
        else:
            virtual_cluster = new_virtual_cluster(self, cluster=cluster, namespace=namespace, name=virtual_cluster_name)
            self.virtual_cluster_id, self.virtual_cluster_arn = virtual_cluster.attr_id, virtual_cluster.attr_arn
        resource = emrcontainers.CfnEndpoint(
            self,
            "Resource",
            type="JUPYTER_ENTERPRISE_GATEWAY",
            name=endpoint_name,
            virtual_cluster_id=self.virtual_cluster_id,
            release_label=release_label,
            execution_role_arn=self.execution_role.role_arn,
            session_idle_timeout_in_minutes=minutes,
            configuration_overrides=configuration_overrides,
        )
        resource.node.add_dependency(self.execution_role)  # with the policies that it has been granted
        self.endpoint_arn, self.endpoint_id = resource.attr_arn, resource.attr_id
        self._say_what_to_check()

    @staticmethod
    def from_endpoint_arn(
        scope: Construct, construct_id: str, endpoint_arn: str, *, execution_role: iam.IRole
    ) -> EksEndpoint:
        """Takes an endpoint that is defined elsewhere, in the account and Region of the stack.

        Args:
            scope: Where the endpoint is taken to.
            construct_id: Its id there, unique in `scope`.
            endpoint_arn: The endpoint's ARN.
            execution_role: The endpoint's execution role: people get no session with another.

        Raises:
            ValueError: `endpoint_arn` is not an endpoint's, or of another account or Region, or `execution_role` is of
                another account.
        """
        return ImportedEksEndpoint(scope, construct_id, endpoint_arn=endpoint_arn, execution_role=execution_role)

    def bind(self, studio: IEmrStudio) -> Attachment:
        """Says what people may do with the endpoint; called by `add_compute`.

        Args:
            studio: The Studio whose people these are.

        Raises:
            ValueError: The cluster is known to be in another VPC, or to have no private subnet of the Studio's.
        """
        check_network(studio, self._cluster)
        return super().bind(studio)

    def _say_what_to_check(self) -> None:
        # https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/prereqs-for-studio.html
        Annotations.of(self).add_info_v2(
            "emr-studio-constructs:EksPrerequisites",
            f"check in EKS cluster {self._cluster.node.path}: a private subnet in common with the Studio, access for "
            "EMR on EKS to the namespace, an IAM identity provider of the cluster, the AWS Load Balancer Controller, "
            "and x86 nodes in a managed node group or by Karpenter",
        )
