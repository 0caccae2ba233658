"""Users and groups of IAM Identity Center, by name or id, each with a tier."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import Discriminator, Field, Tag, model_validator

from emr_studio_constructs.app.errors import Mistake, Path
from emr_studio_constructs.choices import IdentityType

from .part import Part, refuse
from .text import IdentityId, IdentityName, TierName

KEYS = {IdentityType.USER: "users", IdentityType.GROUP: "groups"}
"""The key under which people of a type are."""


class PersonConfig(Part):
    """A user or group by id; the key is then what people read, and may be any name."""

    identity_id: IdentityId
    """The id in the Identity Store, which stays when the user or group is renamed."""
    tier: TierName
    """What they may do: a tier."""


def _by_name_or_id(value: object) -> str:
    return "by id" if isinstance(value, dict | PersonConfig) else "by name"


People = dict[
    IdentityName,
    Annotated[
        Annotated[TierName, Tag("by name")] | Annotated[PersonConfig, Tag("by id")], Discriminator(_by_name_or_id)
    ],
]
"""The users or the groups of a Studio: by name the tier alone, by id with `identity_id` and `tier`."""


class PeopleFile(Part):
    """The people of a Studio, in a file of their own."""

    users: People = Field(default_factory=dict)
    """Identity Center users: by user name the tier of each, or by any name `identity_id` and `tier`."""
    groups: People = Field(default_factory=dict)
    """Identity Center groups: by display name the tier of each, or by any name `identity_id` and `tier`."""

    @model_validator(mode="after")
    def _has_people(self) -> Self:
        if not self.model_fields_set:
            refuse([Mistake((), "wants users or groups, got none")])
        return self


@dataclass(frozen=True)
class Person:
    """A user or group, however the config says it."""

    identity_type: IdentityType
    name: str
    """The user name or the group's display name; with an id, whatever people read."""
    identity_id: str | None
    tier: str

    def __str__(self) -> str:
        """How messages call them: `user alice@example.com`, with the id where there is one."""
        by_id = f", id {self.identity_id}" if self.identity_id else ""
        return f"{self.identity_type.lower()} {self.name}{by_id}"

    @property
    def path(self) -> Path:
        """Where they are in their Studio's config."""
        return (KEYS[self.identity_type], self.name)

    @property
    def tier_path(self) -> Path:
        """Where their tier is."""
        return self.path if self.identity_id is None else (*self.path, "tier")


def people_in(users: People, groups: People) -> tuple[Person, ...]:
    """The users and groups of a Studio."""
    return (*_persons(IdentityType.USER, users), *_persons(IdentityType.GROUP, groups))


def _persons(identity_type: IdentityType, people: People) -> Iterator[Person]:
    for name, given in people.items():
        match given:
            case PersonConfig():
                yield Person(identity_type, name, given.identity_id, given.tier)
            case tier:
                yield Person(identity_type, name, None, tier)


def mapped_twice(people: Iterable[Person]) -> Iterator[Mistake]:
    """A mistake for each person whose id is somebody else's already."""
    owners: dict[str, Person] = {}
    for person in people:
        if person.identity_id is None:
            continue
        owner = owners.setdefault(person.identity_id, person)
        if owner is not person:
            text = f"{person.identity_id} is the id of {owner.name} already: keep one of the two"
            yield Mistake((*person.path, "identity_id"), text)


def beyond_quota(people: Sequence[Person], quotas: Mapping[IdentityType, int]) -> Iterator[Mistake]:
    """A mistake for the first user, and the first group, that is one too many."""
    for identity_type, quota in quotas.items():
        kind = identity_type.lower()
        for person in [person for person in people if person.identity_type is identity_type][quota : quota + 1]:
            text = (
                f"{kind}s must number at most {quota} in one Studio, got {person.name!r} as one more: "
                f"map groups instead, or raise auth.{kind}_quota if AWS has raised yours"
            )
            yield Mistake(person.path, text)
