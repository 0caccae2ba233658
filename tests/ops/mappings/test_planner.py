from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emr_studio_constructs.choices import IdentityType
from emr_studio_constructs.ops.errors import OpsError
from emr_studio_constructs.ops.mappings.actual import mappings_of
from emr_studio_constructs.ops.mappings.execution import carry_out
from emr_studio_constructs.ops.mappings.model import Declared, Deploy, Identity, Mapping, Plan
from emr_studio_constructs.ops.mappings.planner import make_plan
from emr_studio_constructs.ops.mappings.write import write
from ops.mappings.fake_emr import FakeEmr, Who, id_of, reader_of

USER, GROUP = IdentityType.USER, IdentityType.GROUP
BASIC, ADVANCED = "arn:aws:iam::111122223333:policy/basic", "arn:aws:iam::111122223333:policy/advanced"
BOTH_TYPES = frozenset(IdentityType)


@dataclass(frozen=True)
class Case:
    """Somebody of the directory: how they are mapped, and how they are declared."""

    who: Who
    actual: str | None
    declared: str | None
    by: str
    """By what they are declared and mapped."""
    forgetful: bool

    @property
    def identity(self) -> Identity:
        kind, name = self.who
        if self.by == "IdentityId":
            return Identity(type=kind, id=id_of(self.who), label=f"whom we call {name}")
        return Identity(type=kind, name=name)


policies = st.none() | st.sampled_from([BASIC, ADVANCED])
cases = st.builds(
    Case,
    who=st.tuples(st.sampled_from(IdentityType), st.sampled_from("abcdefgh")),
    actual=policies,
    declared=policies,
    by=st.sampled_from(["IdentityName", "IdentityId"]),
    forgetful=st.booleans(),
)
studios = st.lists(cases, unique_by=lambda case: case.who)
managed_types = st.frozensets(st.sampled_from(IdentityType))


def emr_of(studio: list[Case]) -> FakeEmr:
    mapped = {case.who: case.actual for case in studio if case.actual}
    return FakeEmr(
        directory=frozenset(case.who for case in studio),
        policies=mapped,
        made_by={case.who: case.by for case in studio},
        forgetful=frozenset(case.who for case in studio if case.forgetful),
    )


def declared_in(studio: list[Case], types: frozenset[IdentityType] = BOTH_TYPES) -> list[Declared]:
    return [
        Declared(identity=case.identity, session_policy_arn=case.declared)
        for case in studio
        if case.declared and case.who[0] in types
    ]


def plan_for(emr: FakeEmr, declared: list[Declared], *, managed: frozenset[IdentityType], prune: bool) -> Plan:
    return make_plan(declared, mappings_of(reader_of(emr), "es-1"), managed=managed, prune=prune)


def apply(plan: Plan, emr: FakeEmr) -> None:
    outcome = carry_out(plan, partial(write, emr, "es-1"), stop=Event(), on_progress=lambda: None)
    assert (outcome.failed, outcome.not_started) == ([], [])


def writes_in(plan: Plan, studio: list[Case]) -> Iterator[tuple[str, Who]]:
    """The writes of a plan, with the person each is about."""
    for change in (change for step in plan.writes() for change in step):
        identity = change.mapping.identity
        [who] = [
            case.who for case in studio if case.who == (identity.type, identity.name) or id_of(case.who) == identity.id
        ]
        yield change.kind, who


@given(studios)
def test_applying_a_plan_with_prune_makes_what_is_mapped_what_is_declared(studio: list[Case]) -> None:
    emr = emr_of(studio)

    apply(plan_for(emr, declared_in(studio), managed=BOTH_TYPES, prune=True), emr)

    assert emr.policies == {case.who: case.declared for case in studio if case.declared}


@given(studios, managed_types, st.booleans())
def test_a_plan_after_apply_is_empty(studio: list[Case], managed: frozenset[IdentityType], prune: bool) -> None:  # noqa: FBT001  # hypothesis gives arguments by position
    emr, declared = emr_of(studio), declared_in(studio, managed)

    apply(plan_for(emr, declared, managed=managed, prune=prune), emr)

    assert plan_for(emr, declared, managed=managed, prune=prune).number_of_writes == 0


