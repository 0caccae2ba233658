"""What one line of the table of use cases is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine import Context

SERVICE_ROLE = "the Studio's service role"


@dataclass(frozen=True)
class Ask:
    """One request. In `context`, `${aws:userid}` stands for the user id of who asks."""

    action: str
    on: str = "*"
    context: Context = field(default_factory=dict)
    also: Mapping[str, Context] = field(default_factory=dict)
    partial: bool = False
    also_known: tuple[str, ...] = ()


@dataclass(frozen=True)
class UseCase:
    """A line of the table: for BASIC, INTERMEDIATE, ADVANCED and our custom tier Y or N, and `needs`, without which N.

    Only the requests by which it differs from other use cases are listed.
    """

    name: str
    tiers: str
    asks: tuple[Ask, ...]
    needs: str = ""


def each(actions: str, on: str = "*", context: Context | None = None) -> tuple[Ask, ...]:
    service, _, names = actions.partition(": ")
    return tuple(Ask(f"{service}:{name}", on, context or {}) for name in names.split())


def passing(role: str, service: str) -> tuple[Ask, ...]:
    return (Ask("iam:PassRole", role, {"iam:PassedToService": service}),)
