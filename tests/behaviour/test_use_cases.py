"""AWS's table of use cases holds for every tier, in both sign-in modes, as far as the Studio has what it takes."""

from dataclasses import replace

from engine import Question

from behaviour import arns
from behaviour.asking import NOT_IN_DATA
from behaviour.person import Person, judge
from behaviour.settings import (
    BARE,
    CREATION,
    EVERYTHING,
    OPTIONAL,
    PROPAGATING,
    TAGGED,
    TIERS,
    Mode,
    Setting,
    both,
    on,
)
from behaviour.studios import Studio
from behaviour.use_cases import USE_CASES
from emr_studio_constructs.review.requests import Ask
from emr_studio_constructs.review.use_cases import UseCase

RUN = "elasticmapreduce:RunJobFlow"
ELSEWHERE = {
    UseCase.SEE_STUDIOS: "test_sign_in",
    UseCase.READ_SECRETS: "test_secrets",
    UseCase.READ_NOTEBOOKS: "test_storage",
    UseCase.WRITE_NOTEBOOKS: "test_storage",
    UseCase.USE_KEY: "test_storage",
    UseCase.USE_INTERFACES: "test_service_role",
    UseCase.CHANGE_GROUPS: "test_service_role",
}
"""Use cases that are no matter of tiers, by the file that asks about them."""


def has(setting: Setting, tier: str, needs: str) -> bool:
    """Whether a Studio has what a use case needs."""
    return {
        "": True,
        "collaboration": not setting.propagates_identity,
        "cluster roles": setting.creates_clusters,
        "cluster tags": setting.tags_clusters,
        "optional capabilities": setting.optional,
        "cluster templates, in IAM mode": "cluster templates" in setting.compute and setting.mode is Mode.IAM,
        "Athena": setting.optional or tier == "CUSTOM",
    }.get(needs, needs in setting.compute and tier != "CUSTOM")


def question(person: Person, asked: Ask) -> Question:
    """A request of a use case, for one thing that it is about: other requests are about the others."""
    context = {k: person.user_id if v == "${aws:userid}" else v for k, v in asked.when.items()}
    request = person.asks(asked.action, asked.on, context)
    return replace(request, partial=True, also_known=NOT_IN_DATA.get(asked.action, ()))


def questions(studio: Studio, *, allowed: bool, tier: str, person: Person | None = None) -> list[Question]:
    """The questions of the table that are answered yes, or no, for a tier; asked by somebody else where given."""
    position, asker = list(TIERS).index(tier), person or studio.people[tier]
    return [
        question(asker, asked)
        for case in USE_CASES
        if (case.tiers[position] == "Y" and has(studio.setting, tier, case.needs)) is allowed
        for asked in case.asks(allowed=allowed, service_role=studio.service_role_arn)
    ]


def test_of_each_use_case_is_said_who_may() -> None:
    assert {case.use_case for case in USE_CASES} == set(UseCase) - set(ELSEWHERE)


@on(*both(BARE), *both(CREATION), *both(TAGGED), *both(OPTIONAL), *both(EVERYTHING), PROPAGATING)
def test_everybody_can_do_what_their_tier_is_for_and_nothing_else(studio: Studio) -> None:
    tiers = studio.setting.tiers
    judge(
        allowed=[asked for tier in tiers for asked in questions(studio, allowed=True, tier=tier)],
        refused=[asked for tier in tiers for asked in questions(studio, allowed=False, tier=tier)],
    )


def test_with_nothing_attached_nobody_creates_a_cluster(studio: Studio) -> None:
    judge(refused=[person.asks(RUN) for person in studio.people.values()])


@on(*both(CREATION))
def test_basic_user_cannot_create_a_cluster(studio: Studio) -> None:
    judge(allowed=[studio.people["ADVANCED"].asks(RUN)], refused=[studio.people["BASIC"].asks(RUN)])


