"""People sign in to deployed Studios and try their doors: what each tier can do, and what nobody can."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from emr_studio_constructs import Tier
from emr_studio_constructs.app.load import load_config
from rehearsal.aws import ACCOUNT, Credentials, LocalAws
from rehearsal.people.ask import Attempt, Outcome, UnknownActionError, ask, try_doors
from rehearsal.people.ask_table import by_person, with_reasons
from rehearsal.people.doors import DOORS, Door
from rehearsal.people.judge import surprises
from rehearsal.people.sign_in import NotLetIn, SignedIn, sign_in
from rehearsal.people.visit import ClusterRoles
from rehearsal.people.visitors import Visitor, cluster_roles_of
from rehearsals.visited import (
    CLUSTER_ROLES,
    ELSEWHERE,
    IAM,
    IDENTITY_CENTER,
    ROLES,
    TAGGED_CLUSTER_ROLES,
    TIERS,
    USERS,
    Json,
    contractors_role,
    define_elsewhere,
    define_iam,
    define_identity_center,
    deploy,
    new_app,
    settle,
    studio_of,
)

# What BASIC, INTERMEDIATE and ADVANCED can do.
EXPECTED = {
    "open the Studio": "YYY",
    "list Workspaces": "YYY",
    "create a Workspace": "YYY",
    "start a Workspace": "YYY",
    "open a Workspace": "YYY",
    "delete a Workspace": "YYY",
    "share their own Workspace": "YYY",
    "share another's Workspace": "NNN",
    "attach to a cluster": "YYY",
    "attach with a runtime role": "NNN",
    "attach with another runtime role": "NNN",
    "attach to EMR Serverless": "NYY",
    "attach to EMR on EKS": "NNN",
    "attach to EMR on EKS with another role": "NNN",
    "list clusters": "YYY",
    "see a cluster": "YYY",
    "open a UI on a cluster": "YYY",
    "start a cluster from a template": "NNN",
    "create a cluster": "NNY",
    "link a Git repository": "YYY",
    "store Git credentials": "YYY",
    "store a secret without EMR's tag": "NNN",
    "see the network": "YYY",
    "see the names of roles": "YYY",
    "see buckets": "YYY",
    "query with Athena": "NNY",
    "read a notebook in the bucket": "NNN",
    "decrypt with the Studio's key": "NNN",
    "give a Workspace another role": "NNN",
    "give a role more permissions": "NNN",
    "change their own tier": "NNN",
    "map themselves to the Studio": "NNN",
    "delete the Studio": "NNN",
}
# These Studios have no such compute: test_compute_doors has one that does.
WITHOUT = ("attach with a runtime role", "attach to EMR on EKS", "start a cluster from a template")
# A Studio of a config file, whose clusters have roles with a path.
_WITH_CLUSTERS = {
    "auth": {"mode": "IAM"},
    "access": [{"role": "data-scientist", "tier": "ADVANCED"}],
    "compute": [
        {
            "kind": "EMR_ON_EC2",
            "cluster_tags": TAGGED_CLUSTER_ROLES.tags,
            "cluster_service_role_arns": [TAGGED_CLUSTER_ROLES.service],
            "instance_role_arns": [TAGGED_CLUSTER_ROLES.instance],
            "runtime_role_arns": [TAGGED_CLUSTER_ROLES.runtime],
        }
    ],
}
IN_IDENTITY_CENTER = ("bea@example.com", "ines@example.com", "ada@example.com")


def allowed_to(tier: Tier) -> dict[str, bool]:
    return {door: row[TIERS.index(tier)] == "Y" for door, row in EXPECTED.items()}


def found(attempts: list[Attempt]) -> dict[str, bool]:
    return {attempt.door.says: attempt.allowed for attempt in attempts}


def may(aws: LocalAws, studio: Json, person: str, action: str) -> bool:
    return all(attempt.allowed for attempt in ask(aws, studio, person, action, cluster_roles=CLUSTER_ROLES))


@pytest.fixture(scope="module")
def network(bootstrapped: LocalAws) -> Iterator[Json]:
    yield settle(bootstrapped)
    bootstrapped.directory.joinpath("people.json").unlink()


@pytest.fixture(scope="module")
def deployed(bootstrapped: LocalAws, network: Json, tmp_path_factory: pytest.TempPathFactory) -> LocalAws:
    """The local AWS with three Studios."""
    app = new_app(tmp_path_factory.mktemp("visit"))
    define_identity_center(app, network, USERS)
    define_iam(app, network)
    define_elsewhere(app, network)
    deploy(bootstrapped, app)
    return bootstrapped


@pytest.fixture(scope="module")
def identity_center(deployed: LocalAws) -> Json:
    return studio_of(deployed, IDENTITY_CENTER)


@pytest.fixture(scope="module")
def in_iam(deployed: LocalAws) -> Json:
    return studio_of(deployed, IAM)


@pytest.fixture(scope="module")
def changed(deployed: LocalAws, network: Json, tmp_path_factory: pytest.TempPathFactory) -> Json:
    """The first Studio after a second deployment: without Bob, and with Carol in a lower tier."""
    app = new_app(tmp_path_factory.mktemp("visit-again"))
    define_identity_center(app, network, {"carol@example.com": Tier.BASIC})
    deploy(deployed, app)
    return studio_of(deployed, IDENTITY_CENTER)


# --- IAM Identity Center ----------------------------------------------------------------------------------------------


def test_the_table_has_a_row_for_each_door() -> None:
    assert list(EXPECTED) == [door.says for door in DOORS]
    closed = [door.says for door in DOORS if door.nobody or door.says in WITHOUT]
    assert [door for door, row in EXPECTED.items() if row == "NNN"] == closed


@pytest.mark.parametrize(("tier", "person"), [*zip(TIERS, IN_IDENTITY_CENTER, strict=True)])
def test_a_member_of_a_mapped_group_can_do_what_its_tier_is_for_and_nothing_else(
    aws: LocalAws, identity_center: Json, tier: Tier, person: str
) -> None:
    attempts = try_doors(aws, identity_center, person, cluster_roles=CLUSTER_ROLES)
    assert found(attempts) == allowed_to(tier)


def test_a_refusal_names_the_action_and_the_person(aws: LocalAws, identity_center: Json) -> None:
    (attempt,) = ask(aws, identity_center, "bea@example.com", "delete the Studio")
    assert attempt.outcome is Outcome.REFUSED
    assert "bea@example.com is not authorized to perform: elasticmapreduce:DeleteStudio" in attempt.message


def test_a_member_of_two_groups_can_do_what_both_can(aws: LocalAws, identity_center: Json) -> None:
    attempts = try_doors(aws, identity_center, "tom@example.com", cluster_roles=CLUSTER_ROLES)
    assert found(attempts) == allowed_to(Tier.ADVANCED)


def test_a_mapping_of_ones_own_adds_to_those_of_ones_groups(aws: LocalAws, identity_center: Json) -> None:
    assert may(aws, identity_center, "carol@example.com", "create a cluster")


def test_nobody_gives_a_cluster_roles_that_were_not_named(aws: LocalAws, identity_center: Json) -> None:
    others = (
        ClusterRoles(service="visit-stranger", instance=CLUSTER_ROLES.instance),
        ClusterRoles(service=CLUSTER_ROLES.service, instance="visit-stranger"),
        ClusterRoles(service=CLUSTER_ROLES.instance, instance=CLUSTER_ROLES.service),
    )
    for roles in others:
        (attempt,) = ask(aws, identity_center, "ada@example.com", "create a cluster", cluster_roles=roles)
        assert attempt.outcome is Outcome.REFUSED
        assert "iam:PassRole" in attempt.message


def test_someone_who_is_not_mapped_is_not_let_in(aws: LocalAws, identity_center: Json) -> None:
    who = sign_in(aws, identity_center, "una@example.com")
    assert isinstance(who, NotLetIn)
    assert "neither una@example.com nor a group of theirs is mapped" in who.reason
    attempts = try_doors(aws, identity_center, "una@example.com")
    assert {attempt.message for attempt in attempts} == {who.reason}
    assert not any(found(attempts).values())


def test_someone_who_is_not_in_the_directory_is_not_let_in(aws: LocalAws, identity_center: Json) -> None:
    assert sign_in(aws, identity_center, "zoe@example.com") == NotLetIn(
        "zoe@example.com is not in Identity Center's directory"
    )


# --- IAM --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("tier", "person"), [*zip(TIERS, ROLES, strict=True), (Tier.BASIC, "user visit-erin")])
def test_a_role_or_user_can_do_what_its_tier_is_for_and_nothing_else(
    aws: LocalAws, in_iam: Json, tier: Tier, person: str
) -> None:
    assert found(try_doors(aws, in_iam, person, cluster_roles=CLUSTER_ROLES)) == allowed_to(tier)


@pytest.mark.parametrize("person", ["visit-stranger", "visit-elsewhere"])
def test_a_role_without_access_to_this_studio_is_not_let_in(aws: LocalAws, in_iam: Json, person: str) -> None:
    who = sign_in(aws, in_iam, person)
    assert isinstance(who, NotLetIn)
    assert "elasticmapreduce:CreateStudioPresignedUrl" in who.reason
    assert isinstance(sign_in(aws, studio_of(aws, ELSEWHERE), "visit-elsewhere"), SignedIn)


@pytest.mark.parametrize(
    "person",
    ["role visit-basic", f"arn:aws:iam::{ACCOUNT}:role/visit-basic", f"arn:aws:iam::{ACCOUNT}:user/visit-erin"],
)
def test_roles_and_users_go_by_kind_and_name_or_by_arn(aws: LocalAws, in_iam: Json, person: str) -> None:
    assert isinstance(sign_in(aws, in_iam, person), SignedIn)


def test_a_user_has_no_access_key_left(aws: LocalAws, in_iam: Json) -> None:
    assert isinstance(sign_in(aws, in_iam, "visit-erin"), SignedIn)
    assert aws.client("iam").list_access_keys(UserName="visit-erin")["AccessKeyMetadata"] == []


def test_someone_who_is_nobody_in_iam_is_not_let_in(aws: LocalAws, in_iam: Json) -> None:
    assert isinstance(sign_in(aws, in_iam, "visit-nobody"), NotLetIn)


@pytest.mark.parametrize(
    ("source_identity", "expected"), [("carol@example.com", True), ("mallory@example.com", False), (None, False)]
)
def test_people_of_a_saml_provider_are_let_in_by_their_source_identity(
    aws: LocalAws, in_iam: Json, source_identity: str | None, *, expected: bool
) -> None:
    who = sign_in(aws, in_iam, contractors_role(aws), source_identity=source_identity)
    assert isinstance(who, SignedIn) is expected


def test_only_clusters_with_the_tags_of_the_studio_are_in_reach(aws: LocalAws, deployed: LocalAws) -> None:
    studio = studio_of(deployed, ELSEWHERE)
    tagged = TAGGED_CLUSTER_ROLES
    others = (replace(tagged, tags=None), replace(tagged, tags={"team": "sales"}))
    for roles, expected in ((tagged, True), *((other, False) for other in others)):
        for says in ("create a cluster", "see a cluster", "open a UI on a cluster"):
            (attempt,) = ask(aws, studio, "visit-elsewhere", says, cluster_roles=roles)
            assert attempt.allowed is expected, attempt


def test_a_role_with_a_path_goes_by_its_arn(aws: LocalAws, deployed: LocalAws) -> None:
    studio, by_arn = studio_of(deployed, ELSEWHERE), TAGGED_CLUSTER_ROLES
    by_profile = replace(by_arn, instance=by_arn.instance.replace(":role/", ":instance-profile/"))
    by_name = replace(by_arn, instance=CLUSTER_ROLES.instance)
    for roles, expected in ((by_arn, True), (by_profile, True), (by_name, False)):
        (attempt,) = ask(aws, studio, "visit-elsewhere", "create a cluster", cluster_roles=roles)
        assert attempt.allowed is expected, attempt


def test_clusters_get_the_roles_of_the_config_as_they_are(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(json.dumps({"studios": {"Analytics": _WITH_CLUSTERS}}), encoding="utf-8")
    loaded, _ = load_config(str(config))
    assert cluster_roles_of(loaded.studios["Analytics"]) == TAGGED_CLUSTER_ROLES


# --- Actions ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("elasticmapreduce:StopEditor", True),
        ("elasticmapreduce:describeeditor", True),
        ("ElasticMapReduce:DESCRIBEEDITOR", True),
        ("elasticmapreduce:liststeps", True),
        ("elasticmapreduce:ListSteps", True),
        ("elasticmapreduce:ListRepositories", True),
        ("elasticmapreduce:UpdateStudio", False),
        ("elasticmapreduce:TerminateJobFlows", False),
        ("elasticmapreduce:UpdateEditor", False),
    ],
)
def test_an_emr_action_that_has_no_door_is_tried_as_it_is(
    aws: LocalAws, identity_center: Json, action: str, *, expected: bool
) -> None:
    assert may(aws, identity_center, "ada@example.com", action) is expected


def test_an_action_is_asked_by_its_name_or_by_what_people_say(aws: LocalAws, identity_center: Json) -> None:
    by_action = ask(aws, identity_center, "bea@example.com", "elasticmapreduce:listclusters")
    assert by_action == ask(aws, identity_center, "bea@example.com", "List Clusters")


@pytest.mark.parametrize(
    "action",
    ["fly", "sqs:SendMessage", "elasticmapreduce:", "elasticmapreduce:*", "elasticmapreduce:NoSuchThing", "ListSteps"],
)
def test_an_action_that_nobody_knows_is_refused_with_those_there_are(
    aws: LocalAws, identity_center: Json, action: str
) -> None:
    with pytest.raises(UnknownActionError) as refused:
        ask(aws, identity_center, "bea@example.com", action)
    assert all(door.says in str(refused.value) and door.action in str(refused.value) for door in DOORS)


def test_keys_that_the_local_aws_does_not_know_are_no_answer(
    aws: LocalAws, in_iam: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = SignedIn(person="nobody", credentials=Credentials("AKIA0123456789ABCDEF", "wrong"))
    monkeypatch.setattr("rehearsal.people.ask.sign_in", lambda *_arguments, **_more: nobody)
    for action in ("list clusters", "list Workspaces", "see buckets", "see the network", "see the names of roles"):
        with pytest.raises(ClientError):
            ask(aws, in_iam, "nobody", action)


def test_asking_leaves_the_studio_and_the_faults_as_they_were(aws: LocalAws, in_iam: Json) -> None:
    fault = {"operation": "DescribeStudio", "error": "InternalServerException", "message": "not now", "times": 1}
    aws.set_faults(fault)
    try_doors(aws, in_iam, "visit-advanced", cluster_roles=CLUSTER_ROLES)
    assert json.loads((aws.directory / "faults.json").read_text(encoding="utf-8")) == [fault]
    aws.set_faults()
    assert studio_of(aws, IAM) == in_iam


@pytest.mark.parametrize("action", ["delete the Studio", "change their own tier", "map themselves to the Studio"])
def test_administrators_who_ask_at_once_change_nothing_by_asking(aws: LocalAws, in_iam: Json, action: str) -> None:
    roles = aws.client("iam")
    administrator = "arn:aws:iam::aws:policy/AdministratorAccess"
    roles.attach_role_policy(RoleName="visit-stranger", PolicyArn=administrator)
    try:
        with ThreadPoolExecutor() as at_once:
            attempts = list(at_once.map(lambda _: ask(aws, in_iam, "visit-stranger", action), range(4)))
    finally:
        roles.detach_role_policy(RoleName="visit-stranger", PolicyArn=administrator)
    for (attempt,) in attempts:
        assert attempt.outcome is Outcome.PASSED
        assert "Unknown parameter" in attempt.message
    assert studio_of(aws, IAM) == in_iam


def test_tables_show_who_is_let_in_where_and_why(aws: LocalAws, in_iam: Json) -> None:
    attempts = [
        attempt for person in ("visit-basic", "visit-stranger") for attempt in ask(aws, in_iam, person, "list clusters")
    ]
    people = by_person(attempts)
    assert [column.header for column in people.columns] == ["", "visit-basic", "visit-stranger"]
    assert [list(column.cells) for column in people.columns] == [["list clusters"], ["[green]yes[/]"], ["[red]no[/]"]]
    assert list(with_reasons(attempts).columns[3].cells) == ["", attempts[1].message]


# --- Surprises --------------------------------------------------------------------------------------------------------

ADA, STRANGER = Visitor(person="ada", label="Ada"), Visitor(person="a-stranger", label="a stranger", stranger=True)
PERHAPS = Visitor(person="carol", label="Carol", certain=False)


def attempts_of(visitor: Visitor, **outcomes: Outcome) -> list[Attempt]:
    doors: dict[str, Door] = {door.says.replace(" ", "_"): door for door in DOORS}
    return [
        Attempt(person=visitor.person, door=doors[says], outcome=outcome, message="why not")
        for says, outcome in outcomes.items()
    ]


@pytest.mark.parametrize("visitor", [ADA, PERHAPS])
@pytest.mark.parametrize("outcome", [Outcome.LET_IN, Outcome.PASSED])
def test_it_is_surprising_what_nobody_may(visitor: Visitor, outcome: Outcome) -> None:
    attempts = attempts_of(visitor, list_clusters=outcome, delete_the_Studio=outcome)
    assert surprises({visitor: attempts}) == [
        f"{visitor.person} could delete the Studio, which no tier of the package allows"
    ]


def test_it_is_surprising_what_a_stranger_may() -> None:
    attempts = attempts_of(STRANGER, open_the_Studio=Outcome.REFUSED, list_clusters=Outcome.PASSED)
    assert surprises({STRANGER: attempts}) == ["a-stranger could list clusters, as a stranger"]


def test_it_is_surprising_who_is_not_let_in() -> None:
    visitors = (ADA, PERHAPS, STRANGER)
    refused = {
        who: attempts_of(who, open_the_Studio=Outcome.REFUSED, list_clusters=Outcome.REFUSED) for who in visitors
    }
    assert surprises(refused) == ["ada could not open the Studio: why not"]


def test_a_tier_that_does_what_it_is_for_is_not_surprising() -> None:
    attempts = attempts_of(ADA, open_the_Studio=Outcome.LET_IN, create_a_cluster=Outcome.REFUSED)
    assert surprises({ADA: attempts}) == []


# --- After a change ---------------------------------------------------------------------------------------------------


def test_someone_whose_mapping_is_gone_is_not_let_in(aws: LocalAws, changed: Json) -> None:
    assert isinstance(sign_in(aws, changed, "bob@example.com"), NotLetIn)


def test_someone_in_another_tier_can_do_what_that_tier_is_for(
    aws: LocalAws, identity_center: Json, changed: Json
) -> None:
    assert changed["StudioId"] == identity_center["StudioId"]
    attempts = try_doors(aws, changed, "carol@example.com", cluster_roles=CLUSTER_ROLES)
    assert found(attempts) == allowed_to(Tier.BASIC)
