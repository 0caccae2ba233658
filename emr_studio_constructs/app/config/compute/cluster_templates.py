"""Templates that a Studio's people may start clusters from: ready-made ones, and files of CloudFormation."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from emr_studio_constructs.app.config.part import Part, refuse
from emr_studio_constructs.app.config.text import ComputeId, RoleArn, TagKey, TagValue
from emr_studio_constructs.app.errors import Mistake
from emr_studio_constructs.choices import LONGEST_CLUSTER_IDLE_MINUTES, MOST_CORE_NODES

from .attached import AttachedConfig, check_both_kinds_of_role

TemplateName = Annotated[str, Field(pattern=r"^[a-zA-Z0-9][a-zA-Z0-9._-]*$", max_length=128, examples=["spark-small"])]
ReleaseLabel = Annotated[str, Field(pattern=r"^emr-[0-9]+\.[0-9]+\.[0-9]+$", examples=["emr-7.13.0"])]
InstanceType = Annotated[str, Field(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$", examples=["m6i.xlarge"])]
LogUri = Annotated[str, Field(pattern=r"^s3://[a-z0-9][a-z0-9.-]+/([^/\s]+/)+$", examples=["s3://example-logs/emr/"])]


class SparkTemplateConfig(Part):
    """A template that comes with this library: a Spark cluster that ends when nobody uses it."""

    name: TemplateName
    """What people see."""
    source: Literal["SPARK"]
    """A ready-made template."""
    release_label: ReleaseLabel | None = None
    """The EMR release. Default: the one that was current when this version was made."""
    instance_types: Annotated[tuple[InstanceType, ...], Field(min_length=1)] | None = None
    """Types that people choose from, the first of which is the primary node's. Default: small m6i, r6i."""
    default_core_nodes: Annotated[int, Field(ge=1, le=MOST_CORE_NODES)] = 2
    """How many core nodes a cluster has where people choose none."""
    max_core_nodes: Annotated[int, Field(ge=1, le=MOST_CORE_NODES)] = 10
    """How many core nodes a cluster may have."""
    idle_timeout_minutes: Annotated[int, Field(ge=1, le=LONGEST_CLUSTER_IDLE_MINUTES)] = 60
    """After how many minutes without use a cluster ends."""
    log_uri: LogUri | None = None
    """Where in S3 clusters write their logs: a prefix in a bucket of the account. Default: nowhere."""
    security_configuration: Annotated[str, Field(min_length=1)] | None = None
    """An EMR security configuration, which trusted identity propagation needs. Default: none."""
    cluster_tags: dict[TagKey, TagValue] = Field(default_factory=dict)
    """Tags of the clusters, such as those by which an EMR_ON_EC2 limits clusters. Default: EMR's own alone."""


class TemplateFileConfig(Part):
    """A template of your own."""

    name: TemplateName
    """What people see."""
    source: Literal["FILE"]
    """A CloudFormation template, in JSON or YAML."""
    path: Annotated[str, Field(min_length=1, examples=["templates/spark.yaml"])]
    """The file; relative to this file."""


TemplateConfig = Annotated[SparkTemplateConfig | TemplateFileConfig, Field(discriminator="source")]


class ClusterTemplatesConfig(AttachedConfig):
    """Templates that people start EMR clusters on EC2 from, in a portfolio of Service Catalog."""

    kind: Literal["CLUSTER_TEMPLATES"]
    """Cluster templates."""
    id: ComputeId
    """What the portfolio is called in the template; another id makes another portfolio."""
    templates: Annotated[tuple[TemplateConfig, ...], Field(min_length=1)]
    """The templates."""
    provider_name: Annotated[str, Field(min_length=1, max_length=50, examples=["Data platform"])]
    """Who offers them."""
    portfolio_name: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    """What the portfolio is called. Default: made from the stack's name."""
    tag_options: dict[TagKey, Annotated[tuple[TagValue, ...], Field(min_length=1)]] = Field(default_factory=dict)
    """Tags that people give to what they launch: keys, and the values to choose from. Default: none."""
    launch_role_arn: RoleArn | None = None
    """What launches the templates. Default: a new role that may make clusters of these templates, and nothing else."""
    cluster_service_role_arns: tuple[RoleArn, ...] = ()
    """Service roles that templates of yours name; goes with `instance_role_arns`. Default: none."""
    instance_role_arns: tuple[RoleArn, ...] = ()
    """Roles of the instance profiles that templates of yours name; goes with `cluster_service_role_arns`."""

    @model_validator(mode="after")
    def _names_each_once(self) -> Self:
        names = [template.name for template in self.templates]
        twice = [at for at, name in enumerate(names) if name in names[:at]]
        refuse([Mistake(("templates", at, "name"), f"{names[at]!r} is another template already") for at in twice])
        return self

    @model_validator(mode="after")
    def _names_roles_for_a_new_launch_role(self) -> Self:
        if self.launch_role_arn:
            names = [name for name in ("cluster_service_role_arns", "instance_role_arns") if getattr(self, name)]
            refuse(
                [
                    Mistake((name,), "only without launch_role_arn: what a role of yours passes is its own")
                    for name in names
                ]
            )
        return self

    @model_validator(mode="after")
    def _names_both_kinds_of_role(self) -> Self:
        check_both_kinds_of_role(self.cluster_service_role_arns, self.instance_role_arns)
        return self