@on(*both(CREATION))
def test_intermediate_user_cannot_create_a_cluster(studio: Studio) -> None:
    judge(allowed=[studio.people["ADVANCED"].asks(RUN)], refused=[studio.people["INTERMEDIATE"].asks(RUN)])


@on(*both(TAGGED))
def test_a_created_cluster_must_have_the_tags(studio: Studio) -> None:
    asked = studio.people["ADVANCED"].asks(RUN)
    tag, other = "elasticmapreduce:RequestTag/team", "elasticmapreduce:RequestTag/owner"
    judge(
        allowed=[asked.with_context({tag: "data"}), asked.with_context({tag: "data", other: "anna"})],
        refused=[asked, asked.with_context({tag: "sales"}), asked.with_context({other: "data"})],
    )


@on(*both(TAGGED))
def test_only_clusters_with_the_tags_are_in_reach(studio: Studio) -> None:
    reached = [
        question(person, replace(asked, when={}))
        for tier, person in studio.people.items()
        if tier != "CUSTOM"
        for case in USE_CASES
        if case.tiers.startswith("Y") and has(studio.setting, tier, case.needs)
        for asked in case.asks(allowed=True, service_role=studio.service_role_arn)
        if asked.on == arns.CLUSTER
    ]
    tag = "elasticmapreduce:ResourceTag/team"
    opening = [
        person.asks(f"elasticmapreduce:{action}", arns.EDITOR)
        for tier, person in studio.people.items()
        if tier != "CUSTOM"
        for action in ("StartEditor", "OpenEditorInConsole")
    ]
    judge(
        allowed=[
            *(asked.with_context({tag: "data"}) for asked in reached),
            *(replace(asked, also={arns.CLUSTER: {tag: "data"}}) for asked in opening),
        ],
        refused=[
            *reached,
            *(asked.with_context({tag: "sales"}) for asked in reached),
            *(replace(asked, also={arns.CLUSTER: {tag: "sales"}}) for asked in opening),
        ],
    )


@on(*both(CREATION))
def test_without_cluster_tags_nobody_tags_clusters(studio: Studio) -> None:
    context = {"elasticmapreduce:RequestTag/team": "data"}
    judge(refused=[p.asks("elasticmapreduce:AddTags", arns.CLUSTER, context) for p in studio.people.values()])


@on(*both(BARE), PROPAGATING)
def test_nobody_reaches_clusters_workspaces_or_logs_of_another_account(studio: Studio) -> None:
    person = studio.people["ADVANCED"]
    account, region = (arns.ACCOUNT, arns.OTHER_ACCOUNT), (arns.REGION, arns.OTHER_REGION)
    asked = [
        ("elasticmapreduce:OpenEditorInConsole", arns.EDITOR),
        ("elasticmapreduce:DescribeCluster", arns.CLUSTER),
        ("secretsmanager:TagResource", arns.GIT_SECRET),
    ]
    bucket = person.asks("s3:ListBucket", arns.BUCKET, {"aws:ResourceAccount": arns.ACCOUNT})
    judge(
        allowed=[*(person.asks(*one) for one in asked), bucket],
        refused=[
            *(person.asks(action, arn.replace(*change)) for action, arn in asked for change in (account, region)),
            bucket.with_context({"aws:ResourceAccount": arns.OTHER_ACCOUNT}),
        ],
    )


def test_the_custom_tier_has_its_own_rows(studio: Studio) -> None:
    queue = f"arn:aws:sqs:{arns.REGION}:{arns.ACCOUNT}:jobs"
    asks = {tier: person.asks("sqs:SendMessage", queue) for tier, person in studio.people.items()}
    judge(
        allowed=[asks["CUSTOM"], replace(asks["CUSTOM"], resource=queue.replace(arns.REGION, arns.OTHER_REGION))],
        refused=[*(asks[tier] for tier in TIERS if tier != "CUSTOM"), replace(asks["CUSTOM"], resource=f"{queue}2")],
    )
