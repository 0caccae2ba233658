"""The network around a Studio, as EC2 describes it."""

from dataclasses import dataclass
from enum import Enum, auto

from .reader import Json, Reader
from .subject import Subject


class Kind(Enum):
    """What kind of way out a subnet has."""

    NAT = auto()
    """A NAT gateway."""
    OTHER = auto()
    """A transit gateway, a firewall and the like, behind which may be the internet."""
    PUBLIC = auto()
    """An internet gateway, which takes public addresses alone."""
    NONE = auto()


@dataclass(frozen=True)
class WayOut:
    """Where a subnet's route table sends what goes to the internet."""

    kind: Kind
    through: str = ""
    """The id of the gateway."""


def subnets_of(read: Reader, subject: Subject) -> list[Json]:
    """The Studio's subnets, as far as they exist; where none are named, all of the VPC but the public ones."""
    if subject.subnet_ids:
        return read.ec2("describe_subnets", "Subnets", subnet_id=subject.subnet_ids)
    if subject.vpc_id is None:
        return []
    found = read.ec2("describe_subnets", "Subnets", vpc_id=[subject.vpc_id])
    return [subnet for subnet in found if way_out_of(read, subnet).kind is not Kind.PUBLIC]


def route_table_of(read: Reader, subnet: Json) -> Json | None:
    """The route table of a subnet: its own, or else the VPC's main one."""
    main = None
    for table in read.ec2("describe_route_tables", "RouteTables", vpc_id=[subnet["VpcId"]]):
        for association in table.get("Associations", []):
            if association.get("SubnetId") == subnet["SubnetId"]:
                return table
            if association.get("Main"):
                main = table
    return main


def way_out_of(read: Reader, subnet: Json) -> WayOut:
    """Where a subnet's default route leads; nowhere, where its target is gone."""
    table = route_table_of(read, subnet)
    for route in table["Routes"] if table else []:
        if route.get("DestinationCidrBlock") == "0.0.0.0/0" and route.get("State") != "blackhole":
            if gateway := route.get("NatGatewayId"):
                return WayOut(Kind.NAT, gateway)
            if route.get("GatewayId", "").startswith("igw-"):
                return WayOut(Kind.PUBLIC, route["GatewayId"])
            targets = [value for key, value in route.items() if key.endswith("Id")]
            return WayOut(Kind.OTHER, targets[0] if targets else "")
    return WayOut(Kind.NONE)


def s3_endpoints_of(read: Reader, subnet: Json) -> list[Json]:
    """The VPC endpoints by which a subnet reaches S3 of the Region."""
    table = route_table_of(read, subnet)
    return [
        endpoint
        for endpoint in read.ec2("describe_vpc_endpoints", "VpcEndpoints", vpc_id=[subnet["VpcId"]])
        if endpoint["ServiceName"].endswith(f".{read.aws.region}.s3")
        and endpoint.get("State", "available").lower() == "available"
        and (
            (table and table["RouteTableId"] in endpoint.get("RouteTableIds", []))
            or endpoint.get("PrivateDnsEnabled", False)
        )
    ]


def group_of(read: Reader, group_id: str) -> Json | None:
    """A security group; none where there is none."""
    found = read.find("ec2", "describe_security_groups", GroupIds=[group_id])
    return found["SecurityGroups"][0] if found else None