@given(studios)
def test_apply_makes_the_writes_of_the_plan_each_once_and_no_other(studio: list[Case]) -> None:
    emr = emr_of(studio)
    plan = plan_for(emr, declared_in(studio), managed=BOTH_TYPES, prune=True)

    apply(plan, emr)

    assert sorted(emr.writes) == sorted(writes_in(plan, studio))


@given(studios, managed_types)
def test_mappings_of_types_that_are_not_managed_stay_untouched(
    studio: list[Case], managed: frozenset[IdentityType]
) -> None:
    emr = emr_of(studio)
    before = {who: policy for who, policy in emr.policies.items() if who[0] not in managed}

    plan = plan_for(emr, declared_in(studio, managed), managed=managed, prune=True)
    apply(plan, emr)

    assert {who: policy for who, policy in emr.policies.items() if who[0] not in managed} == before
    assert len(plan.unmanaged) == len(before)


@given(studios)
def test_without_prune_everybody_who_is_mapped_stays_mapped(studio: list[Case]) -> None:
    emr = emr_of(studio)

    plan = plan_for(emr, declared_in(studio), managed=BOTH_TYPES, prune=False)
    apply(plan, emr)

    assert plan.deletes == ()
    assert emr.policies == {case.who: case.declared or case.actual for case in studio if case.declared or case.actual}


@given(studios, st.sampled_from([Deploy.CREATES, Deploy.ADOPTS]))
def test_nothing_is_written_about_those_whom_the_next_deploy_maps(studio: list[Case], deploy: Deploy) -> None:
    emr = emr_of(studio)
    declared = [replace(wanted, deploy=deploy) for wanted in declared_in(studio)]

    plan = plan_for(emr, declared, managed=BOTH_TYPES, prune=False)

    assert plan.number_of_writes == 0
    assert len(plan.waiting) == sum(1 for case in studio if case.declared and not case.actual)


# --- single cases -----------------------------------------------------------------------------------------------------


def mapped(name: str | None, identity_id: str | None, policy: str = BASIC) -> Mapping:
    return Mapping(identity=Identity(type=USER, name=name, id=identity_id), session_policy_arn=policy)


def wanted(name: str | None, identity_id: str | None, deploy: Deploy = Deploy.NOTHING) -> Declared:
    identity = Identity(type=USER, name=name, id=identity_id)
    return Declared(identity=identity, session_policy_arn=BASIC, deploy=deploy)


def test_who_was_renamed_is_found_by_id() -> None:
    plan = make_plan([wanted("new", "1")], [mapped("old", "1")], managed={USER})

    assert [str(mapping.identity) for mapping in plan.unchanged] == ["new"]


def test_who_took_over_a_name_is_somebody_else() -> None:
    plan = make_plan([wanted("alice", "2")], [mapped("alice", "1")], managed={USER})

    assert (len(plan.creates), len(plan.strays)) == (1, 1)


@pytest.mark.parametrize(("name", "identity_id"), [("alice", None), (None, "1"), ("alice", "1")])
def test_a_mapping_that_is_listed_with_name_or_id_alone_is_found_by_what_there_is(
    name: str | None, identity_id: str | None
) -> None:
    plan = make_plan([wanted("alice", "1")], [mapped(name, identity_id)], managed={USER})

    assert len(plan.unchanged) == 1


@pytest.mark.parametrize("actual", [[], [mapped("alice", "1")]])
def test_one_identity_is_declared_once(actual: list[Mapping]) -> None:
    twice = [wanted("alice", "1"), Declared(identity=Identity(type=USER, id="1", label="Al"), session_policy_arn=BASIC)]

    with pytest.raises(OpsError, match="USER alice and Al are declared, and are one identity: keep one"):
        make_plan(twice, actual, managed={USER})


def test_a_user_and_a_group_may_share_a_name() -> None:
    group = Mapping(identity=Identity(type=GROUP, name="ops"), session_policy_arn=BASIC)

    plan = make_plan([wanted("ops", None)], [group], managed={USER})

    assert (len(plan.creates), len(plan.unmanaged)) == (1, 1)


@pytest.mark.parametrize(
    ("deploy", "policy", "expected"),
    [
        (Deploy.NOTHING, BASIC, "unchanged"),
        (Deploy.NOTHING, ADVANCED, "updates"),
        (Deploy.CREATES, BASIC, "conflicts"),
        (Deploy.CREATES, ADVANCED, "conflicts"),
        (Deploy.ADOPTS, BASIC, "unchanged"),
        (Deploy.ADOPTS, ADVANCED, "conflicts"),
    ],
)
def test_who_is_mapped_already_is_in_the_way_of_a_deploy_that_cannot_adopt(
    deploy: Deploy, policy: str, expected: str
) -> None:
    plan = make_plan([wanted("alice", None, deploy)], [mapped("alice", "1", policy)], managed={USER})

    assert len(getattr(plan, expected)) == 1


