"""What people may do beside the table of use cases: share their own Workspaces, pass roles; what a tier is worth."""

from dataclasses import replace

from engine import Question

from behaviour import arns
from behaviour.arns import CREATOR, EDITOR, EMR
from behaviour.person import Person, judge
from behaviour.settings import BARE, BASIC_ONLY, CREATION, EVERYTHING, OPTIONAL, PROPAGATING, TAGGED, both, on
from behaviour.studios import Studio, deploy
from behaviour.test_use_cases import questions

SHARING = ("UpdateEditor", "PutWorkspaceAccess", "DeleteWorkspaceAccess", "ListWorkspaceAccessIdentities")


def test_only_who_made_a_workspace_shares_it(studio: Studio) -> None:
    people = [person for tier, person in studio.people.items() if tier != "CUSTOM"]
    asked = [person.asks(f"elasticmapreduce:{action}", EDITOR) for person in people for action in SHARING]
    own = [question.with_context({CREATOR: str(question.context["aws:userid"])}) for question in asked]
    others = [question.with_context({CREATOR: "AROAOTHER:bob"}) for question in asked]
    same_role = [question.with_context({CREATOR: f"{question.context['aws:userid']}2"}) for question in asked]
    judge(allowed=own, refused=[*asked, *others, *same_role])


@on(PROPAGATING)
def test_nobody_shares_a_workspace_where_identities_propagate(studio: Studio) -> None:
    judge(
        refused=[
            person.asks(f"elasticmapreduce:{action}", EDITOR, {CREATOR: person.user_id})
            for person in studio.everybody
            for action in SHARING
        ]
    )


@on(*both(BARE), *both(CREATION))
def test_the_only_roles_to_pass_are_those_named(studio: Studio) -> None:
    def passing(person: Person, role: str, service: str) -> Question:
        return person.asks("iam:PassRole", role, {"iam:PassedToService": service})

    cluster, instance = arns.CLUSTER_SERVICE_ROLE, arns.INSTANCE_ROLE
    right = [(cluster, EMR), (instance, "ec2.amazonaws.com"), (instance, "ec2.amazonaws.com.cn")]
    wrong = [(cluster, "ec2.amazonaws.com"), (instance, EMR), (instance, "lambda.amazonaws.com")]
    others = [arns.OTHER_ROLE, f"{cluster}2", f"{instance}2", studio.people["BASIC"].role_arn]
    wrong += [(role, service) for role in others for service in (EMR, "ec2.amazonaws.com", "lambda.amazonaws.com")]
    people = studio.people
    creators = [people["ADVANCED"]] if studio.setting.creates_clusters else []
    judge(
        allowed=[
            *(passing(person, studio.service_role_arn, EMR) for person in people.values()),
            *(passing(person, *one) for person in creators for one in right),
        ],
        refused=[
            *(passing(person, *one) for person in people.values() for one in wrong),
            *(passing(person, *one) for person in people.values() if person not in creators for one in right),
        ],
    )


@on(*(both(setting)[1] for setting in (BARE, TAGGED, OPTIONAL, EVERYTHING)), PROPAGATING)
def test_the_user_role_allows_all_that_any_session_policy_allows(studio: Studio) -> None:
    role = studio.user_role
    judge(
        allowed=[
            asked for tier in studio.setting.tiers for asked in questions(studio, allowed=True, tier=tier, person=role)
        ]
    )


@on(BASIC_ONLY)
def test_a_session_policy_is_worth_no_more_than_the_user_role(studio: Studio) -> None:
    advanced = deploy(both(CREATION)[1]).session_policy("ADVANCED")
    person = replace(studio.people["BASIC"], session_policy=advanced)
    above = [
        person.asks("elasticmapreduce:RunJobFlow"),
        person.asks("iam:PassRole", arns.CLUSTER_SERVICE_ROLE, {"iam:PassedToService": EMR}),
    ]
    judge(
        allowed=[
            person.asks("elasticmapreduce:CreateEditor"),
            *(replace(asked, identity_policies=[advanced]) for asked in above),
        ],
        refused=above,
    )


@on(*both(BARE), *both(EVERYTHING))
def test_each_tier_allows_all_that_the_one_below_allows(studio: Studio) -> None:
    judge(
        allowed=[
            *questions(studio, allowed=True, tier="BASIC", person=studio.people["INTERMEDIATE"]),
            *questions(studio, allowed=True, tier="INTERMEDIATE", person=studio.people["ADVANCED"]),
        ]
    )
