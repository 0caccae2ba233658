"""EMR clusters on EC2: which ones people attach to, as whom they work there, and who may create more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aws_cdk import Annotations
from aws_cdk import aws_iam as iam

from emr_studio_constructs._border import check_both, check_tags
from emr_studio_constructs.auth import propagates_identity
from emr_studio_constructs.identities import check_account, check_roles, trust_of
from emr_studio_constructs.interfaces import Attachment, IEmrStudio
from emr_studio_constructs.policies.capabilities import Capability
from emr_studio_constructs.policies.emr_on_ec2 import (
    creating_clusters,
    on_tagged_clusters,
    with_runtime_roles,
)
from emr_studio_constructs.policies.row import Allow

_ROLES = ("runtime_roles", "cluster_service_roles", "instance_roles", "auto_scaling_roles")


@dataclass(frozen=True, kw_only=True)
class EmrOnEc2:
    """EMR clusters on EC2. A Studio without one lets everybody attach to any cluster, and nobody create one.

    Several can be added, each with tags of its own, for the same tiers or for others. A tier that creates clusters by
    several of them gives any of their roles to any of its clusters: IAM cannot tell which roles go with which tags.

    A service role with AWS's policy `AmazonEMRServicePolicy_v2` works for clusters with the tag
    `for-use-with-amazon-emr-managed-policies`, `true`, alone: people may give it to clusters in any case, and must
    where `cluster_tags` names it. The policy passes on one role, `EMR_EC2_DefaultRole`: let such a service role pass
    your `instance_roles`.

    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-cluster-requirements.html
    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-runtime.html
    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-managed-iam-policies.html

    Args:
        cluster_tags: Tags that a cluster must have, all of them, for people to attach to it; a cluster that they
            create must be given them, and may be given others beside them. Who may create clusters may give them to
            old ones too, and so take a cluster that has none of these tags: IAM cannot tell it from a new one. A
            cluster that has one of them with another value stays out of reach. Default: all clusters of the account
            and Region; a created cluster is given no tag but the one above.
        on_cluster_app_ui: Whether people may open the UIs that run on a cluster. Default: they may; the persistent UIs
            they may open in any case.
        runtime_roles: The roles that people may choose to work with when they attach, on clusters of EMR 6.11 or
            later with runtime roles turned on. Each must trust the role of the cluster's instances with
            `sts:AssumeRole` and `sts:TagSession`. Who chooses none works as the cluster's instances do, and IAM has no
            condition against it: give the instances a role that reads no data. Not with trusted identity propagation.
            Default: none.
        cluster_service_roles: The service roles that a created cluster may be given. Default: nobody creates clusters.
        instance_roles: The roles of the EC2 instance profiles that a created cluster may be given. Whatever such a
            role may do, people who create clusters can do. Default: none.
        auto_scaling_roles: The roles that a created cluster may be given for automatic scaling by policies of its
            own. Default: none; managed scaling takes no role.

    Raises:
        ValueError: What is no list of roles, roles for created clusters of one kind without those that it needs, or an
            empty `cluster_tags`.
    """

    cluster_tags: Mapping[str, str] | None = None
    on_cluster_app_ui: bool = True
    runtime_roles: Sequence[iam.IRole] = ()
    cluster_service_roles: Sequence[iam.IRole] = ()
    instance_roles: Sequence[iam.IRole] = ()
    auto_scaling_roles: Sequence[iam.IRole] = ()

    def __post_init__(self) -> None:
        """Checks that the arguments fit each other, and freezes the lists."""
        for argument in _ROLES:
            roles = getattr(self, argument)
            check_roles(argument, roles)
            object.__setattr__(self, argument, tuple(roles))
        check_tags("cluster_tags", self.cluster_tags or {})
        if self.cluster_tags is not None and not self.cluster_tags:
            message = "cluster_tags must name one or more tags, got none: leave it out for all clusters"
            raise ValueError(message)
        check_both(
            "a cluster is created with roles of both kinds",
            cluster_service_roles=bool(self.cluster_service_roles),
            instance_roles=bool(self.instance_roles),
        )
        if self.auto_scaling_roles and not self.cluster_service_roles:
            message = (
                "auto_scaling_roles needs cluster_service_roles and instance_roles beside it: "
                "without them nobody creates clusters"
            )
            raise ValueError(message)

    def bind(self, studio: IEmrStudio) -> Attachment:
        """Says what people may do with clusters; called by `add_compute`.

        Args:
            studio: The Studio whose people these are.

        Raises:
            ValueError: A role is of another account than the Studio, or clusters are to be created, or runtime roles
                used, from a Studio with trusted identity propagation.
        """
        self._check_propagation(studio)
        account = studio.env.account
        for argument in _ROLES:
            for role in getattr(self, argument):
                check_account(argument, role, account)
        tags = self.cluster_tags or {}
        rows: dict[Capability, tuple[Allow, ...]] = {
            capability: on_tagged_clusters(capability, tags)
            for capability in (Capability.CLUSTERS, Capability.PERSISTENT_APP_UI, Capability.ON_CLUSTER_APP_UI)
        }
        if not self.on_cluster_app_ui:
            rows[Capability.ON_CLUSTER_APP_UI] = ()
        if self.runtime_roles:
            for role in self.runtime_roles:
                _check_trust(role)
            rows.update(with_runtime_roles(tags, runtime_roles=_arns(self.runtime_roles)))
        if self.cluster_service_roles:
            rows[Capability.CLUSTER_CREATION] = creating_clusters(
                tags,
                cluster_service_roles=_arns(self.cluster_service_roles),
                instance_roles=_arns(self.instance_roles),
                auto_scaling_roles=_arns(self.auto_scaling_roles),
            )
        return Attachment(rows=rows)

    def _check_propagation(self, studio: IEmrStudio) -> None:
        if not propagates_identity(studio.auth):
            return
        for argument, what, fix in (
            ("runtime_roles", "work with runtime roles", "leave them out"),
            ("cluster_service_roles", "create clusters", "leave out both kinds of roles"),
        ):
            if getattr(self, argument):
                message = (
                    f"{argument} must not be given in a Studio with trusted_identity_propagation: "
                    f"its people cannot {what}, {fix}"
                )
                raise ValueError(message)


def _check_trust(role: iam.IRole) -> None:
    """Warns of a runtime role that no cluster can work with, as far as that can be seen here."""
    trust = trust_of(role)
    if trust is not None and "sts:TagSession" not in trust:
        Annotations.of(role).add_warning_v2(
            "emr-studio-constructs:RuntimeRoleTrust",
            "no cluster can work with this runtime role: let the role of the cluster's instances assume it, with "
            "sts:AssumeRole and sts:TagSession, before it is given to an EmrOnEc2 that is added to a Studio",
        )


def _arns(roles: Sequence[iam.IRole]) -> list[str]:
    return [role.role_arn for role in roles]
