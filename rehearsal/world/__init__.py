"""What a config takes for granted: all that it names and does not make."""

from .from_config import world_of
from .settle import settle
from .things import (
    Bucket,
    Identity,
    IdentityKind,
    Key,
    People,
    PrefixList,
    SecurityGroup,
    Subnet,
    Vpc,
)
from .world import World, WorldError

__all__ = [
    "Bucket",
    "Identity",
    "IdentityKind",
    "Key",
    "People",
    "PrefixList",
    "SecurityGroup",
    "Subnet",
    "Vpc",
    "World",
    "WorldError",
    "settle",
    "world_of",
]
