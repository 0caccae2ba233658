"""The network of a Studio: what is new, and what is there already."""

from dataclasses import dataclass
from typing import Literal, assert_never

from aws_cdk import aws_ec2 as ec2
from constructs import Construct

from emr_studio_constructs import GitAccess, NewVpc
from emr_studio_constructs.app.blame import blame
from emr_studio_constructs.app.config.network import (
    LookupVpcConfig,
    NetworkConfig,
    NewVpcConfig,
    PeerConfig,
    SecurityGroupsConfig,
    SubnetsConfig,
    VpcAttributesConfig,
)


@dataclass(frozen=True, kw_only=True)
class Network:
    """The network arguments of an `EmrStudio`."""

    vpc: ec2.IVpc | NewVpc | None
    subnets: ec2.SubnetSelection | None
    workspace_security_group: ec2.ISecurityGroup | None
    engine_security_group: ec2.ISecurityGroup | None
    git: GitAccess | None


def network_of(scope: Construct, config: NetworkConfig) -> Network:
    """The network, with what exists already imported into `scope`."""
    workspace, engine = _security_groups(scope, config.security_groups)
    with blame("vpc"):
        vpc = _vpc(scope, config.vpc)
    with blame("git"):
        git = _git(config.git)
    return Network(
        vpc=vpc,
        subnets=_subnets(config.subnets),
        workspace_security_group=workspace,
        engine_security_group=engine,
        git=git,
    )


def zones_of(config: NetworkConfig) -> list[str]:
    """The zones that a new VPC is to have by name."""
    return list(config.vpc.availability_zones or ()) if isinstance(config.vpc, NewVpcConfig) else []


def _vpc(
    scope: Construct, config: NewVpcConfig | LookupVpcConfig | VpcAttributesConfig | None
) -> ec2.IVpc | NewVpc | None:
    match config:
        case None:
            return None
        case NewVpcConfig():
            return NewVpc(
                max_azs=config.max_azs,
                availability_zones=config.availability_zones,
                cidr=config.cidr,
                nat_gateways=config.nat_gateways,
                flow_logs=config.flow_logs,
                restrict_default_security_group=config.restrict_default_security_group,
            )
        case LookupVpcConfig():
            return ec2.Vpc.from_lookup(scope, "Vpc", vpc_id=config.vpc_id)
        case VpcAttributesConfig():
            return ec2.Vpc.from_vpc_attributes(
                scope,
                "Vpc",
                vpc_id=config.vpc_id,
                availability_zones=list(config.availability_zones),
                private_subnet_ids=_list(config.private_subnet_ids),
                private_subnet_route_table_ids=_list(config.private_subnet_route_table_ids),
                isolated_subnet_ids=_list(config.isolated_subnet_ids),
                isolated_subnet_route_table_ids=_list(config.isolated_subnet_route_table_ids),
                vpc_cidr_block=config.cidr,
            )
        case _:
            assert_never(config)


def _list(values: tuple[str, ...] | None) -> list[str] | None:
    return None if values is None else list(values)


def _subnets(config: SubnetsConfig | None) -> ec2.SubnetSelection | None:
    match config:
        case None:
            return None
        case SubnetsConfig(ids=tuple() as ids):
            return ec2.SubnetSelection(subnet_filters=[ec2.SubnetFilter.by_ids(list(ids))])
        case SubnetsConfig(type=str() as subnet_type):
            return ec2.SubnetSelection(subnet_type=ec2.SubnetType[subnet_type])
        case _:
            return ec2.SubnetSelection(subnet_group_name=config.group_name)


def _security_groups(
    scope: Construct, config: SecurityGroupsConfig | None
) -> tuple[ec2.ISecurityGroup, ec2.ISecurityGroup] | tuple[None, None]:
    if config is None:
        return None, None
    return (
        ec2.SecurityGroup.from_security_group_id(scope, "WorkspaceSecurityGroup", config.workspace),
        ec2.SecurityGroup.from_security_group_id(scope, "EngineSecurityGroup", config.engine),
    )


def _git(config: Literal["INTERNET", "NONE"] | tuple[PeerConfig, ...] | None) -> GitAccess | None:
    match config:
        case None:
            return None
        case "INTERNET":
            return GitAccess.internet()
        case "NONE":
            return GitAccess.none()
        case _:
            return GitAccess.to(*(_peer(peer) for peer in config))


def _peer(config: PeerConfig) -> ec2.IPeer:
    match config:
        case PeerConfig(cidr=str() as cidr):
            return ec2.Peer.ipv4(cidr)
        case PeerConfig(prefix_list_id=str() as prefix_list_id):
            return ec2.Peer.prefix_list(prefix_list_id)
        case _:
            return ec2.Peer.security_group_id(str(config.security_group_id))
