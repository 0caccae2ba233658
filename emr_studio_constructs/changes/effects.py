"""What a change does to a resource, and what one property of it does."""

from dataclasses import dataclass
from typing import NamedTuple

from .model import Action


@dataclass(frozen=True)
class Effect:
    """What happens to a resource that is there before and after."""

    action: Action
    properties: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    may_lose_subnets: bool = False
    """Whether a Studio may lose a subnet, which only the deploy knows."""


class Verdict(NamedTuple):
    """What one property does, and why."""

    action: Action
    name: str
    why: str
    may_lose_subnets: bool = False
