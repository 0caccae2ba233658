"""EMR Serverless: an application that people run notebooks on, without a cluster.

https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/interactive-workloads.html
"""

from collections.abc import Sequence

import jsii
from aws_cdk import Duration, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk.aws_emrserverless import CfnApplication
from constructs import Construct

from emr_studio_constructs._border import check_length, check_path, check_pattern, member, place, whole_minutes
from emr_studio_constructs.choices import LONGEST_APPLICATION_IDLE_MINUTES, Architecture
from emr_studio_constructs.compute.releases import CURRENT
from emr_studio_constructs.encryption import check_key
from emr_studio_constructs.policies.emr_serverless import RUNTIME_ROLE_TRUST
from emr_studio_constructs.roles import StudioRole

from .base import ImportedServerlessApplication, ServerlessApplication, check_runtime_roles
from .logs import logs_with, share_key
from .network import ServerlessNetwork
from .settings import check_release, maximum_capacity

_IMAGE = (
    r"[a-z0-9]+[a-z0-9-.]*/([a-z0-9]+([._-][a-z0-9]+)*/)*[a-z0-9]+([._-][a-z0-9]+)*"
    r"(:[a-zA-Z0-9_][a-zA-Z0-9._-]{0,299}|@sha256:[0-9a-f]{64})"
)


