"""A cluster template that works as it is: a small Spark cluster that ends when nobody uses it."""

from collections.abc import Mapping, Sequence

from aws_cdk import CfnOutput, CfnParameter, CfnTag, Duration, RemovalPolicy, aws_emr
from aws_cdk import aws_servicecatalog as servicecatalog
from constructs import Construct

from emr_studio_constructs._border import check_list
from emr_studio_constructs.compute.releases import CURRENT
from emr_studio_constructs.policies.row import EMR_TAG

from .arguments import (
    check_cluster_roles,
    check_cluster_tags,
    check_core_nodes,
    check_idle_timeout,
    check_log_uri,
    check_release,
)
from .roles import ClusterRoles

_INSTANCE_TYPES = ("m6i.xlarge", "m6i.2xlarge", "r6i.xlarge", "r6i.2xlarge")


class SparkClusterTemplate(servicecatalog.ProductStack):
    """A cluster with Spark, Livy and JupyterEnterpriseGateway: one primary node, and core nodes as people choose.

    People choose a name, one of the Studio's subnets, a type of instance, and how many core nodes. Idle for an hour,
    the cluster ends. Its tag `for-use-with-amazon-emr-managed-policies` lets EMR's own policy run it. EMR makes the
    security groups of its instances, `ElasticMapReduce-...`, in the VPC with the first cluster, and leaves them there:
    they are to be deleted by hand before the VPC. Volumes are encrypted where the account's default for EBS says so,
    or a security configuration.

    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-cluster-templates.html
    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-cluster-requirements.html
    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-auto-termination-policy.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        roles: ClusterRoles,
        release_label: str | None = None,
        instance_types: Sequence[str] | None = None,
        default_core_nodes: int = 2,
        max_core_nodes: int = 10,
        idle_timeout: Duration | None = None,
        log_uri: str | None = None,
        security_configuration: str | None = None,
        cluster_tags: Mapping[str, str] | None = None,
    ) -> None:
        """Defines the template, to be given to `ClusterTemplates`.

        Args:
            scope: Where the template is defined.
            construct_id: Its id, unique in `scope`.
            roles: The roles of its clusters.
            release_label: The release of EMR, emr-5.32.0, emr-6.2.0 or later. Default: emr-7.13.0.
            instance_types: The types that people choose from, the first of which is the default and that of the primary
                node. Default: general and memory-optimized types of the sixth generation, with 4 and 8 vCPUs.
            default_core_nodes: How many core nodes a cluster has where people choose none.
            max_core_nodes: How many core nodes a cluster may have, up to 1000.
            idle_timeout: After how long without use a cluster ends: 1 minute to 7 days. Default: 1 hour.
            log_uri: Where its logs are written, `s3://bucket/prefix/`, known at synth: write the bucket's name out. The
                instance role is let write there, in a bucket of the account: for another account's, grant it more.
                Default: nowhere.
            security_configuration: The name of an EMR security configuration, which a Studio with trusted identity
                propagation needs. Default: none.
            cluster_tags: Tags of its clusters beside EMR's own. Give them always: as soon as a Studio has an
                `EmrOnEc2(cluster_tags=...)`, people attach to clusters with those tags alone. Default: none.

        Raises:
            ValueError: An argument is out of bounds; the message names it.
        """
        idle_timeout = Duration.hours(1) if idle_timeout is None else idle_timeout
        release_label = release_label or CURRENT
        check_cluster_roles(roles)
        check_release(release_label)
        check_list("instance_types", instance_types, "instance types")
        types = list(_INSTANCE_TYPES if instance_types is None else instance_types)
        if not types:
            message = "instance_types must name one or more, got none: leave it out for the default"
            raise ValueError(message)
        check_core_nodes(default_core_nodes, max_core_nodes)
        check_idle_timeout(idle_timeout)
        check_log_uri(log_uri)
        check_cluster_tags(cluster_tags or {})
        super().__init__(scope, construct_id)
        self.roles = roles
        if log_uri is not None:
            roles.let_write_logs(log_uri)
        name = CfnParameter(
            self,
            "ClusterName",
            description="The cluster's name",
            allowed_pattern="[A-Za-z0-9][A-Za-z0-9 ._-]{0,127}",
            constraint_description="letters, digits, blanks, dots, hyphens and underscores",
        )
        subnet = CfnParameter(
            self, "SubnetId", type="AWS::EC2::Subnet::Id", description="One of the subnets of the EMR Studio"
        )
        instance_type = CfnParameter(
            self,
            "InstanceType",
            description="The type of the core nodes",
            allowed_values=types,
            default=types[0],
        )
        core_nodes = CfnParameter(
            self,
            "CoreNodes",
            type="Number",
            description="How many core nodes",
            min_value=1,
            max_value=max_core_nodes,
            default=default_core_nodes,
        )
        properties = aws_emr.CfnCluster
        cluster = properties(
            self,
            "Cluster",
            name=name.value_as_string,
            release_label=release_label,
            applications=[
                properties.ApplicationProperty(name=each) for each in ("Spark", "Livy", "JupyterEnterpriseGateway")
            ],
            service_role=roles.service_role_arn,
            job_flow_role=roles.instance_profile_name,
            instances=properties.JobFlowInstancesConfigProperty(
                ec2_subnet_id=subnet.value_as_string,
                keep_job_flow_alive_when_no_steps=True,
                master_instance_group=properties.InstanceGroupConfigProperty(instance_count=1, instance_type=types[0]),
                core_instance_group=properties.InstanceGroupConfigProperty(
                    instance_count=core_nodes.value_as_number, instance_type=instance_type.value_as_string
                ),
            ),
            auto_termination_policy=properties.AutoTerminationPolicyProperty(idle_timeout=idle_timeout.to_seconds()),
            configurations=[
                # What AWS's page on requirements recommends for notebooks.
                properties.ConfigurationProperty(
                    classification="livy-conf",
                    configuration_properties={
                        "livy.server.session.timeout": "6h",
                        "livy.spark.deploy-mode": "cluster",
                    },
                )
            ],
            log_uri=log_uri,
            security_configuration=security_configuration,
            tags=[CfnTag(key=key, value=value) for key, value in {**(cluster_tags or {}), EMR_TAG: "true"}.items()],
        )
        # A cluster that its template no longer has is ended; cfn-lint wants that said of what may hold data.
        cluster.apply_removal_policy(RemovalPolicy.DESTROY)
        CfnOutput(self, "ClusterId", value=cluster.ref, description="The cluster's id, by which EMR Studio attaches")
