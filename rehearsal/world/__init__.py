"""What a config takes for granted: all that it names and does not make."""

from .from_config import world_of
from .settle import settle
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
    Subnet,
    Topic,
    VirtualCluster,
    Vpc,
)
from .world import World, WorldError

__all__ = [
    "Application",
    "Bucket",
    "Endpoint",
    "Identity",
    "IdentityKind",
    "Key",
    "People",
    "PrefixList",
    "SecurityGroup",
    "Subnet",
    "Topic",
    "VirtualCluster",
    "Vpc",
    "World",
    "WorldError",
    "settle",
    "world_of",
]
