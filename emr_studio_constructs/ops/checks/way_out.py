"""Where a subnet's route table sends what goes to the internet.

https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
"""

from dataclasses import dataclass
from enum import IntEnum
from ipaddress import IPv4Network

from emr_studio_constructs.ops.reader import Json, Reader

from .network_reading import route_table_of

_DEFAULTS = {"0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1"}
# A range that is not one network's alone.
_WIDE = 8


class Kind(IntEnum):
    """What kind of way out a subnet has; where it has several, the first of these counts."""

    NAT = 1
    """A NAT gateway."""
    PUBLIC = 2
    """An internet gateway, which takes public addresses alone."""
    OTHER = 3
    """A transit gateway, a firewall and the like, behind which may be the internet, or may not."""
    NONE = 4


@dataclass(frozen=True)
class WayOut:
    """The way out of a subnet."""

    kind: Kind
    through: str = ""
    """The id of the gateway."""


def way_out_of(read: Reader, subnet: Json) -> WayOut:
    """Where a subnet's default routes lead, or other wide ones; nowhere, where their target is gone."""
    table = route_table_of(read, subnet)
    ways = [way for route in (table["Routes"] if table else []) if (way := _way_of(route))]
    return min(ways, key=lambda way: way.kind, default=WayOut(Kind.NONE))


def _way_of(route: Json) -> WayOut | None:
    to, gateway = route.get("DestinationCidrBlock", ""), route.get("GatewayId", "")
    by_prefix_list = "DestinationPrefixListId" in route
    wide = by_prefix_list or (to and IPv4Network(to).prefixlen <= _WIDE)
    to_service = by_prefix_list and gateway.startswith("vpce-")  # S3 or DynamoDB, by their own list
    if not wide or to_service or gateway == "local" or route.get("State") == "blackhole":
        return None
    if to in _DEFAULTS and route.get("NatGatewayId"):
        return WayOut(Kind.NAT, route["NatGatewayId"])
    if to in _DEFAULTS and gateway.startswith("igw-"):
        return WayOut(Kind.PUBLIC, gateway)
    return WayOut(Kind.OTHER, _target_of(route))


def _target_of(route: Json) -> str:
    """The id of whatever a route leads to; of a core network EC2 says the ARN."""
    targets = (value for key, value in route.items() if key.endswith(("Id", "Arn")) and "Destination" not in key)
    return str(next(targets, "an unknown gateway"))
