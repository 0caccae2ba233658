"""The limits that the security page tells hold for every tier of a sample with everything, by the test kit."""

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from itertools import product
from typing import NamedTuple

import pytest
from conftest import ROOT
from samples import templates_of

from emr_studio_constructs.testing import UseCase, assert_allows, assert_refuses

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
TIERS = ("BASIC", "INTERMEDIATE", "ADVANCED")
# Stacks of `everything.yaml`: with tags and the right to create clusters, EMR Serverless, EMR on EKS.
TAGGED, SERVERLESS, EKS = "research-studio", "Analytics", "Lab"
EVERY = (TAGGED, SERVERLESS, EKS)


class Limit(NamedTuple):
    """What is asked of the tiers of some stacks."""

    use_case: UseCase
    on: str | None = None
    stacks: tuple[str, ...] = EVERY
    tiers: tuple[str, ...] = TIERS


NOBODY_MAY: Mapping[str, tuple[Limit, ...]] = {
    "Read, write or delete notebooks": (
        Limit(UseCase.READ_NOTEBOOKS),
        Limit(UseCase.WRITE_NOTEBOOKS),
        Limit(UseCase.USE_KEY),
    ),
    "Pass a role that was not named": (
        Limit(UseCase.PASS_ROLES, on="any other role to EMR"),
        Limit(UseCase.PASS_ROLES, on="any other role to EC2"),
        Limit(UseCase.PASS_ROLES, on="any other role to EMR Serverless"),
    ),
    "Make, change or delete a Studio": (
        Limit(UseCase.CREATE_STUDIOS),
        Limit(UseCase.CHANGE_STUDIOS),
        Limit(UseCase.MAP_PEOPLE),
    ),
    "End a cluster": (Limit(UseCase.CONTROL_CLUSTERS),),
    "Share somebody else's Workspace": (Limit(UseCase.SHARE_WORKSPACES, on="of others"),),
    "Read somebody else's Git credentials": (Limit(UseCase.READ_SECRETS, on="Git secrets of others"),),
    "Read the values of other secrets": (Limit(UseCase.READ_SECRETS, on="any other secret"),),
    "Attach to applications": (
        Limit(UseCase.ATTACH_TO_SERVERLESS, on="any other application", stacks=(SERVERLESS,)),
        Limit(UseCase.ATTACH_TO_SERVERLESS, stacks=(TAGGED, EKS)),
        Limit(UseCase.ATTACH_TO_EKS, on="any other endpoint", stacks=(EKS,)),
        Limit(UseCase.ATTACH_TO_EKS, stacks=(TAGGED, SERVERLESS)),
    ),
    "Attach to clusters on EC2 without the tags": (
        Limit(UseCase.ATTACH_TO_CLUSTERS, on="any other cluster", stacks=(TAGGED,)),
    ),
    "Change rules of security groups": (Limit(UseCase.CHANGE_GROUPS), Limit(UseCase.USE_INTERFACES)),
}
EVERYBODY_MAY: Mapping[str, tuple[Limit, ...]] = {
    "Workspaces of others.": (Limit(UseCase.USE_WORKSPACES, on="of others"),),
    # A Workspace's ARN does not say whose Studio it is in.
    "Studios of one account and Region.": (Limit(UseCase.USE_WORKSPACES),),
    # The cluster that is asked about has no tag yet.
    "New clusters from old ones.": (
        Limit(UseCase.TAG_NEW_CLUSTERS, on="team=research", stacks=(TAGGED,), tiers=("ADVANCED",)),
    ),
    "People on one cluster.": (Limit(UseCase.ATTACH_TO_CLUSTERS, on="any cluster", stacks=(SERVERLESS, EKS)),),
}
NOT_ASKED_OF_IAM = {"People of one user role."}


def lines_of(title: str) -> list[str]:
    """The lines of the list below a title, without its bullets and emphasis."""
    section = PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]
    return [line.replace("**", "") for line in re.findall(r"^- (.*)", section, flags=re.MULTILINE)]


def ask(limits: tuple[Limit, ...], asserts: Callable[..., None]) -> None:
    """Asks an assertion of each tier about each stack."""
    for limit in limits:
        for stack, tier in product(limit.stacks, limit.tiers):
            asserts(templates_of("everything")[stack], person=tier, use_case=limit.use_case, on=limit.on)


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("What nobody may do", NOBODY_MAY.keys()),
        ("What a tier cannot keep apart", EVERYBODY_MAY.keys() | NOT_ASKED_OF_IAM),
    ],
)
def test_each_line_of_the_page_is_asked(title: str, known: AbstractSet[str]) -> None:
    lines = lines_of(title)
    assert len(lines) == len(known)
    assert [line for line in lines if not line.startswith(tuple(known))] == []


@pytest.mark.parametrize("line", NOBODY_MAY)
def test_no_tier_may_do_what_nobody_may(line: str) -> None:
    ask(NOBODY_MAY[line], assert_refuses)


@pytest.mark.parametrize("line", EVERYBODY_MAY)
def test_a_tier_may_do_what_it_cannot_keep_apart(line: str) -> None:
    ask(EVERYBODY_MAY[line], assert_allows)


def test_the_service_role_reaches_notebooks() -> None:
    for use_case in (UseCase.READ_NOTEBOOKS, UseCase.WRITE_NOTEBOOKS):
        assert_allows(templates_of("everything")[TAGGED], person="EMR Studio", use_case=use_case)
