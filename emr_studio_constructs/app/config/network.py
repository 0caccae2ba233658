"""Where a Studio's Workspaces run, and what they can reach."""

from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from emr_studio_constructs.app.errors import Mistake
from emr_studio_constructs.choices import MOST_SUBNETS

from .part import Part, check_exactly_one, refuse
from .private_git import PrivateGitServerConfig
from .text import Cidr, PrefixListId, RouteTableId, SecurityGroupId, SubnetId, VpcId, ZoneName


class NewVpcConfig(Part):
    """A VPC that is made for the Studio."""

    source: Literal["NEW"]
    """A VPC of the Studio's own."""
    max_azs: Annotated[int, Field(ge=1, le=MOST_SUBNETS)] | None = None
    """In how many Availability Zones to make subnets. Default: 3, or 2 without `account` and `region`."""
    availability_zones: Annotated[tuple[ZoneName, ...], Field(min_length=1, max_length=MOST_SUBNETS)] | None = None
    """Which Availability Zones; the stack then needs no credentials to be synthesized. Default: the
    first `max_azs` of the Region, which the CDK CLI looks up where `account` and `region` are given."""
    cidr: Cidr | None = None
    """The range of addresses. Default: 10.0.0.0/16."""
    nat_gateways: Annotated[int, Field(ge=0)] = 1
    """How many NAT gateways; 0 leaves the subnets without internet, with VPC endpoints in its place."""
    flow_logs: bool = True
    """Whether the VPC's traffic is logged."""
    restrict_default_security_group: bool = False
    """Whether the VPC's default security group is emptied, by a Lambda function that CDK brings."""


class LookupVpcConfig(Part):
    """An existing VPC, looked up by the CDK CLI with your credentials."""

    source: Literal["LOOKUP"]
    """An existing VPC that the CDK CLI looks up in the account; needs `account`, `region` and credentials."""
    vpc_id: VpcId
    """The VPC."""


class VpcAttributesConfig(Part):
    """An existing VPC, described here: needs no credentials."""

    source: Literal["ATTRIBUTES"]
    """An existing VPC that the lines below describe."""
    vpc_id: VpcId
    """The VPC."""
    availability_zones: Annotated[tuple[ZoneName, ...], Field(min_length=1)]
    """The Availability Zones of the subnets, in the order in which the subnets are listed."""
    private_subnet_ids: Annotated[tuple[SubnetId, ...], Field(min_length=1)] | None = None
    """Subnets with a NAT gateway, one for each Availability Zone."""
    private_subnet_route_table_ids: tuple[RouteTableId, ...] | None = None
    """The route tables of the private subnets, in their order; `vpc_endpoints` needs them."""
    isolated_subnet_ids: Annotated[tuple[SubnetId, ...], Field(min_length=1)] | None = None
    """Subnets without a way to the internet, one for each Availability Zone."""
    isolated_subnet_route_table_ids: tuple[RouteTableId, ...] | None = None
    """The route tables of the isolated subnets, in their order; `vpc_endpoints` needs them."""
    cidr: Cidr | None = None
    """The range of addresses; `vpc_endpoints` needs it."""

    @model_validator(mode="after")
    def _has_subnets(self) -> Self:
        if not (self.private_subnet_ids or self.isolated_subnet_ids):
            refuse([Mistake((), "wants private_subnet_ids or isolated_subnet_ids, got none")])
        return self


class SubnetsConfig(Part):
    """Which of the VPC's subnets Workspaces run in: one way to say it."""

    ids: Annotated[tuple[SubnetId, ...], Field(min_length=1, max_length=MOST_SUBNETS)] | None = None
    """The subnets by id; not with a new VPC."""
    type: Literal["PRIVATE_WITH_EGRESS", "PRIVATE_ISOLATED"] | None = None
    """All subnets of this type."""
    group_name: str | None = None
    """All subnets of the group with this name."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        check_exactly_one(self, "ids", "type", "group_name")
        return self


class SecurityGroupsConfig(Part):
    """Security groups of your own, used as they are."""

    workspace: SecurityGroupId
    """The group of the Workspaces: no inbound traffic, TCP 18888 to the engine group."""
    engine: SecurityGroupId
    """The group that clusters get: TCP 18888 from the workspace group."""


class PeerConfig(Part):
    """A Git server, or the network it is in."""

    cidr: Cidr | None = None
    """A range of addresses."""
    prefix_list_id: PrefixListId | None = None
    """A managed prefix list."""
    security_group_id: SecurityGroupId | None = None
    """The servers in a security group."""

    @model_validator(mode="after")
    def _one_peer(self) -> Self:
        check_exactly_one(self, "cidr", "prefix_list_id", "security_group_id")
        return self


def _word_or_peers(value: object) -> str:
    return "peers" if isinstance(value, list | tuple) else "word"


class NetworkConfig(Part):
    """The network of a Studio."""

    vpc: Annotated[NewVpcConfig | LookupVpcConfig | VpcAttributesConfig, Field(discriminator="source")] | None = None
    """The VPC. Default: a new one."""
    subnets: SubnetsConfig | None = None
    """Which of its subnets Workspaces run in; a Studio takes 5 at most. Default: the private ones."""
    vpc_endpoints: bool = False
    """Whether to make VPC endpoints for the services that a Studio uses."""
    security_groups: SecurityGroupsConfig | None = None
    """Existing security groups, both. Default: two new ones with just the rules that a Studio needs."""
    git: (
        Annotated[
            Annotated[Literal["INTERNET", "NONE"], Tag("word")]
            | Annotated[tuple[PeerConfig, ...], Field(min_length=1), Tag("peers")],
            Discriminator(_word_or_peers),
        ]
        | None
    ) = None
    """Where Workspaces reach Git over TCP 443: INTERNET, NONE, or a list of Git servers. Default: INTERNET, or NONE in
    a new VPC without NAT gateways."""
    private_git_servers: tuple[PrivateGitServerConfig, ...] = ()
    """Git servers in private networks that Workspaces reach beside those of `git`. Default: none."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        mistakes = []
        if self.subnets and self.subnets.ids and (self.vpc is None or isinstance(self.vpc, NewVpcConfig)):
            mistakes.append(Mistake(("subnets", "ids"), "a new VPC's subnets have no ids yet: use type"))
        if self.security_groups and self.git:
            mistakes.append(Mistake(("git",), "goes without security_groups, whose rules are yours: remove one"))
        refuse(mistakes)
        return self
