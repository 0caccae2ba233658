"""What people may do with EMR clusters on EC2 beside the table of use cases: runtime roles, tags, several teams."""

from dataclasses import replace

from engine import Question

from behaviour import arns
from behaviour.arns import CLUSTER, EMR_TAG
from behaviour.compute.runtime_roles import AS_ROLE, RUNTIME_ROLE
from behaviour.person import Person, judge
from behaviour.settings import BARE, CREATION, RUNTIME_ROLES, TAGGED, TIERS, Setting, both, on
from behaviour.studios import Studio
from behaviour.test_use_cases import questions

TEAMS = Setting(name="teams", compute=("clusters of teams",))
BUILT_IN = [tier for tier in TIERS if tier != "CUSTOM"]
CREDENTIALS, RUN, ADD_TAGS, UI, PERSISTENT_UI = (
    f"elasticmapreduce:{name}"
    for name in (
        "GetClusterSessionCredentials",
        "RunJobFlow",
        "AddTags",
        "GetOnClusterAppUIPresignedURL",
        "GetPersistentAppUIPresignedURL",
    )
)
DATA, SALES, OTHERS = ({"elasticmapreduce:ResourceTag/team": team} for team in ("data", "sales", "others"))


def credentials(person: Person, role: str = RUNTIME_ROLE, cluster: str = CLUSTER) -> Question:
    return person.asks(CREDENTIALS, cluster, {AS_ROLE: role})


@on(*both(RUNTIME_ROLES))
def test_everybody_can_do_what_their_tier_is_for_and_nothing_else_with_runtime_roles(studio: Studio) -> None:
    judge(
        allowed=[asked for tier in TIERS for asked in questions(studio, allowed=True, tier=tier)],
        refused=[asked for tier in TIERS for asked in questions(studio, allowed=False, tier=tier)],
    )


@on(*both(RUNTIME_ROLES))
def test_people_work_as_the_named_runtime_roles_alone(studio: Studio) -> None:
    people = [studio.people[tier] for tier in BUILT_IN]
    foreign = (
        CLUSTER.replace(arns.ACCOUNT, arns.OTHER_ACCOUNT),
        CLUSTER.replace(arns.REGION, arns.OTHER_REGION),
    )
    judge(
        allowed=[credentials(person) for person in people],
        refused=[
            *(credentials(person, role) for person in people for role in (arns.OTHER_ROLE, f"{RUNTIME_ROLE}2")),
            *(credentials(person, cluster=cluster) for person in people for cluster in foreign),
            *(person.asks(CREDENTIALS, CLUSTER) for person in people),
            credentials(studio.people["CUSTOM"]),
        ],
    )


@on(*both(RUNTIME_ROLES))
def test_people_open_persistent_uis_of_the_named_runtime_roles_alone(studio: Studio) -> None:
    asked = [studio.people[tier].asks(PERSISTENT_UI, CLUSTER) for tier in BUILT_IN]
    judge(
        allowed=[*asked, *(each.with_context({AS_ROLE: RUNTIME_ROLE}) for each in asked)],
        refused=[each.with_context({AS_ROLE: arns.OTHER_ROLE}) for each in asked],
    )


@on(*both(RUNTIME_ROLES))
def test_runtime_roles_are_not_passed(studio: Studio) -> None:
    services = (arns.EMR, "ec2.amazonaws.com", "lambda.amazonaws.com")
    judge(
        refused=[
            person.asks("iam:PassRole", RUNTIME_ROLE, {"iam:PassedToService": service})
            for person in studio.people.values()
            for service in services
        ]
    )


@on(*both(BARE), *both(TAGGED))
def test_where_no_runtime_roles_are_named_nobody_has_one(studio: Studio) -> None:
    tags = {"elasticmapreduce:ResourceTag/team": "data"}
    judge(refused=[credentials(person).with_context(tags) for person in studio.people.values()])


@on(*both(CREATION))
def test_without_cluster_tags_new_clusters_get_the_tag_of_the_service_policy_alone(studio: Studio) -> None:
    requested, keys = f"elasticmapreduce:RequestTag/{EMR_TAG}", "aws:TagKeys"
    asked = studio.people["ADVANCED"].asks(ADD_TAGS, CLUSTER, {requested: "true", keys: [EMR_TAG]})
    run = studio.people["ADVANCED"].asks(RUN)
    judge(
        allowed=[asked, run, run.with_context({requested: "true", keys: [EMR_TAG]})],
        refused=[
            asked.with_context({requested: "false"}),
            asked.with_context({keys: [EMR_TAG, "team"], "elasticmapreduce:RequestTag/team": "data"}),
            asked.with_context({keys: ["team"], "elasticmapreduce:RequestTag/team": "data"}, without=[requested]),
            *(studio.people[tier].asks(ADD_TAGS, CLUSTER, asked.context) for tier in TIERS if tier != "ADVANCED"),
        ],
    )


