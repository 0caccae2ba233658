"""A world: what is there in the local AWS before anything is deployed."""

from dataclasses import dataclass

from rehearsal.assembly import Environment
from rehearsal.errors import RehearsalError

from .things import (
    Application,
    Bucket,
    Endpoint,
    Identity,
    IdentityKind,
    Key,
    People,
    PrefixList,
    SecurityGroup,
    Topic,
    VirtualCluster,
    Vpc,
)


class WorldError(RehearsalError):
    """No world can be made as a config says it is."""


@dataclass(frozen=True, kw_only=True)
class World:
    """All that is there, and the environments that Studios go to; by default nothing.

    Without `people` there is no Identity Center.
    """

    environments: tuple[Environment, ...] = ()
    vpcs: tuple[Vpc, ...] = ()
    security_groups: tuple[SecurityGroup, ...] = ()
    prefix_lists: tuple[PrefixList, ...] = ()
    keys: tuple[Key, ...] = ()
    buckets: tuple[Bucket, ...] = ()
    topics: tuple[Topic, ...] = ()
    applications: tuple[Application, ...] = ()
    virtual_clusters: tuple[VirtualCluster, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()
    identities: tuple[Identity, ...] = ()
    people: People | None = None

    def __str__(self) -> str:
        """What there is, counted: `1 VPC, 2 roles`; or `nothing`."""
        counted = [
            (len(self.vpcs), "VPC", "VPCs"),
            (len(self.security_groups), "security group", "security groups"),
            (len(self.prefix_lists), "prefix list", "prefix lists"),
            (len(self.keys), "key", "keys"),
            (len(self.buckets), "bucket", "buckets"),
            (len(self.topics), "topic", "topics"),
            (len(self.applications), "application", "applications"),
            (len(self.virtual_clusters), "virtual cluster", "virtual clusters"),
            (len(self.endpoints), "endpoint", "endpoints"),
            (self._count(IdentityKind.ROLE), "role", "roles"),
            (self._count(IdentityKind.USER), "IAM user", "IAM users"),
            (self._count(IdentityKind.GROUP), "IAM group", "IAM groups"),
            (self._count(IdentityKind.POLICY), "managed policy", "managed policies"),
            (self._count(IdentityKind.SAML_PROVIDER), "SAML provider", "SAML providers"),
            (self._count(IdentityKind.OIDC_PROVIDER), "OIDC provider", "OIDC providers"),
            (len(self.people.users) if self.people else 0, "user of Identity Center", "users of Identity Center"),
            (len(self.people.groups) if self.people else 0, "group of Identity Center", "groups of Identity Center"),
        ]
        return ", ".join(f"{count} {one if count == 1 else more}" for count, one, more in counted if count) or "nothing"

    def _count(self, kind: IdentityKind) -> int:
        return sum(identity.kind == kind for identity in self.identities)
