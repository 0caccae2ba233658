"""What a world is made of: things of the network, of storage, of compute, of IAM and Identity Center."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rehearsal.assembly import Environment

# The types of subnets that the CDK's look-up of VPCs goes by.
ISOLATED, PRIVATE = "Isolated", "Private"


@dataclass(frozen=True, kw_only=True)
class Subnet:
    """A subnet; AWS chooses the id where `id` is none, and without a `route_table` it has its VPC's own.

    `type` and `group` are what the CDK's look-up of VPCs goes by.
    """

    id: str | None = None
    zone: str
    type: str
    group: str
    route_table: str | None = None


@dataclass(frozen=True, kw_only=True)
class Vpc:
    """A VPC; where nobody says its range of addresses, any will do."""

    environment: Environment
    id: str
    cidr: str | None = None
    subnets: tuple[Subnet, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SecurityGroup:
    """A security group, by default in the default VPC; an engine group is open to the notebooks of another."""

    environment: Environment
    id: str
    vpc_id: str | None = None
    notebooks_from: str | None = None


@dataclass(frozen=True, kw_only=True)
class PrefixList:
    """A prefix list of the account's own."""

    environment: Environment
    id: str


@dataclass(frozen=True, kw_only=True)
class Key:
    """A KMS key that its account's policies govern."""

    environment: Environment
    id: str


@dataclass(frozen=True, kw_only=True)
class Bucket:
    """A bucket, by default encrypted by S3's own key, to which S3 may write access logs, and CloudTrail its files."""

    environment: Environment
    name: str
    key_arn: str | None = None
    takes_logs: bool = False
    takes_trails: bool = False


@dataclass(frozen=True, kw_only=True)
class Topic:
    """An SNS topic to which alarms and events may be sent."""

    environment: Environment
    name: str


@dataclass(frozen=True, kw_only=True)
class Application:
    """An application of EMR Serverless that Studios may use."""

    environment: Environment
    id: str


@dataclass(frozen=True, kw_only=True)
class VirtualCluster:
    """A virtual cluster of EMR on EKS; where nobody says its EKS cluster and namespace, any will do."""

    environment: Environment
    id: str
    cluster_name: str | None = None
    namespace: str | None = None


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """An endpoint of EMR on EKS, in a virtual cluster by its id."""

    environment: Environment
    id: str
    virtual_cluster: str
    execution_role_arn: str


class IdentityKind(StrEnum):
    """What IAM knows by name."""

    ROLE = "role"
    USER = "user"
    GROUP = "group"
    POLICY = "policy"
    SAML_PROVIDER = "saml-provider"
    OIDC_PROVIDER = "oidc-provider"


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Something of IAM. A role trusts its account, and the `services`, by default none."""

    kind: IdentityKind
    account: str
    name: str
    path: str = "/"
    services: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class People:
    """Users and groups of Identity Center, nobody in a group, and how many of each a Studio takes.

    `ids` are those that are known, by `USER/alice@example.com` or `GROUP/analysts`.
    """

    users: tuple[str, ...]
    groups: tuple[str, ...]
    ids: Mapping[str, str]
    instance_arn: str | None = None
    """The Identity Center instance, where a Studio names one."""
    user_quota: int
    group_quota: int