@jsii.implements(ec2.IConnectable)
class EmrServerlessApp(ServerlessApplication):
    """A Spark application of EMR Serverless for notebooks: it starts when a Workspace attaches, stops when idle.

    `studio.add_compute(EmrServerlessApp(self, "Spark"))`. What notebooks may read and write is what the runtime role
    may, which is nothing until granted: `bucket.grant_read(app.runtime_role)`.

    People start it by attaching, and it costs while it is started: AWS keeps one worker of 4 vCPU and 16 GB for
    kernels, and ends a kernel after 60 idle minutes. Workspaces on it cannot be shared. The account needs a quota of 24
    vCPU or more ("Max concurrent vCPUs per account").

    A change of `application_name` makes a new application. Any other change, and a delete of the stack, fails while the
    application is started: CloudFormation does not stop it. Wait for `idle_timeout`, or
    `aws emr-serverless stop-application --application-id ID`.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        application_name: str | None = None,
        release_label: str | None = None,
        architecture: Architecture = Architecture.X86_64,
        image_uri: str | None = None,
        maximum_vcpu: int = 64,
        maximum_memory_gb: int = 256,
        maximum_disk_gb: int = 1000,
        idle_timeout: Duration | None = None,
        vpc: ec2.IVpc | None = None,
        vpc_subnets: ec2.SubnetSelection | None = None,
        security_groups: Sequence[ec2.ISecurityGroup] | None = None,
        encryption_key: kms.IKey | None = None,
        runtime_roles: Sequence[iam.IRole] | None = None,
        role_path: str | None = None,
        policy_path: str | None = None,
    ) -> None:
        """Defines the application.

        Args:
            scope: Where the application is defined.
            construct_id: Its id, unique in `scope`.
            application_name: What people choose it by: 1 to 64 letters, digits and `._/#-`. Default: by its id alone.
            release_label: The EMR release, emr-6.14.0 or later. Default: emr-7.13.0.
            architecture: The processors. Default: X86_64, as AWS's own.
            image_uri: An image of ECR for all workers, of the same Region and architecture. The repository's policy
                must let emr-serverless.amazonaws.com read it:
                https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/application-custom-image.html.
                Default: the release's own.
            maximum_vcpu: The most vCPU that all workers of all people have at a time, 8 or more. Default: 64, which is
                16 workers of the default size: four people with two Spark executors each.
            maximum_memory_gb: The most memory, 32 or more. Default: 256.
            maximum_disk_gb: The most disk, 40 or more. Default: 1000.
            idle_timeout: After how long without work it stops, 1 minute to 7 days. Default: 15 minutes.
            vpc: Where workers are, to reach what is there. Default: in no VPC of yours; they reach AWS in the
                Region, such as S3, and not the internet.
            vpc_subnets: The subnets of `vpc`, 1 to 16, best in several zones, each worker with an address of its own;
                with a way to S3, and to whatever else notebooks use. Default: the private ones.
            security_groups: The groups of the workers, 1 to 5, without inbound rules. Default: one that lets HTTPS
                out; `connections` takes more rules.
            encryption_key: The key for the logs that EMR Serverless keeps for 30 days: symmetric, of the same account
                and Region. One defined in the app is given the policy that it takes, others must have it. The runtime
                roles, and people with the tiers that may attach, may use it, so let it be a key of its own, not the
                Studio's. Default: one of the service's. Disks have one of the service's in any case: CloudFormation
                knows no other.
            runtime_roles: The roles that notebooks may run with. They must trust emr-serverless.amazonaws.com. A tier
                with two applications may choose the given roles of both on both: let each trust its application
                alone, by `aws:SourceArn`, or give the tier one. Default: one without permissions, that only this
                application takes on.
            role_path: The path of the runtime role, without dots. Default: `/`.
            policy_path: The path of the policy by which runtime roles use `encryption_key`, without dots. Default: `/`.

        Raises:
            ValueError: An argument is not as above, or `vpc_subnets` or `security_groups` come without `vpc`, or
                `role_path` with `runtime_roles`.
        """
        super().__init__(scope, construct_id)
        check_length("application_name", application_name, 64, shortest=1)
        check_pattern("application_name", application_name, r"[A-Za-z0-9._/#-]+", "letters, digits and ._/#-")
        check_pattern("image_uri", image_uri, _IMAGE, "an image with a tag or digest, like REGISTRY/spark:1.0")
        release_label = CURRENT if release_label is None else release_label
        check_release(release_label)
        check_key(self, encryption_key)
        check_path("role_path", role_path)
        check_path("policy_path", policy_path)
        self.encryption_key = encryption_key
        self._network = self._connect(vpc, vpc_subnets, security_groups)
        application = CfnApplication(
            self,
            "Resource",
            name=application_name,
            type="Spark",
            release_label=release_label,
            architecture=member("architecture", architecture, Architecture),
            image_configuration=CfnApplication.ImageConfigurationInputProperty(image_uri=image_uri)
            if image_uri is not None
            else None,
            interactive_configuration=CfnApplication.InteractiveConfigurationProperty(studio_enabled=True),
            maximum_capacity=maximum_capacity(maximum_vcpu, maximum_memory_gb, maximum_disk_gb),
            auto_start_configuration=CfnApplication.AutoStartConfigurationProperty(enabled=True),
            auto_stop_configuration=CfnApplication.AutoStopConfigurationProperty(
                enabled=True,
                idle_timeout_minutes=15
                if idle_timeout is None
                else whole_minutes("idle_timeout", idle_timeout, LONGEST_APPLICATION_IDLE_MINUTES),
            ),
            network_configuration=self._network.configuration if self._network else None,
            monitoring_configuration=logs_with(encryption_key),
        )
        self.application_arn = application.attr_arn
        self.runtime_roles = self._take_roles(runtime_roles, role_path)
        if encryption_key is not None:
            share_key(self, encryption_key, self.runtime_roles, policy_path)

    @property
    def connections(self) -> ec2.Connections:
        """The security groups of the workers: `database.connections.allow_default_port_from(app)`.

        Raises:
            ValueError: The application is in no VPC.
        """
        if self._network is None:
            message = f"vpc must be given for {self.node.path} to have connections, got none"
            raise ValueError(message)
        return self._network.connections

    @staticmethod
    def from_application_arn(
        scope: Construct,
        construct_id: str,
        application_arn: str,
        *,
        runtime_roles: Sequence[iam.IRole],
        encryption_key: kms.IKey | None = None,
    ) -> ServerlessApplication:
        """An application that is defined elsewhere; it must have Studio's interactive use switched on.

        Args:
            scope: Where it is taken in.
            construct_id: Its id, unique in `scope`.
            application_arn: Its ARN; of the stack's account and Region.
            runtime_roles: The roles that notebooks may run with, one or more; they must trust
                emr-serverless.amazonaws.com. A tier with two applications may choose the roles of both on both.
            encryption_key: The key of the application's logs, which people with the tiers that may attach may use. It
                and the runtime roles are left as they are. Default: one of the service's, which takes no permission.

        Raises:
            ValueError: The ARN or the key is none of an application, or of another account or Region; there is no role,
                or one that does not trust EMR Serverless.
        """
        return ImportedServerlessApplication(
            scope,
            construct_id,
            application_arn=application_arn,
            runtime_roles=runtime_roles,
            encryption_key=encryption_key,
        )

    def _connect(
        self,
        vpc: ec2.IVpc | None,
        vpc_subnets: ec2.SubnetSelection | None,
        security_groups: Sequence[ec2.ISecurityGroup] | None,
    ) -> ServerlessNetwork | None:
        if vpc is not None:
            return ServerlessNetwork(self, "Network", vpc=vpc, vpc_subnets=vpc_subnets, security_groups=security_groups)
        for argument, given in (("vpc_subnets", vpc_subnets), ("security_groups", security_groups)):
            if given is not None:
                message = f"{argument} needs vpc beside it: without vpc, workers are in no VPC of yours"
                raise ValueError(message)
        return None

    def _take_roles(self, given: Sequence[iam.IRole] | None, role_path: str | None) -> Sequence[iam.IRole]:
        if given is not None:
            if role_path is not None:
                message = "role_path must not be given with runtime_roles: the paths of given roles are yours"
                raise ValueError(message)
            check_runtime_roles(given, Stack.of(self))
            return tuple(given)
        role = StudioRole(
            self,
            "RuntimeRole",
            trust=RUNTIME_ROLE_TRUST,
            things={**place(self), "application": [self.application_arn]},
            description="What notebooks on EMR Serverless may do",
            path=role_path,
        )
        return (role,)
