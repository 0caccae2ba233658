"""EMR on EKS: people reach the attached endpoint, with its own role, and nothing beside it."""

from dataclasses import replace

from aws_cdk import App, Environment, Stack
from aws_cdk import aws_iam as iam
from engine import Question

from behaviour import arns
from behaviour.compute.eks import (
    EXECUTION_ROLE,
    ISSUER,
    NAMESPACE,
    NEW_ROLE,
    NEW_ROLE_IN_BASE_36,
    PROVIDER,
    ROLE_KEY,
    USE_CASES,
)
from behaviour.person import Person, judge
from behaviour.settings import BARE, EKS, both, on
from behaviour.studios import Studio
from behaviour.test_use_cases import question, questions
from emr_studio_constructs import Capability, CustomTier, EmrOnEksEndpoint, EmrStudio, IamAuth, NewVpc, Tier
from emr_studio_constructs.cfn import resources, trust_policy

CREDENTIALS = "emr-containers:GetManagedEndpointSessionCredentials"
OTHER_ENDPOINT = arns.here("emr-containers", "/virtualclusters/abcd/endpoints/other")
OTHER_CLUSTER = arns.here("emr-containers", "/virtualclusters/other")
ABLE = ("BASIC", "INTERMEDIATE", "ADVANCED")


def every_question(studio: Studio, tier: str) -> list[Question]:
    person = studio.people[tier]
    asks = [asked for case in USE_CASES for asked in case.asks(allowed=False, service_role=studio.service_role_arn)]
    return [question(person, asked) for asked in asks]


def about_one_thing(studio: Studio, tier: str) -> list[Question]:
    return [asked for asked in every_question(studio, tier) if asked.resource != "*"]


def credentials(person: Person, role: str = EXECUTION_ROLE, endpoint: str = arns.ENDPOINT) -> Question:
    return replace(person.asks(CREDENTIALS, endpoint, {ROLE_KEY: role}), also_known=[ROLE_KEY])


@on(*both(EKS))
def test_people_of_every_built_in_tier_attach_to_the_endpoint_and_debug_its_job_runs(studio: Studio) -> None:
    judge(
        allowed=[asked for tier in ABLE for asked in every_question(studio, tier)],
        refused=every_question(studio, "CUSTOM"),
    )


@on(*both(EKS))
def test_everything_else_of_the_table_stays_as_it_was(studio: Studio) -> None:
    tiers = studio.setting.tiers
    judge(
        allowed=[asked for tier in tiers for asked in questions(studio, allowed=True, tier=tier)],
        refused=[asked for tier in tiers for asked in questions(studio, allowed=False, tier=tier)],
    )


@on(*both(BARE))
def test_with_nothing_attached_nobody_sees_anything_of_emr_on_eks(studio: Studio) -> None:
    judge(refused=[asked for tier in studio.setting.tiers for asked in every_question(studio, tier)])


@on(*both(EKS))
def test_a_session_is_had_with_the_endpoints_own_role_alone(studio: Studio) -> None:
    people = [studio.people[tier] for tier in ABLE]
    judge(
        allowed=[credentials(person) for person in people],
        refused=[
            *(credentials(person, role) for person in people for role in (arns.OTHER_ROLE, f"{EXECUTION_ROLE}2")),
            *(credentials(person).with_context(without=[ROLE_KEY]) for person in people),
        ],
    )


@on(*both(EKS))
def test_nobody_reaches_another_endpoint_or_virtual_cluster(studio: Studio) -> None:
    people = [studio.people[tier] for tier in ABLE]
    actions = {
        asked.action: asked.resource for asked in about_one_thing(studio, "BASIC") if asked.action != CREDENTIALS
    }
    judge(
        allowed=[credentials(person) for person in people],
        refused=[
            *(credentials(person, endpoint=OTHER_ENDPOINT) for person in people),
            *(
                person.asks(action, arn.replace(arns.VIRTUAL_CLUSTER, OTHER_CLUSTER))
                for person in people
                for action, arn in actions.items()
            ),
            *(person.asks("emr-containers:DescribeManagedEndpoint", OTHER_ENDPOINT) for person in people),
        ],
    )


