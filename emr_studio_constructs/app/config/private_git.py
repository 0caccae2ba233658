"""Git servers in private networks."""

from typing import Self

from pydantic import model_validator

from emr_studio_constructs.app.errors import Mistake

from .part import Part, refuse
from .text import DnsName, IpV4Address


class PrivateGitServerConfig(Part):
    """A Git server in a private network, which the VPC's own DNS does not know."""

    git_server_dns_name: DnsName
    """Its DNS name."""
    git_server_ip_v4_list: tuple[IpV4Address, ...] = ()
    """Its addresses. Default: those that the DNS server tells, which Workspaces must be able to reach by `git`."""
    dns_server_ip_v4: IpV4Address | None = None
    """The address of the DNS server that tells its addresses; goes before the list. Default: none, the list counts."""

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if not self.git_server_ip_v4_list and self.dns_server_ip_v4 is None:
            refuse([Mistake((), "wants git_server_ip_v4_list or dns_server_ip_v4, got none")])
        return self
