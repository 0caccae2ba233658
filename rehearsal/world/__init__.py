"""What a config takes for granted: all that it names and does not make."""

from .granted import world_of
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
from .world import World

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
    "settle",
    "world_of",
]
