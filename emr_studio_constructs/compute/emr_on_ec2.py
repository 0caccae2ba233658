"""EMR clusters on EC2: which ones people attach to, and who may create more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aws_cdk import aws_iam as iam

from emr_studio_constructs._border import check_list, check_tags
from emr_studio_constructs.auth import propagates_identity
from emr_studio_constructs.interfaces import Attachment, IEmrStudio
from emr_studio_constructs.policies.capabilities import Capability
from emr_studio_constructs.policies.emr_on_ec2 import creating_clusters, on_tagged_clusters
from emr_studio_constructs.policies.row import Allow


@dataclass(frozen=True, kw_only=True)
class EmrOnEc2:
    """EMR clusters on EC2. A Studio without one lets everybody attach to any cluster, and nobody create one.

    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-cluster-requirements.html

    Args:
        cluster_tags: Tags that a cluster must have, all of them, for people to attach to it; a cluster that they
            create must be given them. Who may create clusters may also put exactly these tags on other clusters,
            since IAM cannot tell a new cluster from an old one. Default: all clusters of the account and Region.
        cluster_service_roles: The service roles that a created cluster may be given. Default: nobody creates clusters.
        instance_roles: The roles of the EC2 instance profiles that a created cluster may be given, and of its
            automatic scaling. Whatever such a role may do, people who create clusters can do. Default: none.

    Raises:
        ValueError: Roles of one kind without the other, or an empty `cluster_tags`.
    """

    cluster_tags: Mapping[str, str] | None = None
    cluster_service_roles: Sequence[iam.IRole] = field(default=())
    instance_roles: Sequence[iam.IRole] = field(default=())

    def __post_init__(self) -> None:
        """Checks that the arguments fit each other."""
        check_list("cluster_service_roles", self.cluster_service_roles, "roles")
        check_list("instance_roles", self.instance_roles, "roles")
        check_tags("cluster_tags", self.cluster_tags or {})
        if self.cluster_tags is not None and not self.cluster_tags:
            message = "cluster_tags must name one or more tags, got none: leave it out for all clusters"
            raise ValueError(message)
        if bool(self.cluster_service_roles) != bool(self.instance_roles):
            given, missing = "cluster_service_roles", "instance_roles"
            if not self.cluster_service_roles:
                given, missing = missing, given
            message = f"{given} needs {missing} beside it: a cluster is created with roles of both kinds"
            raise ValueError(message)

    def bind(self, studio: IEmrStudio) -> Attachment:
        """Says what people may do with clusters; called by `add_compute`.

        Args:
            studio: The Studio whose people these are.

        Raises:
            ValueError: Clusters are to be created from a Studio with trusted identity propagation.
        """
        rows: dict[Capability, tuple[Allow, ...]] = {}
        tags = self.cluster_tags or {}
        for capability in (Capability.CLUSTERS, Capability.PERSISTENT_APP_UI, Capability.ON_CLUSTER_APP_UI):
            rows[capability] = on_tagged_clusters(capability, tags)
        if self.cluster_service_roles:
            if propagates_identity(studio.auth):
                message = (
                    "cluster_service_roles must not be given in a Studio with trusted_identity_propagation: "
                    "its people cannot create clusters, leave out both kinds of roles"
                )
                raise ValueError(message)
            rows[Capability.CLUSTER_CREATION] = creating_clusters(
                tags,
                cluster_service_roles=[role.role_arn for role in self.cluster_service_roles],
                instance_roles=[role.role_arn for role in self.instance_roles],
            )
        return Attachment(rows=rows)
