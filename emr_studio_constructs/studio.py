"""One EMR Studio and all it stands on."""

from collections.abc import Sequence

from aws_cdk import CfnDeletionPolicy, Duration, Names, RemovalPolicy, aws_emr
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from ._border import check_length, check_path, check_pattern, place
from .auth import Auth, IamAuth, IdentityCenterAuth, check_auth
from .choices import Encryption, GitSecrets
from .git import GitAccess
from .imported_studio import ImportedStudio
from .interfaces import IEmrStudio
from .network import StudioNetwork
from .old_notebooks import OldNotebooks
from .policies.capabilities import Capability
from .policies.trust import USER_ROLE_TRUST
from .roles import StudioRole
from .service_role import StudioServiceRole
from .storage import StudioStorage
from .studio_base import EmrStudioBase
from .tags import StudioTagValidation
from .tier_policies import requested_capabilities
from .vpc import NewVpc


class EmrStudio(EmrStudioBase):
    """An Amazon EMR Studio with its security groups, bucket, key and roles, and a VPC where it is given none.

    ```python
    studio = EmrStudio(self, "Studio", auth=IdentityCenterAuth(), vpc=vpc)
    studio.add_group("data-engineers", tier=Tier.ADVANCED)
    studio.add_user("alice@example.com", tier=Tier.BASIC)
    ```

    With nothing attached, people use Workspaces, Git and existing EMR clusters on EC2; `add_compute` says otherwise.

    Most changes to a Studio replace it: a new URL, without the Workspaces of the old one, which stays in place until
    it is deleted by hand. In place are changed: name, description, bucket and prefix, tags, people, and more subnets.
    Subnets cannot be taken away.

    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio.html
    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-emr-studio.html
    """

    vpc: ec2.IVpc
    """Where the Studio lives."""
    bucket: s3.IBucket
    """Where notebooks are saved."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        auth: Auth | None = None,
        studio_name: str | None = None,
        description: str | None = None,
        vpc: ec2.IVpc | NewVpc | None = None,
        vpc_subnets: ec2.SubnetSelection | None = None,
        vpc_endpoints: bool = False,
        workspace_security_group: ec2.ISecurityGroup | None = None,
        engine_security_group: ec2.ISecurityGroup | None = None,
        git: GitAccess | None = None,
        git_secrets: GitSecrets = GitSecrets.SERVICE_ROLE,
        bucket: s3.IBucket | None = None,
        prefix: str | None = None,
        encryption: Encryption | None = None,
        encryption_key: kms.IKey | None = None,
        server_access_logs_bucket: s3.IBucket | None = None,
        server_access_logs_prefix: str | None = None,
        noncurrent_version_expiration: Duration | None = None,
        old_notebooks: OldNotebooks | None = None,
        removal_policy: RemovalPolicy | None = None,
        service_role: iam.IRole | None = None,
        permissions_boundary: iam.IManagedPolicy | None = None,
        role_path: str | None = None,
        policy_path: str | None = None,
        optional_capabilities: Sequence[Capability] = (),
    ) -> None:
        """Defines a Studio.

        Args:
            scope: Where the Studio is defined.
            construct_id: Its id, unique in `scope`.
            auth: How people sign in. Default: `IamAuth()`, which works in every account.
            studio_name: What people see: 1 to 256 letters, digits, hyphens and underscores. Default: a name made from
                the construct's path.
            description: What people see beneath it, 256 characters at most. Default: none.
            vpc: Where the Studio lives: a VPC of yours, own or imported, or what a `NewVpc` describes.
                Default: `NewVpc()`.
            vpc_subnets: 1 to 5 subnets of the VPC. Default: all private ones, those with a way to the internet if
                there are any.
            vpc_endpoints: Whether endpoints are defined for subnets without internet: S3's gateway endpoint, and
                interface endpoints for EMR and what clusters need. Default: only in a `NewVpc(nat_gateways=0)`.
            workspace_security_group: A group for Workspaces, without inbound rules, used as it is. Default: one is
                defined with the rules that AWS asks for.
            engine_security_group: A group for clusters, used as it is; goes with `workspace_security_group`.
                Default: one is defined with the rules that AWS asks for.
            git: Which Git servers Workspaces reach. Default: any on the internet; none in a `NewVpc(nat_gateways=0)`.
            git_secrets: By whose permissions Git credentials are read. Default: the service role's.
            bucket: Where notebooks are saved; must encrypt with no KMS key or with one that EMR can be told of.
                Default: a bucket is defined: encrypted, versioned, TLS only, without public access, kept when the
                stack goes.
            prefix: The Studio's own part of the bucket, without slashes at its ends. Default: the whole bucket where
                it is defined here; a given bucket needs a prefix.
            encryption: How a bucket that is defined here encrypts. Default: with a KMS key.
            encryption_key: The KMS key, symmetric, of the Studio's account and Region; its policy must let IAM
                policies of the account decide, as the CDK's default does. Default: the given bucket's, or one is
                defined that works through S3 alone, rotates each year, and is kept when the stack goes.
            server_access_logs_bucket: Where S3 logs access to a bucket that is defined here. Default: no such logs.
            server_access_logs_prefix: What the logs' keys begin with. Default: nothing.
            noncurrent_version_expiration: How long overwritten and deleted files can be restored from a bucket that
                is defined here. Default: 90 days.
            old_notebooks: Where files of a bucket that is defined here go that nobody has changed for long. Default:
                nowhere, they stay as they are.
            removal_policy: What happens to a bucket and key that are defined here when the stack goes. DESTROY, which
                deletes the notebooks, is followed only with the context `emr-studio-constructs:allow-data-deletion`
                set to true as well. Default: they are kept, unless the deploy that makes them fails.
            service_role: The role that EMR Studio works with, which must trust it; is given what it needs, unless it
                was imported as immutable. Default: one is defined.
            permissions_boundary: The most that roles defined here may ever do. Default: no boundary.
            role_path: The path of roles defined here, without dots. Default: `/`.
            policy_path: The path of the policies for people, and for mapping them, without dots. Default: `/`.
            optional_capabilities: What the ADVANCED tier has besides, such as ATHENA: any of those that `Capability`
                calls optional. Default: nothing.

        Raises:
            ValueError: Arguments that do not fit each other, or that EMR would refuse; the message names them.
        """
        auth = auth or IamAuth()
        check_auth(auth)
        check_length("studio_name", studio_name, 256, shortest=1)
        check_pattern("studio_name", studio_name, r"[a-zA-Z0-9_-]+", "letters, digits, hyphens and underscores only")
        check_length("description", description, 256)
        check_path("role_path", role_path)
        requested = requested_capabilities(optional_capabilities, git_secrets)
        super().__init__(scope, construct_id)

        network = StudioNetwork(
            self,
            "Network",
            vpc=vpc,
            vpc_subnets=vpc_subnets,
            vpc_endpoints=vpc_endpoints,
            workspace_security_group=workspace_security_group,
            engine_security_group=engine_security_group,
            git=git,
        )
        self.vpc = network.vpc
        self.subnets = network.subnets
        self.nat_gateway_ids = network.nat_gateway_ids
        self.interface_endpoints = network.interface_endpoints
        self._security_groups = network.security_groups
        self.workspace_security_group = network.security_groups.workspace
        self.engine_security_group = network.security_groups.engine

        storage = StudioStorage(
            self,
            "Storage",
            bucket=bucket,
            prefix=prefix,
            encryption=encryption,
            encryption_key=encryption_key,
            server_access_logs_bucket=server_access_logs_bucket,
            server_access_logs_prefix=server_access_logs_prefix,
            noncurrent_version_expiration=noncurrent_version_expiration,
            old_notebooks=old_notebooks,
            removal_policy=removal_policy,
        )
        self.bucket = storage.bucket
        self.prefix = storage.prefix
        self.s3_location = storage.s3_location
        self.encryption_key = storage.encryption_key

        things = {**place(self), **network.things, **storage.things}
        service = StudioServiceRole(
            self,
            "ServiceRole",
            service_role=service_role,
            auth=auth,
            git_secrets=git_secrets,
            things=things,
            role_path=role_path,
        )
        self.service_role = service.role
        self.user_role: iam.IRole | None = None
        if isinstance(auth, IdentityCenterAuth):
            self.user_role = StudioRole(
                self,
                "UserRole",
                trust=USER_ROLE_TRUST,
                things=things,
                description="The most that anybody signed in by IAM Identity Center can do",
                path=role_path,
            )

        if permissions_boundary is not None:
            # By an aspect: the CDK makes roles too, for flow logs.
            iam.PermissionsBoundary.of(self).apply(permissions_boundary)

        resource = self._define(auth, studio_name, description)
        # CreateStudio fails where the service role cannot reach the bucket or use the key yet.
        resource.node.add_dependency(service, self.service_role, *storage.dependables)
        self._open(
            studio_id=resource.attr_studio_id,
            studio_arn=resource.attr_arn,
            url=resource.attr_url,
            auth=auth,
            service_role=self.service_role,
            requested=requested,
            role_path=role_path,
            policy_path=policy_path,
        )

    def _define(self, auth: Auth, studio_name: str | None, description: str | None) -> aws_emr.CfnStudio:
        """Defines the `AWS::EMR::Studio` itself."""
        resource = aws_emr.CfnStudio(
            self,
            "Resource",
            name=studio_name or Names.unique_resource_name(self, max_length=256, separator="-"),
            description=description,
            vpc_id=self.vpc.vpc_id,
            subnet_ids=[subnet.subnet_id for subnet in self.subnets],
            workspace_security_group_id=self.workspace_security_group.security_group_id,
            engine_security_group_id=self.engine_security_group.security_group_id,
            default_s3_location=self.s3_location,
            encryption_key_arn=self.encryption_key and self.encryption_key.key_arn,
            service_role=self.service_role.role_arn,
            user_role=self.user_role and self.user_role.role_arn,
            **auth.properties,
        )
        # A replaced Studio stays, with the Workspaces in it, until it is deleted by hand.
        resource.cfn_options.update_replace_policy = CfnDeletionPolicy.RETAIN
        resource.cfn_options.deletion_policy = CfnDeletionPolicy.DELETE
        self.node.add_validation(StudioTagValidation(resource))
        return resource

    @staticmethod
    def from_studio_id(scope: Construct, construct_id: str, studio_id: str, *, auth: Auth | None = None) -> IEmrStudio:
        """Takes a Studio that is defined elsewhere, in the account and Region of the stack, by its id alone.

        Its ARN and addresses are known by that, and who may open it can be granted. For tiers its roles are needed:
        `from_studio_attributes`.

        Args:
            scope: Where the Studio is taken to.
            construct_id: Its id there, unique in `scope`.
            studio_id: The Studio's id.
            auth: How people sign in. Default: `IamAuth()`.

        Raises:
            ValueError: `studio_id` is not a Studio's id.
        """
        return ImportedStudio(scope, construct_id, studio_id=studio_id, auth=auth)

    @staticmethod
    def from_studio_attributes(
        scope: Construct,
        construct_id: str,
        *,
        studio_id: str,
        service_role: iam.IRole,
        auth: Auth | None = None,
        user_role: iam.IRole | None = None,
        git_secrets: GitSecrets = GitSecrets.SERVICE_ROLE,
        policy_path: str | None = None,
        optional_capabilities: Sequence[Capability] = (),
        vpc: ec2.IVpc | None = None,
        subnets: Sequence[ec2.ISubnet] = (),
        bucket: s3.IBucket | None = None,
        prefix: str = "",
    ) -> IEmrStudio:
        """Takes a Studio that is defined elsewhere, in the account and Region of the stack, to add people to it.

        What people may do is decided by the stack that adds them: compute attached where the Studio is defined must
        be attached here again.

        Args:
            scope: Where the Studio is taken to.
            construct_id: Its id there, unique in `scope`.
            studio_id: The Studio's id.
            service_role: The Studio's service role, which people pass on to new Workspaces.
            auth: How people sign in. Default: `IamAuth()`.
            user_role: The Studio's user role, needed with `IdentityCenterAuth`; gets the policies of the tiers, without
                which people can do nothing. To one imported as immutable you give them yourself.
            git_secrets: By whose permissions Git credentials are read. Default: the service role's.
            policy_path: The path of the policies for people, and for mapping them, without dots. Default: `/`.
            optional_capabilities: What the ADVANCED tier has besides. Default: nothing.
            vpc: Where the Studio lives, for compute that is checked against it. Default: not known.
            subnets: The Studio's subnets, for the same. Default: not known.
            bucket: Where notebooks are saved, for private Git servers. Default: not known.
            prefix: The Studio's own part of the bucket, without slashes at its ends. Default: all of it.

        Raises:
            ValueError: `studio_id` is not a Studio's id, or `user_role` does not go with `auth`.
        """
        return ImportedStudio(
            scope,
            construct_id,
            studio_id=studio_id,
            auth=auth,
            service_role=service_role,
            user_role=user_role,
            requested=requested_capabilities(optional_capabilities, git_secrets),
            policy_path=policy_path,
            vpc=vpc,
            subnets=subnets,
            bucket=bucket,
            prefix=prefix,
        )
