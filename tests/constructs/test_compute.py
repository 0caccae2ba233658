"""Compute is for the tiers it was attached for, whatever comes first, and several pieces stand beside each other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import permutations

import pytest
from aws_cdk import aws_iam as iam
from conftest import new_stack, new_studio
from every_compute import add_every_compute

from emr_studio_constructs import (
    Allow,
    Attachment,
    Capability,
    CustomTier,
    EmrStudio,
    IdentityCenterAuth,
    IEmrStudio,
    Tier,
    compute,
)

READERS = CustomTier(name="Readers", capabilities=[Capability.WORKSPACES, Capability.EMR_SERVERLESS])
TIERS: list[Tier | CustomTier] = [*Tier, READERS]
ORDERS = list(permutations(["compute", "first", "second"]))


@dataclass
class Listing:
    """Compute that keeps a list of who may use it."""

    resource: str = "one"
    admitted: list[iam.IIdentity] = field(default_factory=list)

    def bind(self, studio: IEmrStudio) -> Attachment:
        del studio
        row = Allow(sid="AllowIt", actions=("sqs:SendMessage",), on=(f"arn:<partition>:sqs:::{self.resource}",))
        return Attachment(rows={Capability.EMR_SERVERLESS: (row,)}, admit=self.admitted.append)


def sso() -> EmrStudio:
    return new_studio(new_stack(), auth=IdentityCenterAuth())


def role(studio: EmrStudio, name: str) -> iam.Role:
    return iam.Role(studio.stack, name, assumed_by=iam.AccountRootPrincipal())


def may_use(studio: EmrStudio, tier: Tier | CustomTier) -> list[str]:
    """What a tier may use of the compute of these tests."""
    return [
        resource.rpartition(":")[2]
        for row in studio.tier_policies.policy(tier).rows
        if row.actions == ("sqs:SendMessage",)
        for resource in row.on
    ]


def test_compute_is_for_every_tier_that_is_able_to_use_it() -> None:
    studio = sso()
    studio.add_compute(Listing())
    assert [may_use(studio, tier) for tier in TIERS] == [[], ["one"], ["one"], ["one"]]


def test_compute_is_for_the_tiers_it_was_attached_for_alone() -> None:
    studio = sso()
    studio.add_compute(Listing(), tiers=[Tier.ADVANCED, READERS])
    assert [may_use(studio, tier) for tier in TIERS] == [[], [], ["one"], ["one"]]


def test_each_tier_may_use_all_that_was_attached_for_it() -> None:
    studio = sso()
    studio.add_compute(Listing("one"), tiers=[Tier.ADVANCED])
    studio.add_compute(Listing("two"))
    studio.add_compute(Listing("two"))
    assert may_use(studio, Tier.ADVANCED) == ["one", "two"]
    assert may_use(studio, Tier.INTERMEDIATE) == ["two"]


def test_a_tier_may_be_named_by_a_text() -> None:
    studio = sso()
    studio.add_compute(Listing(), tiers=["ADVANCED"])  # type: ignore[list-item]  # a text that is the name of a tier
    assert may_use(studio, Tier.ADVANCED) == ["one"]


def test_who_was_given_a_tier_by_a_text_is_admitted() -> None:
    studio, compute = new_studio(new_stack()), Listing()
    studio.add_compute(compute, tiers=[Tier.ADVANCED])
    able = role(studio, "Able")
    studio.grant_access(able, tier="ADVANCED")  # type: ignore[arg-type]  # a text that is the name of a tier
    assert compute.admitted == [able]


def test_compute_for_some_tiers_takes_the_default_from_the_others() -> None:
    @dataclass
    class Clusters:
        def bind(self, studio: IEmrStudio) -> Attachment:
            del studio
            return Attachment(rows={Capability.ON_CLUSTER_APP_UI: ()})

    studio = sso()
    ui = "elasticmapreduce:GetOnClusterAppUIPresignedURL"

    def has_ui() -> bool:
        return any(ui in row.actions for row in studio.tier_policies.policy(Tier.BASIC).rows)

    assert has_ui()
    studio.add_compute(Clusters(), tiers=[Tier.ADVANCED])
    assert not has_ui()


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_roles_are_admitted_once_each_whatever_comes_first(order: tuple[str, ...]) -> None:
    studio, compute = new_studio(new_stack()), Listing()
    able, unable = role(studio, "Able"), role(studio, "Unable")

    def let_in() -> None:
        studio.grant_access(able, tier=Tier.ADVANCED)
        studio.grant_access(able, tier=Tier.INTERMEDIATE)

    steps: dict[str, Callable[[], object]] = {
        "compute": lambda: studio.add_compute(compute),
        "first": let_in,
        "second": lambda: studio.grant_access(unable, tier=Tier.BASIC),
    }
    for step in order:
        steps[step]()
    assert compute.admitted == [able]


def test_the_user_role_is_admitted_once_somebody_is_able() -> None:
    studio, compute = sso(), Listing()
    studio.add_compute(compute, tiers=[READERS])
    studio.add_user("alice", tier=Tier.ADVANCED)
    assert compute.admitted == []
    studio.add_user("bob", tier=READERS)
    studio.add_group("readers", tier=READERS)
    assert compute.admitted == [studio.user_role]


def test_who_only_signs_in_is_not_admitted() -> None:
    studio, compute = new_studio(new_stack()), Listing()
    studio.add_compute(compute)
    studio.grant_sign_in(role(studio, "Visitor"))
    assert compute.admitted == []


def test_compute_that_is_refused_leaves_nothing() -> None:
    studio, compute = sso(), Listing("x" * 6144)
    studio.add_user("alice", tier=Tier.ADVANCED)
    before = studio.tier_policies.sizes
    with pytest.raises(ValueError, match="policy ADVANCED must have at most"):
        studio.add_compute(compute)
    assert (studio.tier_policies.sizes, compute.admitted) == (before, [])
    assert may_use(studio, Tier.ADVANCED) == []
    assert may_use(studio, Tier.INTERMEDIATE) == []


def test_what_other_tests_take_for_every_kind_is_every_kind() -> None:
    studio = new_studio(new_stack())
    add_every_compute(studio.stack, studio)
    kinds = {kind for name in compute.__all__ if hasattr(kind := getattr(compute, name), "bind")}
    assert {type(each) for each in studio.compute} == {kind for kind in kinds if not kind.__subclasses__()}
