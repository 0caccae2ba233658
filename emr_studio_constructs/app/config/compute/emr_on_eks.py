"""Endpoints of EMR on EKS that a Studio's people may use: new ones, and ones that are there already."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from emr_studio_constructs.app.config.part import Part, check_exactly_one, refuse
from emr_studio_constructs.app.config.text import ComputeId, EndpointArn, OidcProviderArn, RoleArn
from emr_studio_constructs.app.errors import Mistake
from emr_studio_constructs.choices import LONGEST_SESSION_IDLE_MINUTES

from .attached import AttachedConfig

ClusterName = Annotated[str, Field(pattern=r"^[0-9A-Za-z][A-Za-z0-9_-]*$", max_length=100, examples=["analytics"])]
Namespace = Annotated[str, Field(pattern=r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", max_length=63, examples=["emr-studio"])]
VirtualClusterId = Annotated[str, Field(pattern=r"^[0-9a-z]+$", max_length=64, examples=["0b0qvauoy3ch1nqodxxxxxxxx"])]


class ApplicationConfig(Part):
    """Settings of one classification, such as `spark-defaults`."""

    classification: Annotated[str, Field(min_length=1, max_length=1024)]
    """The classification."""
    properties: dict[str, str]
    """Its settings."""


class MonitoringConfig(Part):
    """Where logs of notebooks go; the execution role must be allowed to write there."""

    cloud_watch_log_group_name: Annotated[str, Field(pattern=r"^[.\-_/#A-Za-z0-9]+$", max_length=512)] | None = None
    """The CloudWatch log group. Default: none."""
    s3_log_uri: Annotated[str, Field(pattern=r"^s3://[a-z0-9]", examples=["s3://example-logs/studio/"])] | None = None
    """The place in S3. Default: none."""
    persistent_app_ui: Literal["ENABLED", "DISABLED"] | None = None
    """Whether AWS keeps the Spark UIs. Default: AWS's."""


class NewEmrOnEksConfig(AttachedConfig):
    """A new endpoint of EMR on EKS."""

    kind: Literal["EMR_ON_EKS"]
    """EMR on EKS."""
    source: Literal["NEW"]
    """A new endpoint, on an EKS cluster that you have."""
    id: ComputeId
    """What the endpoint is called in the template; another id makes another endpoint."""
    cluster_name: ClusterName
    """The EKS cluster, in the Studio's VPC and in one of its private subnets."""
    namespace: Namespace
    """The Kubernetes namespace, to which EMR on EKS has been given access."""
    virtual_cluster_id: VirtualClusterId | None = None
    """A virtual cluster for the namespace. Default: a new one."""
    virtual_cluster_name: str | None = None
    """The name of the new virtual cluster. Default: one made from the id. It cannot be changed."""
    endpoint_name: str | None = None
    """What people see in the list of endpoints. Default: one that CloudFormation makes."""
    release_label: (
        Annotated[str, Field(pattern=r"^emr-[0-9]+\.[0-9]+\.[0-9]+-", examples=["emr-7.13.0-latest"])] | None
    ) = None
    """The EMR release, 6.7.0 or later. Default: the one that was current when this version was made."""
    oidc_provider_arn: OidcProviderArn | None = None
    """The cluster's IAM identity provider, which a new execution role trusts. Wants this or `execution_role_arn`."""
    execution_role_name: str | None = None
    """The name of the new execution role. Default: one made from the id and the Region."""
    execution_role_arn: RoleArn | None = None
    """What notebooks run as. Default: a new role without permissions, which only EMR in this namespace can assume."""
    session_idle_timeout_minutes: Annotated[int, Field(ge=1, le=LONGEST_SESSION_IDLE_MINUTES)] | None = None
    """After how long without use a session ends. Default: AWS's."""
    application_configuration: tuple[ApplicationConfig, ...] = ()
    """Spark's settings, by classification. Default: AWS's."""
    monitoring_configuration: MonitoringConfig | None = None
    """Where logs of notebooks go. Default: nowhere."""

    @model_validator(mode="after")
    def _has_one_way_to_a_role(self) -> Self:
        check_exactly_one(self, "oidc_provider_arn", "execution_role_arn")
        for name, given in (
            ("execution_role_name", "execution_role_arn"),
            ("virtual_cluster_name", "virtual_cluster_id"),
        ):
            if {name, given} <= self.model_fields_set:
                refuse([Mistake((name,), f"does not go with {given}, which has a name already: leave it out")])
        return self


class ExistingEmrOnEksConfig(AttachedConfig):
    """An endpoint of EMR on EKS that you have."""

    kind: Literal["EMR_ON_EKS"]
    """EMR on EKS."""
    source: Literal["EXISTING"]
    """An existing endpoint, which is left as it is."""
    endpoint_arn: EndpointArn
    """The endpoint."""
    execution_role_arn: RoleArn
    """The endpoint's execution role: people get no session with another."""


EmrOnEksConfig = Annotated[NewEmrOnEksConfig | ExistingEmrOnEksConfig, Field(discriminator="source")]
