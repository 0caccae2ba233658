"""The stack of one Studio."""

from aws_cdk import Acknowledgment, CfnOutput, Environment, Stack, Tags, Validations
from aws_cdk import aws_iam as iam
from constructs import Construct

from emr_studio_constructs import Capability, EmrStudio, IdentityCenterAuth
from emr_studio_constructs.monitoring import StudioMonitoring

from .blame import blame
from .build.access import let_people_in
from .build.auth import auth_of
from .build.compute import compute_of
from .build.imports import boundary_of, role_of
from .build.monitoring import add_monitoring
from .build.network import network_of, zones_of
from .build.private_git import add_private_git_servers
from .build.storage import storage_of
from .build.tiers import Tiers, tiers_of
from .config import StudioConfig
from .overview import metadata_of


class EmrStudioStack(Stack):
    """A Studio as its config says, with the compute and the people that belong to it."""

    studio: EmrStudio
    monitoring: StudioMonitoring | None

    def __init__(self, scope: Construct, construct_id: str, *, config: StudioConfig) -> None:
        """Defines the Studio, attaches its compute, lets its people in and names what one looks for afterwards.

        Raises:
            BuildError: The constructs or the CDK refuse what the config says.
        """
        self._zones = zones_of(config.network)
        super().__init__(
            scope,
            construct_id,
            env=Environment(account=config.account, region=config.region),
            stack_name=config.stack_name,
            description=config.description,
            termination_protection=config.termination_protection,
        )
        for key, value in config.tags.items():
            Tags.of(self).add(key, value)
        if boundary := boundary_of(self, config.roles.permissions_boundary):
            # Of the whole stack: the CDK makes roles beside the Studio, for custom resources.
            iam.PermissionsBoundary.of(self).apply(boundary)
        self.studio = self._define_studio(config)
        add_private_git_servers(self.studio, config.network.private_git_servers)
        tiers = tiers_of(config.custom_tiers)
        self._attach_compute(config, tiers)
        let_people_in(self, self.studio, config, tiers)
        with blame("monitoring"):
            self.monitoring = add_monitoring(self, self.studio, config)
        for accepted in config.acknowledgements:
            Validations.of(self).acknowledge(Acknowledgment(id=accepted.id, reason=accepted.reason))
        self._name_outputs(tiers)
        for key, value in metadata_of(config, self.studio.tier_policies.sizes).items():
            self.add_metadata(key, value)

    @property
    def availability_zones(self) -> list[str]:
        """The zones that the config names, so that none are looked up; without names, those that the CDK finds."""
        return self._zones or super().availability_zones

    def _define_studio(self, config: StudioConfig) -> EmrStudio:
        with blame("auth"):
            auth = auth_of(config.auth)
        with blame("network"):
            network = network_of(self, config.network)
        with blame("storage"):
            storage = storage_of(self, config.storage)
        roles = config.roles
        with blame():
            return EmrStudio(
                self,
                "Studio",
                auth=auth,
                studio_name=config.studio_name,
                description=config.description,
                vpc=network.vpc,
                vpc_subnets=network.subnets,
                vpc_endpoints=config.network.vpc_endpoints,
                workspace_security_group=network.workspace_security_group,
                engine_security_group=network.engine_security_group,
                git=network.git,
                git_secrets=config.git_secrets,
                bucket=storage.bucket,
                prefix=storage.prefix,
                encryption=storage.encryption,
                encryption_key=storage.encryption_key,
                server_access_logs_bucket=storage.server_access_logs_bucket,
                server_access_logs_prefix=storage.server_access_logs_prefix,
                noncurrent_version_expiration=storage.noncurrent_version_expiration,
                old_notebooks=storage.old_notebooks,
                removal_policy=storage.removal_policy,
                service_role=role_of(self, roles.service_role_arn) if roles.service_role_arn else None,
                role_path=roles.role_path,
                policy_path=roles.policy_path,
                optional_capabilities=[Capability(name) for name in config.optional_capabilities],
            )

    def _attach_compute(self, config: StudioConfig, tiers: Tiers) -> None:
        for position, compute in enumerate(config.compute):
            with blame("compute", position):
                chosen = None if compute.tiers is None else [tiers[name] for name in compute.tiers]
                made = compute_of(self, compute, studio=self.studio, roles=config.roles)
                self.studio.add_compute(made, tiers=chosen)

    def _name_outputs(self, tiers: Tiers) -> None:
        studio = self.studio
        outputs = {
            "StudioId": (studio.studio_id, "The Studio's id"),
            "StudioArn": (studio.studio_arn, "The Studio's ARN"),
            "StudioUrl": (studio.url, "Where people open the Studio"),
            "DeepLink": (studio.deep_link, "The Studio in the console, for a tile in an identity provider's portal"),
            "ServiceRoleArn": (studio.service_role.role_arn, "The role by which the Studio works"),
            "BucketName": (studio.bucket.bucket_name, "Where notebooks are kept"),
        }
        if self.monitoring and self.monitoring.dashboard:
            outputs["DashboardName"] = (
                self.monitoring.dashboard.dashboard_name,
                "The Studio's dashboard in CloudWatch",
            )
        if isinstance(studio.auth, IdentityCenterAuth) and studio.user_role:
            outputs["UserRoleArn"] = (studio.user_role.role_arn, "The role that people take on, within their tier")
            outputs["SessionPolicies"] = (self._session_policies(tiers), "The policy of each tier, to map people to")
        for name, (value, description) in outputs.items():
            CfnOutput(self, name, value=value, description=description)

    def _session_policies(self, tiers: Tiers) -> str:
        policies = self.studio.tier_policies
        in_use = (name for name in tiers if name in policies.sizes)
        return self.to_json_string({name: policies.policy(tiers[name]).managed_policy_arn for name in in_use})
