"""Where a Studio is in the network, who reaches whom, and what reaches the internet or is reached from it.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-security-groups.html
"""

from dataclasses import dataclass
from enum import StrEnum


class SubnetKind(StrEnum):
    """Where the routes of a subnet lead."""

    PUBLIC = "public"
    """To an internet gateway."""
    PRIVATE = "private"
    """To the internet by a NAT gateway or whatever else the default route names."""
    ISOLATED = "isolated"
    """Not out of the VPC, but by its endpoints."""
    UNKNOWN = "unknown"
    """The subnet, or its routes, are not in the templates."""


@dataclass(frozen=True, kw_only=True)
class Vpc:
    """The VPC."""

    id: str
    """Its path in the app or logical id, or the id by which it is named where it is not in the templates."""
    is_defined: bool
    """Whether it is in the templates; where not, nothing is known of it."""
    cidr: str | None = None


@dataclass(frozen=True, kw_only=True)
class Subnet:
    """A subnet of the VPC."""

    id: str
    """As of a VPC."""
    is_defined: bool
    zone: str | None
    """The Availability Zone, such as `eu-west-1a`; none where it is not known."""
    cidr: str | None
    kind: SubnetKind
    way_out: str | None
    """Where its default route leads, such as `NAT gateway Analytics/Studio/Vpc/...`; none: nowhere, or not known."""
    is_of_studio: bool
    """Whether the Studio has it: Workspaces run there."""


@dataclass(frozen=True, kw_only=True)
class SecurityGroup:
    """A security group."""

    id: str
    """As of a VPC."""
    is_defined: bool
    """Whether it is in the templates; where not, its rules are unknown."""
    of: tuple[str, ...]
    """Who is in it: `Workspaces`, `attached clusters`, `EMR Serverless`, `VPC endpoint`; none of a mere peer."""


class EndKind(StrEnum):
    """What is at the end of a path."""

    GROUP = "GROUP"
    """A group of `Network.groups`: the members of it."""
    INTERNET = "INTERNET"
    """Every address, or public ones: `0.0.0.0/0`, `::/0`, `203.0.113.0/24`."""
    ADDRESSES = "ADDRESSES"
    """Private addresses, such as `10.0.0.0/16`."""
    PREFIX_LIST = "PREFIX_LIST"
    """A prefix list, such as that of S3."""
    UNKNOWN = "UNKNOWN"
    """A group that is not in the templates."""


@dataclass(frozen=True)
class End:
    """One end of a path."""

    kind: EndKind
    name: str
    """The group's `id`, the addresses, the prefix list's id."""


class PathState(StrEnum):
    """Whether a path is open."""

    OPEN = "open"
    """Both ends let it pass, or the rules of one end alone decide."""
    HALF_OPEN = "half open"
    """The one end lets it out, the other not in, or the other way round: nothing passes."""
    UNKNOWN = "unknown"
    """The rules of one end are not in the templates."""


@dataclass(frozen=True, kw_only=True)
class Path:
    """Who may open connections to whom."""

    source: End
    target: End
    protocol: str
    """`tcp`, `udp`, `icmp`, `all`, or the number of another."""
    ports: str
    """`18888`, `1024-2048` or `all`."""
    reason: str
    """The description of the rules that open it; where these have none, it is empty."""
    state: PathState

    @property
    def traffic(self) -> str:
        """What passes, in words: `tcp 443`, `everything`."""
        return "everything" if self.protocol == "all" else f"{self.protocol} {self.ports}"

    def is_for_tcp(self, port: int) -> bool:
        """Whether a port of TCP is among what passes, or would if both ends let it."""
        first, _, last = self.ports.partition("-")
        return self.protocol in ("tcp", "all") and (self.ports == "all" or int(first) <= port <= int(last or first))


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """A VPC endpoint: how calls of an AWS service stay in the VPC."""

    id: str
    service: str
    """Such as `s3`, or the whole name of a service of somebody else's."""
    kind: str
    """`Gateway` or `Interface`, as CloudFormation has it."""
    policy: str
    """Whether a policy of its own limits it."""


@dataclass(frozen=True, kw_only=True)
class Network:
    """The network of a Studio."""

    vpc: Vpc
    subnets: tuple[Subnet, ...]
    """Those of the VPC that are known, and all of the Studio's; by zone."""
    groups: tuple[SecurityGroup, ...]
    """The Studio's two, those of its compute and VPC endpoints, and their peers."""
    paths: tuple[Path, ...]
    """Who reaches whom; those to and from the internet are among them."""
    endpoints: tuple[Endpoint, ...]
    git: tuple[str, ...]
    """Where Workspaces find Git servers, such as `0.0.0.0/0, tcp 443`, or names of private servers; none: nowhere."""

    @property
    def to_internet(self) -> tuple[Path, ...]:
        """What reaches the internet, as far as there is a way out of its subnet."""
        return tuple(path for path in self.paths if path.target.kind is EndKind.INTERNET)

    @property
    def from_internet(self) -> tuple[Path, ...]:
        """What is let in from the internet; none is what one hopes for."""
        return tuple(path for path in self.paths if path.source.kind is EndKind.INTERNET)