ALICE_BY_NAME, ALICE_BY_ID = Identity(type=USER, name="alice"), Identity(type=USER, id="1")


@pytest.mark.parametrize("leaving", [ALICE_BY_NAME, ALICE_BY_ID])
@pytest.mark.parametrize("declared", [wanted("alice", None), wanted(None, "1"), wanted("alice", "1")])
@pytest.mark.parametrize("policy", [BASIC, ADVANCED])
def test_who_is_to_be_mapped_and_leaves_in_the_next_deploy_is_left_as_they_are(
    leaving: Identity, declared: Declared, policy: str
) -> None:
    plan = make_plan([declared], [mapped("alice", "1", policy)], managed={USER}, leaving={leaving}, prune=True)

    assert plan.number_of_writes == 0
    assert [(each.session_policy_arn, each.declared) for each in plan.leaving] == [(policy, True)]


@pytest.mark.parametrize(
    ("leaving", "declared"),
    [
        (ALICE_BY_NAME, wanted(None, "1", Deploy.ADOPTS)),
        (ALICE_BY_ID, wanted("alice", None, Deploy.CREATES)),
    ],
)
@pytest.mark.parametrize("policy", [BASIC, ADVANCED])
def test_who_changes_the_kind_of_identity_in_a_stack_is_in_the_way_of_the_deploy(
    leaving: Identity, declared: Declared, policy: str
) -> None:
    plan = make_plan([declared], [mapped("alice", "1", policy)], managed={USER}, leaving={leaving}, prune=True)

    assert [conflict.of_stack for conflict in plan.conflicts] == [True]
    assert (plan.number_of_writes, plan.leaving) == (0, ())


def test_a_user_who_leaves_is_no_group_of_the_same_name() -> None:
    group = Mapping(identity=Identity(type=GROUP, name="alice"), session_policy_arn=BASIC)

    plan = make_plan([], [group], managed={GROUP}, leaving={ALICE_BY_NAME})

    assert (plan.leaving, len(plan.strays)) == ((), 1)


@pytest.mark.parametrize(
    ("managed", "options", "writes"), [({USER}, {}, 0), ({USER}, {"prune": True}, 1), ({GROUP}, {"prune": True}, 0)]
)
def test_who_leaves_undeclared_is_deleted_ahead_with_prune_alone_and_of_managed_types(
    managed: set[IdentityType], options: dict[str, bool], writes: int
) -> None:
    plan = make_plan([], [mapped("alice", "1")], managed=managed, leaving={ALICE_BY_ID}, **options)

    assert (plan.number_of_writes, len(plan.leaving)) == (writes, 1 - writes)
    assert (plan.strays, plan.unmanaged) == ((), ())


def test_deletes_come_before_updates_and_creates() -> None:
    actual = [mapped("eve", "3"), mapped("bob", "2", ADVANCED)]

    plan = make_plan([wanted("alice", "1"), wanted("bob", "2")], actual, managed={USER}, prune=True)

    assert [[change.kind.value for change in step] for step in plan.writes()] == [["delete"], ["update"], ["create"]]


def test_a_name_that_two_are_mapped_by_is_refused_and_either_id_is_taken() -> None:
    first, second = (
        Mapping(identity=Identity(type=USER, name="alice", id=each), session_policy_arn=BASIC) for each in "12"
    )
    by_name = Declared(identity=Identity(type=USER, name="alice"), session_policy_arn=BASIC)
    with pytest.raises(OpsError, match=r"^USER alice is mapped twice, by ids 1 and 2: declare one by identity_id$"):
        make_plan([by_name], [first, second], managed=BOTH_TYPES, prune=True)
    by_id = Declared(identity=Identity(type=USER, id="1"), session_policy_arn=BASIC)
    plan = make_plan([by_id], [first, second], managed=BOTH_TYPES, prune=True)
    assert plan.deletes == (second,)
    assert [mapping.identity.id for mapping in plan.unchanged] == ["1"]
