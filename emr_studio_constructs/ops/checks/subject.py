"""A Studio as checks see it, whether it is to be deployed or there already."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from emr_studio_constructs.app.config.compute import ComputeConfig
from emr_studio_constructs.app.config.people import Person
from emr_studio_constructs.choices import GROUP_QUOTA, USER_QUOTA


class IamKind(StrEnum):
    """What a config names in IAM."""

    ROLE = "role"
    USER = "user"
    GROUP = "group"
    POLICY = "policy"
    SAML_PROVIDER = "SAML provider"
    OIDC_PROVIDER = "OIDC provider"


@dataclass(frozen=True, kw_only=True)
class IamThing:
    """Something in IAM that a config takes for granted."""

    kind: IamKind
    name_or_arn: str
    key: str
    """Where the config names it: `roles.permissions_boundary`."""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """All that is known of a Studio and exists already; what a deploy would make is left out.

    Checks ask about what is here, and say nothing about what is not.
    """

    name: str | None = None
    """The Studio's name, as people see it."""
    studio_id: str | None = None
    """The Studio, where there is one."""
    stack_name: str | None = None
    """The stack that a config deploys."""
    identity_center: bool
    """Whether people sign in by IAM Identity Center; by IAM otherwise."""
    instance_arn: str | None = None
    """The Identity Center instance, where one was named."""
    user_quota: int = USER_QUOTA
    group_quota: int = GROUP_QUOTA
    people: tuple[Person, ...] = ()
    """Who is to be mapped, or is."""
    mapped_by_stack: bool = False
    """Whether a deploy maps them."""
    session_policies: Mapping[str, int] = field(default_factory=dict)
    """The policies that people are mapped to, by ARN, with how many people each has."""
    vpc_id: str | None = None
    subnet_ids: tuple[str, ...] = ()
    """The Studio's subnets; none where they follow from the VPC."""
    subnet_type: str | None = None
    """Of which type they are to be then: `PRIVATE_ISOLATED`."""
    subnet_group: str | None = None
    """Of which group of subnets they are to be then, as the CDK names groups."""
    makes_vpc_endpoints: bool = False
    """Whether a deploy makes VPC endpoints in a VPC that is there."""
    workspace_security_group_id: str | None = None
    engine_security_group_id: str | None = None
    bucket: str | None = None
    prefix: str = ""
    """The Studio's part of the bucket, without a slash at its end."""
    access_log_bucket: str | None = None
    """Where requests to a bucket that a deploy makes are to be logged."""
    encryption_key_arn: str | None = None
    service_role_arn: str | None = None
    user_role_arn: str | None = None
    iam_things: tuple[IamThing, ...] = ()
    compute: tuple[ComputeConfig, ...] = ()
    """What people are to run notebooks on."""
    wants_git_on_internet: bool = False
    """Whether Workspaces are to reach Git servers on the internet."""

    @property
    def security_group_ids(self) -> list[str]:
        """Both groups, where they are known."""
        return [group for group in (self.workspace_security_group_id, self.engine_security_group_id) if group]

    @property
    def notebook(self) -> str:
        """The key of a notebook as a Workspace saves it."""
        return f"{self.prefix}/e-WORKSPACE/notebook.ipynb".removeprefix("/")