@on(*both(TAGGED))
def test_with_cluster_tags_new_clusters_may_have_the_tag_of_the_service_policy_too(studio: Studio) -> None:
    team, requested = "elasticmapreduce:RequestTag/team", f"elasticmapreduce:RequestTag/{EMR_TAG}"
    for_emr = {requested: "true", "aws:TagKeys": [EMR_TAG, "team"]}
    advanced = studio.people["ADVANCED"]
    asked = [advanced.asks(RUN), advanced.asks(ADD_TAGS, CLUSTER)]
    judge(
        allowed=[each.with_context({team: "data", **for_emr}) for each in asked],
        refused=[each.with_context(context) for each in asked for context in (for_emr, {team: "sales", **for_emr})],
    )


@on(*both(TAGGED))
def test_clusters_that_are_tagged_as_anothers_keep_their_tags(studio: Studio) -> None:
    team, data = "elasticmapreduce:RequestTag/team", {"elasticmapreduce:RequestTag/team": "data"}
    tagging = studio.people["ADVANCED"].asks(ADD_TAGS, CLUSTER, data)
    judge(
        allowed=[tagging, tagging.with_context(DATA), tagging.with_context({"elasticmapreduce:ResourceTag/x": "y"})],
        refused=[
            tagging.with_context(SALES),
            tagging.with_context({**SALES, team: "sales"}),
            tagging.with_context({"elasticmapreduce:ResourceTag/team": ""}),
            tagging.with_context(without=[team]),
            *(studio.people[tier].asks(ADD_TAGS, CLUSTER, data) for tier in TIERS if tier != "ADVANCED"),
        ],
    )


@on(*both(TEAMS))
def test_each_tier_reaches_the_clusters_that_are_for_it(studio: Studio) -> None:
    def seeing(tier: str) -> dict[str, list[Question]]:
        asked = [
            studio.people[tier].asks(f"elasticmapreduce:{action}", CLUSTER)
            for action in ("DescribeCluster", "ListSteps", "CreatePersistentAppUI")
        ]
        opened = studio.people[tier].asks("elasticmapreduce:StartEditor", arns.EDITOR)
        return {
            name: [*(each.with_context(tags) for each in asked), replace(opened, also={CLUSTER: tags})]
            for name, tags in (("data", DATA), ("sales", SALES), ("others", OTHERS))
        }

    basic, intermediate, advanced = (seeing(tier) for tier in BUILT_IN)
    judge(
        allowed=[*basic["data"], *intermediate["sales"], *advanced["data"], *advanced["sales"]],
        refused=[
            *basic["sales"],
            *intermediate["data"],
            *(asked for tier in (basic, intermediate, advanced) for asked in tier["others"]),
        ],
    )


@on(*both(TEAMS))
def test_uis_runtime_roles_and_creation_go_with_the_clusters_that_they_were_named_for(studio: Studio) -> None:
    def asked(tier: str) -> dict[str, Question]:
        person = studio.people[tier]
        run = person.asks(RUN)
        return {
            **{
                f"ui of {tags['elasticmapreduce:ResourceTag/team']}": person.asks(UI, CLUSTER, tags)
                for tags in (DATA, SALES)
            },
            "role on data": credentials(person).with_context(DATA),
            "role on sales": credentials(person).with_context(SALES),
            "create data": run.with_context({"elasticmapreduce:RequestTag/team": "data"}),
            "create sales": run.with_context({"elasticmapreduce:RequestTag/team": "sales"}),
        }

    may = {
        "BASIC": set(),
        "INTERMEDIATE": {"ui of sales", "role on sales"},
        "ADVANCED": {"ui of sales", "role on sales", "create data"},
    }
    judge(
        allowed=[each for tier in BUILT_IN for name, each in asked(tier).items() if name in may[tier]],
        refused=[each for tier in BUILT_IN for name, each in asked(tier).items() if name not in may[tier]],
    )
