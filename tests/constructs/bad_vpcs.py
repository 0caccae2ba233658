"""Mistakes in a VPC that is defined with the Studio."""

from bad_inputs import Make, bad
from conftest import Argument

from emr_studio_constructs import NewVpc

ZONES = ["eu-west-1a", "eu-west-1b"]
AN_ADDRESS, A_SIZE = "must be the addresses of a network", "must be an IPv4 network of /16 to /17"


def new_vpc(**arguments: Argument) -> Make:
    return lambda _: NewVpc(**arguments)


BAD_VPCS = [
    bad("no zone", lambda _: NewVpc(max_azs=0), "max_azs", "got 0", "must number 1 to 5"),
    bad("six zones", lambda _: NewVpc(max_azs=6), "max_azs", "got 6", "must number 1 to 5"),
    bad("no named zone", lambda _: NewVpc(availability_zones=[]), "availability_zones", "got 0", "must number 1 to 5"),
    bad("six named zones", lambda _: NewVpc(availability_zones=["z"] * 6), "availability_zones", "got 6", "1 to 5"),
    bad(
        "zones named and counted",
        lambda _: NewVpc(max_azs=2, availability_zones=ZONES),
        *("max_azs", "must not be given with availability_zones", "name the zones or count them"),
    ),
    bad(
        "zones of a text",
        lambda _: NewVpc(availability_zones="abc"),
        *("availability_zones", "must be a list of zones", "got the text 'abc'", "put it in brackets"),
    ),
    bad(
        "a zone twice",
        lambda _: NewVpc(availability_zones=ZONES[:1] * 2),
        *("availability_zones", "must be different", "got eu-west-1a, eu-west-1a"),
    ),
    *(
        bad(
            f"{what} NAT gateway",
            new_vpc(**new),
            *("nat_gateways", f"must be 0, or up to one a zone, {most}", f"got {new['nat_gateways']}"),
        )
        for what, new, most in (
            ("fewer than no", {"nat_gateways": -1}, 3),
            ("a fourth of three zones'", {"nat_gateways": 4}, 3),
            ("a third of two zones'", {"nat_gateways": 3, "max_azs": 2}, 2),
            ("a third of two named zones'", {"nat_gateways": 3, "availability_zones": ZONES}, 2),
        )
    ),
    *(
        bad(f"{cidr!r} as the addresses", new_vpc(cidr=cidr), "cidr", f"got {cidr!r}", rule)
        for cidr, rule in (
            ("nonsense", AN_ADDRESS),
            ("", AN_ADDRESS),
            ("10.0.0.1/16", AN_ADDRESS),
            ("10.0.0.0", A_SIZE),
            ("10.0.0.0/8", A_SIZE),
            ("10.0.0.0/28", A_SIZE),
            ("fd00::/16", A_SIZE),
        )
    ),
]
