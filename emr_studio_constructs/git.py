"""How Workspaces reach Git servers, and by whose permissions they read the credentials."""

from dataclasses import dataclass
from enum import StrEnum

from aws_cdk import aws_ec2 as ec2


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


class GitSecrets(StrEnum):
    """By whose permissions the Git credentials of a Workspace are read.

    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-service-role.html
    """

    SERVICE_ROLE = "SERVICE_ROLE"
    """The service role's: it reads every secret that is tagged for EMR."""
    USER = "USER"
    """The person's: each reads only secrets tagged with their own user id, as Studio has tagged them since 2023.

    A secret of the Studio that has no such tag belongs to whoever tags it first: AWS demands that people may tag.
    """
