"""EMR Serverless: who attaches to which application, with which role; and who takes that role on."""

from dataclasses import replace

import pytest
from aws_cdk import App, Environment, Stack
from aws_cdk import aws_iam as iam
from aws_cdk.assertions import Template
from engine import Question

from behaviour import arns
from behaviour import closed_list as only
from behaviour.arns import ACCOUNT, APPLICATION, EMR, OTHER_ACCOUNT, OTHER_REGION, REGION, SERVERLESS_JOB
from behaviour.compute.serverless import RUNTIME_ROLE, SERVERLESS, attach
from behaviour.person import Person, judge
from behaviour.settings import BARE, PROPAGATING, Mode, both, on
from behaviour.settings import SERVERLESS as WITH_SERVERLESS
from behaviour.studios import Studio
from behaviour.test_closed_list import held, listed, of_tier
from behaviour.test_use_cases import questions
from emr_studio_constructs import Capability, CustomTier, EmrStudio, NewVpc
from emr_studio_constructs.cfn import resources, the_only, trust_policy

ATTACHED = both(WITH_SERVERLESS)
USERS = ("INTERMEDIATE", "ADVANCED")
ACTIONS = ("GetApplication", "StartApplication", "AccessInteractiveEndpoints")
SOURCE_ACCOUNT, SOURCE_ARN = "aws:SourceAccount", "aws:SourceArn"


def of_application(person: Person, application: str) -> list[Question]:
    """What a person asks of an application, and of a job run of it."""
    dashboard = person.asks("emr-serverless:GetDashboardForJobRun", f"{application}/jobruns/efgh")
    return [*(person.asks(f"emr-serverless:{action}", application) for action in ACTIONS), dashboard]


def passing(person: Person, role: str, service: str | None = SERVERLESS) -> Question:
    return person.asks("iam:PassRole", role, {"iam:PassedToService": service} if service else {})


def own_application(studio: Studio) -> str:
    """The application that the stack defines."""
    arn: str = studio.found.get_att(the_only(studio.template, "AWS::EMRServerless::Application")[0], "Arn")
    return arn


def own_role(studio: Studio) -> str:
    """The logical id of the runtime role that the stack defines."""
    return next(name for name in resources(studio.template, "AWS::IAM::Role") if name.startswith("AdvancedSpark"))


@on(*ATTACHED)
def test_everybody_attaches_to_serverless_whose_tier_is_for_it(studio: Studio) -> None:
    tiers = studio.setting.tiers
    judge(
        allowed=[asked for tier in tiers for asked in questions(studio, allowed=True, tier=tier)],
        refused=[asked for tier in tiers for asked in questions(studio, allowed=False, tier=tier)],
    )


def test_a_tier_of_this_capability_alone_attaches_workspaces() -> None:
    stack = Stack(App(), "Stack", env=Environment(account=ACCOUNT, region=REGION))
    studio = EmrStudio(stack, "Studio", vpc=NewVpc(availability_zones=("eu-west-1a",)))
    attach(stack, studio)
    role = iam.Role(stack, "Role", role_name="Spark", assumed_by=iam.AccountRootPrincipal())
    studio.grant_access(role, tier=CustomTier(name="Spark", capabilities=[Capability.EMR_SERVERLESS]))
    template = dict(Template.from_stack(stack).to_json())
    person = Studio(next(each for each in ATTACHED if each.mode is Mode.IAM), template).person("Spark")
    judge(
        allowed=[
            *(person.asks(f"elasticmapreduce:{action}", arns.EDITOR) for action in ("AttachEditor", "DetachEditor")),
            *of_application(person, APPLICATION),
            passing(person, RUNTIME_ROLE),
        ],
        refused=[person.asks("elasticmapreduce:DeleteEditor", arns.EDITOR)],
    )


@on(*both(BARE), PROPAGATING)
def test_with_nothing_attached_nobody_reaches_an_application(studio: Studio) -> None:
    judge(
        refused=[
            asked
            for person in studio.people.values()
            for asked in (*of_application(person, APPLICATION), passing(person, RUNTIME_ROLE))
        ]
    )


@on(*ATTACHED)
def test_only_the_attached_application_is_in_reach(studio: Studio) -> None:
    others = [
        f"{APPLICATION}2",
        APPLICATION.replace(ACCOUNT, OTHER_ACCOUNT),
        APPLICATION.replace(REGION, OTHER_REGION),
    ]
    for tier in USERS:
        person = studio.people[tier]
        judge(
            allowed=of_application(person, APPLICATION),
            refused=[asked for other in others for asked in of_application(person, other)],
        )


