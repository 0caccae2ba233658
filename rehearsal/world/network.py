"""The network that a Studio takes for granted: VPCs with their subnets, security groups, prefix lists."""

from collections.abc import Iterator

from emr_studio_constructs.app.config import StudioConfig
from emr_studio_constructs.app.config.compute.emr_serverless import NewEmrServerlessConfig
from emr_studio_constructs.app.config.network import LookupVpcConfig, NewVpcConfig, PeerConfig, VpcAttributesConfig

from .places import environment_of
from .things import ISOLATED, PRIVATE, PrefixList, SecurityGroup, Subnet, Vpc

_ZONES = "abc"

Ids = tuple[str, ...] | None


def vpcs_of(studio: StudioConfig) -> Iterator[Vpc]:
    """The VPC, if it is one that exists, with the subnets that the config names or picks."""
    here = environment_of(studio)
    match studio.network.vpc:
        case VpcAttributesConfig() as vpc:
            private = _subnets(vpc, PRIVATE, vpc.private_subnet_ids, vpc.private_subnet_route_table_ids)
            isolated = _subnets(vpc, ISOLATED, vpc.isolated_subnet_ids, vpc.isolated_subnet_route_table_ids)
            yield Vpc(environment=here, id=vpc.vpc_id, cidr=vpc.cidr, subnets=(*private, *isolated))
        case LookupVpcConfig() as vpc:
            yield Vpc(environment=here, id=vpc.vpc_id, subnets=tuple(_subnets_to_look_up(studio)))


def _subnets(vpc: VpcAttributesConfig, kind: str, ids: Ids, route_tables: Ids) -> Iterator[Subnet]:
    zones, tables = vpc.availability_zones, route_tables or ()
    for at, name in enumerate(ids or ()):
        table = tables[at] if at < len(tables) else None
        yield Subnet(id=name, zone=zones[at % len(zones)], type=kind, group=kind, route_table=table)


def _subnets_to_look_up(studio: StudioConfig) -> Iterator[Subnet]:
    """The subnets that the config picks; where it names none by id, one in each of two zones."""
    picked, region = studio.network.subnets, environment_of(studio).region
    kind = ISOLATED if picked and picked.type == "PRIVATE_ISOLATED" else PRIVATE
    group = (picked and picked.group_name) or kind
    ids: tuple[str | None, ...] = (picked and picked.ids) or (None, None)
    for at, name in enumerate(ids):
        yield Subnet(id=name, zone=f"{region}{_ZONES[at % len(_ZONES)]}", type=kind, group=group)


def groups_of(studio: StudioConfig) -> Iterator[SecurityGroup]:
    """The Studio's own groups, those of Git servers and of applications: in the Studio's VPC, if that exists."""
    vpc = studio.network.vpc
    home = None if vpc is None or isinstance(vpc, NewVpcConfig) else vpc.vpc_id
    here = environment_of(studio)
    if own := studio.network.security_groups:
        yield SecurityGroup(environment=here, id=own.workspace, vpc_id=home)
        yield SecurityGroup(environment=here, id=own.engine, vpc_id=home, notebooks_from=own.workspace)
    for peer in _peers(studio):
        if peer.security_group_id:
            yield SecurityGroup(environment=here, id=peer.security_group_id, vpc_id=home)
    for compute in studio.compute:
        if isinstance(compute, NewEmrServerlessConfig):
            for group in compute.security_group_ids or ():
                yield SecurityGroup(environment=here, id=group, vpc_id=home)


def prefix_lists_of(studio: StudioConfig) -> Iterator[PrefixList]:
    """The prefix lists of Git servers."""
    for peer in _peers(studio):
        if peer.prefix_list_id:
            yield PrefixList(environment=environment_of(studio), id=peer.prefix_list_id)


def _peers(studio: StudioConfig) -> tuple[PeerConfig, ...]:
    git = studio.network.git
    return git if isinstance(git, tuple) else ()