@on(*both(EKS))
def test_nobody_reaches_endpoints_of_another_account_or_region(studio: Studio) -> None:
    asked = [asked for tier in ABLE for asked in about_one_thing(studio, tier)]
    elsewhere = ((arns.ACCOUNT, arns.OTHER_ACCOUNT), (arns.REGION, arns.OTHER_REGION))
    judge(
        allowed=asked,
        refused=[replace(one, resource=one.resource.replace(*change)) for one in asked for change in elsewhere],
    )


@on(*both(EKS))
def test_people_make_and_change_nothing_in_emr_on_eks(studio: Studio) -> None:
    actions = {
        "CreateVirtualCluster": "*",
        "CreateManagedEndpoint": arns.VIRTUAL_CLUSTER,
        "StartJobRun": arns.VIRTUAL_CLUSTER,
        "DeleteVirtualCluster": arns.VIRTUAL_CLUSTER,
        "DeleteManagedEndpoint": arns.ENDPOINT,
        "CancelJobRun": arns.CONTAINER_JOB,
    }
    judge(
        refused=[
            *(p.asks(f"emr-containers:{name}", on_) for p in studio.everybody for name, on_ in actions.items()),
            *(p.asks("iam:PassRole", EXECUTION_ROLE, {"iam:PassedToService": arns.EMR}) for p in studio.everybody),
        ]
    )


def attached_for(**arguments: object) -> Studio:
    """A Studio in IAM mode with a person of each of four tiers, and an endpoint for some of them."""
    app = App(analytics_reporting=False, tree_metadata=False)
    stack = Stack(app, "Stack", env=Environment(account=arns.ACCOUNT, region=arns.REGION))
    vpc = NewVpc(availability_zones=("eu-west-1a", "eu-west-1b"))
    studio = EmrStudio(stack, "Studio", auth=IamAuth(), vpc=vpc)
    role = iam.Role.from_role_arn(stack, "ExecutionRole", EXECUTION_ROLE)
    endpoint = EmrOnEksEndpoint.from_endpoint_arn(stack, "Endpoint", arns.ENDPOINT, execution_role=role)
    studio.add_compute(endpoint, **arguments)  # type: ignore[arg-type]  # those of add_compute
    tiers: dict[str, Tier | CustomTier] = {
        "BASIC": Tier.BASIC,
        "ADVANCED": Tier.ADVANCED,
        "DEBUGGERS": DEBUGGERS,
        "ATTACHERS": ATTACHERS,
    }
    for name, tier in tiers.items():
        person = iam.Role(stack, f"Role-{name}", role_name=name, assumed_by=iam.AccountRootPrincipal())
        studio.grant_access(person, tier=tier)
    return Studio(replace(EKS, tiers=tuple(tiers)), app.synth().get_stack_by_name("Stack").template)


DEBUGGERS = CustomTier(name="Debuggers", capabilities=(Capability.WORKSPACES, Capability.EMR_ON_EKS_JOB_RUNS))
ATTACHERS = CustomTier(name="Attachers", capabilities=(Capability.WORKSPACES, Capability.EMR_ON_EKS))


def test_an_endpoint_for_some_tiers_is_for_nobody_else() -> None:
    studio = attached_for(tiers=[Tier.ADVANCED])
    judge(
        allowed=every_question(studio, "ADVANCED"),
        refused=[*every_question(studio, "BASIC"), *every_question(studio, "DEBUGGERS")],
    )