@on(*ATTACHED)
def test_an_application_for_one_tier_is_out_of_reach_of_the_others(studio: Studio) -> None:
    role = studio.found.physical(own_role(studio)).arn()
    asked = {
        tier: [*of_application(person, own_application(studio)), passing(person, role)]
        for tier, person in studio.people.items()
    }
    judge(allowed=asked["ADVANCED"], refused=[one for tier in asked if tier != "ADVANCED" for one in asked[tier]])


@on(*ATTACHED)
def test_only_runtime_roles_are_passed_and_only_to_emr_serverless(studio: Studio) -> None:
    wrong_roles = [arns.OTHER_ROLE, f"{RUNTIME_ROLE}2", RUNTIME_ROLE.replace(ACCOUNT, OTHER_ACCOUNT)]
    for tier in USERS:
        person = studio.people[tier]
        judge(
            allowed=[passing(person, RUNTIME_ROLE)],
            refused=[
                *(passing(person, role) for role in (*wrong_roles, studio.service_role_arn.replace("role/", "role/x"))),
                *(passing(person, RUNTIME_ROLE, service) for service in (EMR, "ec2.amazonaws.com", None)),
            ],
        )


@on(*ATTACHED)
def test_a_tier_with_serverless_holds_no_other_action(studio: Studio) -> None:
    more = {"emr-serverless": f"{' '.join(ACTIONS)} GetDashboardForJobRun ListApplications"}
    for tier, person in studio.people.items():
        policies = person.identity_policies if person.session_policy is None else [person.session_policy]
        sign_in = listed(only.SIGN_IN) if studio.setting.mode is Mode.IAM else set()
        expected = of_tier(studio.setting, tier) | sign_in | (listed(more) if tier in USERS else set())
        assert held(policies) == expected, tier


@on(*ATTACHED)
def test_a_new_runtime_role_may_do_nothing(studio: Studio) -> None:
    role = own_role(studio)
    policies = {
        **resources(studio.template, "AWS::IAM::Policy"),
        **resources(studio.template, "AWS::IAM::ManagedPolicy"),
    }
    name = studio.found.ref(role)
    assert [each for each in policies if name in studio.found.properties(each).get("Roles", [])] == []
    assert studio.found.properties(role).keys() == {"AssumeRolePolicyDocument", "Description"}


# --- Trust ------------------------------------------------------------------------------------------------------------


def assuming(studio: Studio) -> Question:
    """EMR Serverless takes the new runtime role on for the new application."""
    role = own_role(studio)
    return Question(
        principal=SERVERLESS,
        action="sts:AssumeRole",
        resource=studio.found.physical(role).arn(),
        context={SOURCE_ACCOUNT: ACCOUNT, SOURCE_ARN: own_application(studio)},
        resource_policy=trust_policy(studio.found, role),
    )


@on(*ATTACHED)
def test_a_new_runtime_role_is_assumed_by_emr_serverless_alone(studio: Studio) -> None:
    asked = assuming(studio)
    person = f"arn:aws:sts::{ACCOUNT}:assumed-role/administrator/eve"
    judge(
        allowed=[asked],
        refused=[
            *(replace(asked, principal=name) for name in (EMR, "ec2.amazonaws.com", "lambda.amazonaws.com", person)),
            *(replace(asked, action=f"sts:{action}") for action in ("SetContext", "TagSession", "SetSourceIdentity")),
        ],
    )


@on(*ATTACHED)
@pytest.mark.parametrize("missing", [SOURCE_ACCOUNT, SOURCE_ARN])
def test_a_new_runtime_role_needs_a_known_source(studio: Studio, missing: str) -> None:
    asked = assuming(studio)
    judge(allowed=[asked], refused=[asked.with_context(without=[missing])])


@on(*ATTACHED)
def test_a_new_runtime_role_is_for_its_application_and_what_runs_there(studio: Studio) -> None:
    asked, own = assuming(studio), own_application(studio)
    others = [
        APPLICATION,
        SERVERLESS_JOB,
        f"{own}2",
        own.replace(ACCOUNT, OTHER_ACCOUNT),
        own.replace(REGION, OTHER_REGION),
        own.replace("emr-serverless", "elasticmapreduce"),
    ]
    judge(
        allowed=[asked, asked.with_context({SOURCE_ARN: f"{own}/jobruns/efgh"})],
        refused=[
            *(asked.with_context({SOURCE_ARN: other}) for other in others),
            asked.with_context({SOURCE_ACCOUNT: OTHER_ACCOUNT}),
        ],
    )
