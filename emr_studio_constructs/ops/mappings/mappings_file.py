"""The file of people for a Studio that was made by hand, as `export` writes it."""

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, model_validator

from emr_studio_constructs.app.config.part import Part, refuse
from emr_studio_constructs.app.config.people import People, Person, persons
from emr_studio_constructs.app.config.text import IdentityCenterArn, Region, SessionPolicyArn
from emr_studio_constructs.app.errors import Mistake
from emr_studio_constructs.app.suggest import did_you_mean
from emr_studio_constructs.mappings import IdentityType

from .target import DEFAULT_QUOTAS

STUDIO_ID = r"^es-[0-9A-Z]+$"


class MappingsFile(Part):
    """A Studio, its tiers, and who has which."""

    studio_id: Annotated[str, Field(pattern=STUDIO_ID, examples=["es-0123456789ABCDEFGHIJKLMNO"])]
    """The Studio."""
    region: Region | None = None
    """Where it is. Default: the Region of the command line."""
    instance_arn: IdentityCenterArn | None = None
    """The Identity Center instance, by which names are resolved. Default: the only one in the Region."""
    session_policies: dict[str, SessionPolicyArn]
    """The session policies, by the name of their tier."""
    user_quota: Annotated[int, Field(ge=0)] = DEFAULT_QUOTAS[IdentityType.USER]
    """How many users the account lets a Studio have."""
    group_quota: Annotated[int, Field(ge=0)] = DEFAULT_QUOTAS[IdentityType.GROUP]
    """How many groups the account lets a Studio have."""
    users: People = Field(default_factory=dict)
    """Users: by user name the tier of each, or by any name `identity_id` and `tier`."""
    groups: People = Field(default_factory=dict)
    """Groups: by display name the tier of each, or by any name `identity_id` and `tier`."""

    @property
    def people(self) -> tuple[Person, ...]:
        """Users and groups."""
        return (*persons(IdentityType.USER, self.users), *persons(IdentityType.GROUP, self.groups))

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        refuse([*self._tiers()])
        return self

    def _tiers(self) -> Iterator[Mistake]:
        for person in self.people:
            if person.tier not in self.session_policies:
                hint = did_you_mean(person.tier, self.session_policies)
                yield Mistake(person.path, f"{person.tier!r} is none of session_policies{hint}")
