"""How Workspaces reach Git servers, and by whose permissions they read the credentials."""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass

from aws_cdk import aws_ec2 as ec2

from ._border import check_length, check_list, check_pattern, is_known

_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"


@dataclass(frozen=True)
class GitAccess:
    """Which Git servers Workspaces reach over HTTPS; made with `internet`, `none` or `to`."""

    peers: tuple[ec2.IPeer, ...] | None

    @classmethod
    def internet(cls) -> "GitAccess":
        """Any Git server on the internet: TCP 443 to 0.0.0.0/0. The subnets need a route to a NAT gateway."""
        return cls(None)

    @classmethod
    def none(cls) -> "GitAccess":
        """No Git server."""
        return cls(())

    @classmethod
    def to(cls, *peers: ec2.IPeer) -> "GitAccess":
        """Only these: TCP 443 to addresses, prefix lists or security groups, such as `ec2.Peer.ipv4("10.1.2.0/24")`.

        Args:
            peers: One or more.

        Raises:
            ValueError: No peer is given.
        """
        if not peers:
            message = "GitAccess.to needs one or more peers, got none: GitAccess.none() closes Git"
            raise ValueError(message)
        return cls(peers)

    @property
    def is_internet(self) -> bool:
        """Whether any server on the internet is meant."""
        return self.peers is None


@dataclass(frozen=True, kw_only=True)
class PrivateGitServer:
    """A Git server in a private network, which the VPC's own DNS does not know.

    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-enable-git.html

    Args:
        git_server_dns_name: Its DNS name, like `git.example.com`.
        git_server_ip_v4_list: Its IPv4 addresses. Default: those that the DNS server tells, which Workspaces must be
            able to reach by the Studio's `git`.
        dns_server_ip_v4: The IPv4 address of the DNS server that tells its addresses; goes before the list. It must let
            the Studio ask it, for more names than this one, as AWS's page says. Default: none, the list counts.

    Raises:
        ValueError: A name or address that is none, or neither addresses nor DNS server.
    """

    git_server_dns_name: str
    git_server_ip_v4_list: Sequence[str] = ()
    dns_server_ip_v4: str | None = None

    def __post_init__(self) -> None:
        """Checks name and addresses, and freezes the list."""
        name = self.git_server_dns_name
        check_pattern(
            "git_server_dns_name",
            name,
            rf"{_LABEL}(\.{_LABEL})*",
            "a DNS name without https:// and port, like git.example.com",
        )
        check_length("git_server_dns_name", name, 253, shortest=1)
        check_list("git_server_ip_v4_list", self.git_server_ip_v4_list, "IPv4 addresses")
        for address in self.git_server_ip_v4_list:
            _check_address("git_server_ip_v4_list", address)
        if self.dns_server_ip_v4 is not None:
            _check_address("dns_server_ip_v4", self.dns_server_ip_v4)
        elif not self.git_server_ip_v4_list:
            message = (
                f"git_server_dns_name {name!r} needs git_server_ip_v4_list or dns_server_ip_v4 beside it: "
                "a server that the VPC's own DNS knows is not to be added"
            )
            raise ValueError(message)
        object.__setattr__(self, "git_server_ip_v4_list", tuple(self.git_server_ip_v4_list))


def _check_address(argument: str, address: str) -> None:
    try:
        if is_known(address):
            ipaddress.IPv4Address(address)
    except ValueError:
        message = f"{argument} must be IPv4 without a prefix length, like 10.1.2.3, got {address!r}"
        raise ValueError(message) from None
