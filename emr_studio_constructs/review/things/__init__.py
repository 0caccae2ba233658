"""What use cases are about: what templates define, what policies name, and any other one."""

from .table import things_of
from .thing import Scene, Thing

__all__ = ["Scene", "Thing", "things_of"]
