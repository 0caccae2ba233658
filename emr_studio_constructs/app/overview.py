"""What a template does not say by itself and its readers want to know: kept in the template's metadata."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from emr_studio_constructs.policies.tiers import Tier

from .config import StudioConfig
from .config.auth import IdentityCenterAuthConfig, MappedBy

_KEY = "EmrStudioConstructs"


@dataclass(frozen=True, kw_only=True)
class Overview:
    """A Studio's people and policies."""

    sign_in: str
    """The sign-in mode, as in the config."""
    people: dict[str, str]
    """Whom the stack lets in, in words, and the tier each was given; none for signing in alone."""
    mapped_by: str
    """Who maps users and groups, as in the config; nobody with IAM."""
    policy_sizes: dict[str, int]
    """For each tier in use, the characters that IAM counts in its policy."""


def metadata_of(config: StudioConfig, policy_sizes: Mapping[str, int]) -> dict[str, Any]:
    """What the template's metadata holds: the overview of a Studio, by the sizes of its policies."""
    mapped_by = config.auth.mapped_by.value if isinstance(config.auth, IdentityCenterAuthConfig) else ""
    # People who change without a deploy change no template.
    mapped = () if mapped_by == MappedBy.CLI else config.people
    people = {f"{person.identity_type.lower()} {person.name}": person.tier for person in mapped}
    people |= {access.grantee: access.tier or "" for access in config.access}
    in_order = {tier: policy_sizes[tier] for tier in (*Tier, *config.custom_tiers) if tier in policy_sizes}
    overview = Overview(sign_in=config.auth.mode, people=people, mapped_by=mapped_by, policy_sizes=in_order)
    return {_KEY: asdict(overview)}


def overview_of(template: dict[str, Any]) -> Overview | None:
    """The overview in a template, if the template is that of a Studio of this app."""
    kept = template.get("Metadata", {}).get(_KEY)
    return Overview(**kept) if kept else None
