"""Who may use a Studio that people sign in to with IAM."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from .part import Part, check_exactly_one
from .text import IamNameOrArn, SamlProviderArn, StackId, TierName

GRANTEES = ("role", "user", "group", "saml_role")


class SamlRoleConfig(Part):
    """A role that is made for people who come from a SAML identity provider."""

    name: StackId
    """A name for the role inside the stack."""
    provider_arn: SamlProviderArn
    """The SAML provider in IAM."""
    max_session_duration_hours: Annotated[int, Field(ge=1, le=12)] | None = None
    """How long a sign-in lasts, at most. Default: 1 hour."""


class StudioTagConfig(Part):
    """A tag on Studios."""

    key: str
    """The tag's key."""
    value: str
    """The tag's value."""


class ByConfig(Part):
    """What, besides the Studio's ARN, decides who may sign in."""

    tag: StudioTagConfig | None = None
    """Every Studio with this tag, in place of this Studio alone."""
    source_identity: Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    """Only sessions with one of these source identities."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        check_exactly_one(self, "tag", "source_identity")
        return self


class AccessConfig(Part):
    """Access for one role, user or group."""

    role: IamNameOrArn | None = None
    """An existing role, by name or ARN."""
    user: IamNameOrArn | None = None
    """An existing IAM user, by name or ARN."""
    group: IamNameOrArn | None = None
    """An existing IAM group, by name or ARN."""
    saml_role: SamlRoleConfig | None = None
    """A new role for people from a SAML identity provider."""
    tier: TierName | None = None
    """What they may do: a tier. Default: they may sign in, and no more."""
    by: ByConfig | None = None
    """What decides who may sign in. Default: the Studio's ARN."""
    console: bool = False
    """Whether they may also find the Studio in the AWS console."""

    @model_validator(mode="after")
    def _one_grantee(self) -> Self:
        check_exactly_one(self, *GRANTEES)
        return self

    @property
    def grantee(self) -> str:
        """Who it is, in words: `role data-scientist`."""
        match self:
            case AccessConfig(saml_role=SamlRoleConfig() as saml_role):
                return f"saml_role {saml_role.name}"
            case _:
                return next(f"{kind} {getattr(self, kind)}" for kind in GRANTEES if kind in self.model_fields_set)
