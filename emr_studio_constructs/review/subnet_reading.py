"""Reads the subnets of a Studio's VPC, and where their routes lead.

https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
"""

from collections.abc import Iterator, Mapping
from typing import Any

from .located import Located, all_of, located, path_or_id
from .network import Subnet, SubnetKind
from .studio import ReviewedStudio

_EVERYWHERE = {"0.0.0.0/0", "::/0"}
# What a route names, and what that is called.
_TARGETS: Mapping[str, tuple[str, str]] = {
    "NatGatewayId": ("AWS::EC2::NatGateway", "NAT gateway"),
    "EgressOnlyInternetGatewayId": ("AWS::EC2::EgressOnlyInternetGateway", "egress-only internet gateway"),
    "TransitGatewayId": ("AWS::EC2::TransitGateway", "transit gateway"),
    "VpcEndpointId": ("AWS::EC2::VPCEndpoint", "VPC endpoint"),
    "VpcPeeringConnectionId": ("AWS::EC2::VPCPeeringConnection", "VPC peering connection"),
    "NetworkInterfaceId": ("AWS::EC2::NetworkInterface", "network interface"),
    "InstanceId": ("AWS::EC2::Instance", "instance"),
    "CarrierGatewayId": ("AWS::EC2::CarrierGateway", "carrier gateway"),
    "LocalGatewayId": ("AWS::EC2::LocalGateway", "local gateway"),
    "CoreNetworkArn": ("AWS::NetworkManager::CoreNetwork", "core network"),
}
_INTERNET_GATEWAY = "AWS::EC2::InternetGateway"


def subnets_of(studio: ReviewedStudio) -> tuple[Subnet, ...]:
    """The subnets of the VPC that the templates define, and all of the Studio's; by zone, the Studio's first."""
    ids = [str(each) for each in studio.properties["SubnetIds"]]
    in_vpc = [
        each for each in all_of(studio, "AWS::EC2::Subnet") if each.properties["VpcId"] == studio.properties["VpcId"]
    ]
    defined = [_defined(studio, each, of_studio=any(map(each.is_called, ids))) for each in in_vpc]
    imported = [_imported(each) for each in ids if not any(subnet.is_called(each) for subnet in in_vpc)]
    return tuple(sorted((*defined, *imported), key=lambda each: (not each.is_of_studio, each.zone or "", each.id)))


def _imported(subnet_id: str) -> Subnet:
    kind = SubnetKind.UNKNOWN
    return Subnet(id=subnet_id, is_defined=False, zone=None, cidr=None, kind=kind, way_out=None, is_of_studio=True)


def _defined(studio: ReviewedStudio, subnet: Located, *, of_studio: bool) -> Subnet:
    routes = list(_default_routes(studio, subnet))
    gateways = [route.get("GatewayId") for route in routes]
    is_public = any(_is_internet_gateway(studio, each) for each in gateways if each)
    kind = SubnetKind.PUBLIC if is_public else SubnetKind.PRIVATE if routes else SubnetKind.ISOLATED
    return Subnet(
        id=subnet.path,
        is_defined=True,
        zone=_zone(subnet),
        cidr=subnet.properties.get("CidrBlock"),
        kind=kind,
        way_out=", ".join(dict.fromkeys(_target(studio, route) for route in routes)) or None,
        is_of_studio=of_studio,
    )


def _zone(subnet: Located) -> str | None:
    """The zone that the template names; of those that only the deploy knows, which of them it is: `zone 1`."""
    written = subnet.found.template["Resources"][subnet.logical_id]["Properties"].get("AvailabilityZone")
    match written:
        case {"Fn::Select": [index, {"Fn::GetAZs": _}]}:
            return f"zone {int(index) + 1}"
    return subnet.properties.get("AvailabilityZone")


def _default_routes(studio: ReviewedStudio, subnet: Located) -> Iterator[Mapping[str, Any]]:
    """The routes to everywhere of the subnet's table; one without a table of its own has but the VPC's local ones."""
    tables = [
        each.properties["RouteTableId"]
        for each in all_of(studio, "AWS::EC2::SubnetRouteTableAssociation")
        if subnet.is_called(each.properties["SubnetId"])
    ]
    for route in all_of(studio, "AWS::EC2::Route"):
        to = {route.properties.get("DestinationCidrBlock"), route.properties.get("DestinationIpv6CidrBlock")}
        if route.properties["RouteTableId"] in tables and to & _EVERYWHERE:
            yield route.properties


def _is_internet_gateway(studio: ReviewedStudio, gateway: str) -> bool:
    return gateway.startswith("igw-") or located(studio, _INTERNET_GATEWAY, gateway) is not None


def _target(studio: ReviewedStudio, route: Mapping[str, Any]) -> str:
    if gateway := route.get("GatewayId"):
        kind = "internet gateway" if _is_internet_gateway(studio, gateway) else "gateway"
        return f"{kind} {path_or_id(studio, _INTERNET_GATEWAY, gateway)}"
    for key, (type_, kind) in _TARGETS.items():
        if key in route:
            return f"{kind} {path_or_id(studio, type_, route[key])}"
    return "an unknown gateway"
