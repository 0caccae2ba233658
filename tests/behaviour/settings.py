"""Which Studios questions are asked about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import pytest

from emr_studio_constructs import Allow, Capability, CustomTier, Tier

TEAM = ("team", "data")
PREFIX = "teams/data"
TIERS: Mapping[str, Tier | CustomTier] = {
    "BASIC": Tier.BASIC,
    "INTERMEDIATE": Tier.INTERMEDIATE,
    "ADVANCED": Tier.ADVANCED,
    "CUSTOM": CustomTier(
        name="Analysts",
        capabilities=(Capability.WORKSPACES, Capability.GIT, Capability.ATHENA),
        rows=(Allow(sid="AllowQueue", actions=("sqs:SendMessage",), on=("arn:<partition>:sqs:*:<account>:jobs",)),),
    ),
}


class Mode(StrEnum):
    """How people sign in."""

    IAM = "iam"
    IDENTITY_CENTER = "identity-center"


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What one Studio is defined with."""

    name: str
    mode: Mode = Mode.IAM
    tiers: tuple[str, ...] = tuple(TIERS)
    creates_clusters: bool = False
    tags_clusters: bool = False
    optional: bool = False
    user_secrets: bool = False
    given_bucket: bool = False
    propagates_identity: bool = False
    maps_by_id: bool = False
    private_git: bool = False
    compute: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}-{self.mode}"


BARE = Setting(name="bare")
CREATION = Setting(name="creation", creates_clusters=True)
TAGGED = Setting(name="tagged", creates_clusters=True, tags_clusters=True)
OPTIONAL = Setting(name="optional", optional=True)
USER_SECRETS = Setting(name="user-secrets", user_secrets=True)
SERVERLESS = Setting(name="serverless", compute=("EMR Serverless",))
EKS = Setting(name="eks", compute=("EMR on EKS",))
TEMPLATES = Setting(name="templates", compute=("cluster templates",))
RUNTIME_ROLES = Setting(name="runtime-roles", compute=("runtime roles",))
EVERYTHING = Setting(name="everything", creates_clusters=True, tags_clusters=True, optional=True, user_secrets=True)
GIVEN_BUCKET = Setting(name="given-bucket", given_bucket=True)
BASIC_ONLY = Setting(name="basic-only", tiers=("BASIC",), mode=Mode.IDENTITY_CENTER)
BY_ID = Setting(name="by-id", tiers=("BASIC",), mode=Mode.IDENTITY_CENTER, maps_by_id=True)
PRIVATE_GIT = Setting(name="private-git", private_git=True)
PROPAGATING = Setting(
    name="propagating",
    tiers=("BASIC", "INTERMEDIATE", "ADVANCED"),
    mode=Mode.IDENTITY_CENTER,
    propagates_identity=True,
)


def both(setting: Setting) -> tuple[Setting, Setting]:
    """The setting in both sign-in modes."""
    return replace(setting, mode=Mode.IAM), replace(setting, mode=Mode.IDENTITY_CENTER)


def on(*settings: Setting) -> pytest.MarkDecorator:
    """The Studios that a test is about."""
    return pytest.mark.parametrize("studio", settings, indirect=True, ids=str)
