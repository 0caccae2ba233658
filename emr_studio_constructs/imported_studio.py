"""A Studio that is defined elsewhere."""

from collections.abc import Sequence

from aws_cdk import Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from ._border import check_pattern
from .auth import Auth, IamAuth, IdentityCenterAuth, check_auth
from .policies.capabilities import Capability
from .studio_base import EmrStudioBase


class ImportedStudio(EmrStudioBase):
    """A Studio that is defined elsewhere; made by `EmrStudio.from_studio_id` and `from_studio_attributes`."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        studio_id: str,
        auth: Auth | None = None,
        service_role: iam.IRole | None = None,
        user_role: iam.IRole | None = None,
        requested: Sequence[Capability] = (),
        policy_path: str | None = None,
        vpc: ec2.IVpc | None = None,
        subnets: Sequence[ec2.ISubnet] = (),
        bucket: s3.IBucket | None = None,
        prefix: str = "",
    ) -> None:
        """Takes what is known of the Studio."""
        check_pattern("studio_id", studio_id, r"es-[0-9A-Z]+", "a Studio's id, like es-1234567890ABCDEFGHIJKLMNO")
        auth = auth or IamAuth()
        check_auth(auth)
        if service_role is not None and isinstance(auth, IdentityCenterAuth) != (user_role is not None):
            message = (
                f"user_role goes with auth=IdentityCenterAuth(...) and only with it, got {type(auth).__name__}: "
                "a Studio in IAM mode has none"
            )
            raise ValueError(message)
        super().__init__(scope, construct_id)
        self.vpc = vpc
        self.subnets = tuple(subnets)
        self.nat_gateway_ids = ()
        self.interface_endpoints = {}
        self.bucket = bucket
        self.prefix = prefix
        self.encryption_key = bucket.encryption_key if bucket else None
        self.user_role = user_role
        self._security_groups = None
        stack = Stack.of(self)
        self._open(
            studio_id=studio_id,
            studio_arn=stack.format_arn(service="elasticmapreduce", resource="studio", resource_name=studio_id),
            url=f"https://{studio_id}.emrstudio-prod.{stack.region}.{stack.url_suffix}",
            auth=auth,
            service_role=service_role,
            requested=requested,
            role_path=None,
            policy_path=policy_path,
        )
