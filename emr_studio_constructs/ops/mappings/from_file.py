"""What a mappings file declares: the people of a Studio that was made by hand, as `export` writes them."""

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, model_validator

from emr_studio_constructs.app.config.part import Part, refuse
from emr_studio_constructs.app.config.people import KEYS, People, Person, people_in
from emr_studio_constructs.app.config.text import IdentityCenterArn, Region, SessionPolicyArn
from emr_studio_constructs.app.document import Document
from emr_studio_constructs.app.errors import Mistake
from emr_studio_constructs.app.load import check
from emr_studio_constructs.choices import IdentityType
from emr_studio_constructs.ops.access import Access
from emr_studio_constructs.suggest import did_you_mean

from .model import Declared, Identity
from .target import DEFAULT_QUOTAS, Target

STUDIO_ID = r"^es-[0-9A-Z]+$"
STUDIO_ID_EXAMPLE = "es-0123456789ABCDEFGHIJKLMNO"


class MappingsFile(Part):
    """A Studio, its tiers, and who has which."""

    studio_id: Annotated[str, Field(pattern=STUDIO_ID, examples=[STUDIO_ID_EXAMPLE])]
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
        return people_in(self.users, self.groups)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        refuse([*self._tiers()])
        return self

    def _tiers(self) -> Iterator[Mistake]:
        for person in self.people:
            if person.tier not in self.session_policies:
                hint = did_you_mean(person.tier, self.session_policies)
                yield Mistake(person.tier_path, f"{person.tier!r} is none of session_policies{hint}")


def target_of_file(name: str, document: Document, access: Access) -> Target:
    """The Studio of a mappings file.

    Raises:
        ConfigError: The file is refused.
    """
    file = check(MappingsFile, document)
    return Target(
        aws=access.connect(file.studio_id, region=file.region),
        source=name,
        studio_id=file.studio_id,
        declared=tuple(
            Declared(identity=Identity.of(person), session_policy_arn=file.session_policies[person.tier])
            for person in file.people
        ),
        managed=frozenset(kind for kind, key in KEYS.items() if key in file.model_fields_set),
        tiers={arn: tier for tier, arn in file.session_policies.items()},
        quotas={IdentityType.USER: file.user_quota, IdentityType.GROUP: file.group_quota},
        instance_arn=file.instance_arn,
    )