def test_a_custom_tier_attaches_without_seeing_job_runs() -> None:
    studio = attached_for()
    person = studio.people["ATTACHERS"]
    judge(
        allowed=[
            person.asks("elasticmapreduce:AttachEditor", arns.EDITOR),
            person.asks("elasticmapreduce:DetachEditor", arns.EDITOR),
            person.asks("emr-containers:ListManagedEndpoints", arns.VIRTUAL_CLUSTER),
            credentials(person),
        ],
        refused=[
            person.asks("emr-containers:ListJobRuns", arns.VIRTUAL_CLUSTER),
            person.asks("emr-containers:DescribeJobRun", arns.CONTAINER_JOB),
        ],
    )


def test_a_custom_tier_sees_job_runs_without_attaching() -> None:
    studio = attached_for()
    person = studio.people["DEBUGGERS"]
    judge(
        allowed=[
            person.asks("emr-containers:ListVirtualClusters"),
            person.asks("emr-containers:DescribeVirtualCluster", arns.VIRTUAL_CLUSTER),
            person.asks("emr-containers:ListJobRuns", arns.VIRTUAL_CLUSTER),
            person.asks("emr-containers:DescribeJobRun", arns.CONTAINER_JOB),
        ],
        refused=[
            credentials(person),
            person.asks("emr-containers:ListManagedEndpoints", arns.VIRTUAL_CLUSTER),
            person.asks("emr-containers:DescribeManagedEndpoint", arns.ENDPOINT),
            person.asks("elasticmapreduce:AttachEditor", arns.EDITOR),
        ],
    )


SUBJECT = f"{ISSUER}:sub"


def service_account(namespace: str = NAMESPACE, account: str = arns.ACCOUNT, role: str = NEW_ROLE_IN_BASE_36) -> str:
    return f"system:serviceaccount:{namespace}:emr-containers-sa-spark-driver-{account}-{role}"


def assuming(studio: Studio) -> Question:
    """A service account of EMR asks for the role that was defined with an endpoint."""
    roles = resources(studio.template, "AWS::IAM::Role")
    role = next(name for name in roles if studio.found.properties(name).get("RoleName") == NEW_ROLE)
    return Question(
        principal=PROVIDER,
        action="sts:AssumeRoleWithWebIdentity",
        resource=studio.found.physical(role).arn(),
        context={SUBJECT: service_account()},
        resource_policy=trust_policy(studio.found, role),
        also_known=[SUBJECT],
    )


@on(*both(EKS))
def test_an_execution_role_is_assumed_by_emrs_service_accounts_of_the_namespace_alone(studio: Studio) -> None:
    asked = assuming(studio)
    wrong = (
        service_account(namespace="default"),
        service_account(namespace=f"{NAMESPACE}2"),
        service_account(account=arns.OTHER_ACCOUNT),
        service_account(role=f"{NEW_ROLE_IN_BASE_36}2"),
        f"system:serviceaccount:{NAMESPACE}:default",
        f"system:serviceaccount:{NAMESPACE}:emr-containers-sa-{arns.ACCOUNT}-{NEW_ROLE_IN_BASE_36}",
    )
    judge(
        allowed=[asked, asked.with_context({SUBJECT: service_account().replace("spark-driver", "jeg-server")})],
        refused=[
            *(asked.with_context({SUBJECT: each}) for each in wrong),
            asked.with_context(without=[SUBJECT]),
        ],
    )


@on(*both(EKS))
def test_an_execution_role_is_assumed_from_no_other_cluster_and_by_no_service_or_person(studio: Studio) -> None:
    asked = assuming(studio)
    person = f"arn:aws:sts::{arns.ACCOUNT}:assumed-role/administrator/eve"
    plainly = replace(asked, action="sts:AssumeRole", also_known=[], context={})
    judge(
        allowed=[asked],
        refused=[
            replace(asked, principal=PROVIDER.replace("0A1B", "FFFF")),
            replace(asked, principal=PROVIDER.replace(arns.ACCOUNT, arns.OTHER_ACCOUNT)),
            *(replace(plainly, principal=other) for other in ("ec2.amazonaws.com", arns.EMR, PROVIDER, person)),
        ],
    )
