"""Session mappings as they are compared: who is declared, who is mapped, what makes the one the other."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from emr_studio_constructs.app.config.people import Person
from emr_studio_constructs.choices import IdentityType


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A user or group; by name, id, or both, as far as they are known."""

    type: IdentityType
    name: str | None = None
    """The user name, or the group's display name, in the Identity Store."""
    id: str | None = None
    """The id in the Identity Store."""
    label: str | None = field(default=None, compare=False)
    """What people call an identity that is declared by id."""

    @classmethod
    def of(cls, person: Person) -> "Identity":
        """Who a person of a file is: with an id, the name is only what people call them."""
        if person.identity_id:
            return cls(type=person.identity_type, id=person.identity_id, label=person.name)
        return cls(type=person.identity_type, name=person.name)

    def __str__(self) -> str:
        """How messages call it."""
        return self.label or self.name or self.id or ""


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """An identity and its session policy."""

    identity: Identity
    session_policy_arn: str
    created: datetime | None = field(default=None, compare=False)
    """When it was made, for a mapping that AWS has."""


class Deploy(StrEnum):
    """What the next deploy of the stack does about a declared mapping."""

    NOTHING = "NOTHING"
    """It has made it already, or has nothing to do with it: whatever is wrong with it is for us to mend."""
    CREATES = "CREATES"
    """It creates it, and fails if there is one."""
    ADOPTS = "ADOPTS"
    """It creates it, and takes over an equal one."""


@dataclass(frozen=True, kw_only=True)
class Declared(Mapping):
    """A mapping that there is to be."""

    deploy: Deploy = Deploy.NOTHING


@dataclass(frozen=True, kw_only=True)
class Change:
    """A mapping before and after."""

    before: Mapping
    after: Mapping


@dataclass(frozen=True, kw_only=True)
class Conflict(Change):
    """A mapping over which the next deploy fails: as it is, and as it is declared."""

    of_stack: bool = False
    """Whether a deployed stack has it, by the other kind of identity or in another stack; else it was made by hand."""


@dataclass(frozen=True, kw_only=True)
class Leaving(Mapping):
    """A mapping that the next deploy deletes, as it is."""

    declared: bool = False
    """Whether it is declared, and so to be made again after that deploy."""


class WriteKind(StrEnum):
    """The calls that write."""

    DELETE = "delete"
    UPDATE = "update"
    CREATE = "create"


@dataclass(frozen=True, kw_only=True)
class Write:
    """One call that writes."""

    kind: WriteKind
    mapping: Mapping


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How what is mapped becomes what is declared."""

    creates: tuple[Mapping, ...] = ()
    updates: tuple[Change, ...] = ()
    deletes: tuple[Mapping, ...] = ()
    unchanged: tuple[Mapping, ...] = ()
    strays: tuple[Mapping, ...] = ()
    """Mapped, not declared, and left alone."""
    unmanaged: tuple[Mapping, ...] = ()
    """Mapped, of a type about which nothing is declared."""
    waiting: tuple[Mapping, ...] = ()
    """Not mapped; the next deploy creates them, and would fail if we did."""
    conflicts: tuple[Conflict, ...] = ()
    """Mapped, and the next deploy fails for it."""
    leaving: tuple[Leaving, ...] = ()
    """The next deploy unmaps them."""

    def writes(self) -> Iterator[tuple[Write, ...]]:
        """All that is written, in steps: who goes makes room for who comes."""
        yield tuple(Write(kind=WriteKind.DELETE, mapping=mapping) for mapping in self.deletes)
        yield tuple(Write(kind=WriteKind.UPDATE, mapping=change.after) for change in self.updates)
        yield tuple(Write(kind=WriteKind.CREATE, mapping=mapping) for mapping in self.creates)

    @property
    def number_of_writes(self) -> int:
        """How many calls would write."""
        return sum(map(len, self.writes()))

    @property
    def is_up_to_deploys(self) -> bool:
        """Whether the next deploy changes who is mapped, or fails over them."""
        return bool(self.waiting or self.conflicts or self.leaving)

    @property
    def is_met(self) -> bool:
        """Whether everybody is mapped as declared, and remains so in the next deploy."""
        return not (self.number_of_writes or self.is_up_to_deploys)
