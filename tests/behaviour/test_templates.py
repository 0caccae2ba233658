"""Cluster templates: who may launch which, and how little the role that launches them may do."""

from engine import Question

from behaviour import arns
from behaviour.arns import CLUSTER, EMR, PRODUCT, STACK, here
from behaviour.compute.templates import OWN
from behaviour.person import Person, judge
from behaviour.settings import BARE, TEMPLATES, Mode, both, on
from behaviour.studios import Studio
from behaviour.test_use_cases import questions
from emr_studio_constructs.cfn import identity_policies, resources, trust_policy

ADVANCED_PRODUCT = here("catalog", "product/prod-spark")
OTHER_PRODUCT = here("catalog", "product/prod-other")
LAUNCH = "servicecatalog:ProvisionProduct"
CHANGE = "servicecatalog:UpdateProvisionedProduct"
EC2 = "ec2.amazonaws.com"
PROVISIONED = {"s3:ExistingObjectTag/servicecatalog:provisioning": "true"}
TEMPLATE_OBJECT = "arn:aws:s3:::sc-templates/template.json"
CLEANUP = f"arn:aws:iam::{arns.ACCOUNT}:role/aws-service-role/{EMR}/AWSServiceRoleForEMRCleanup"


def elsewhere(arn: str) -> tuple[str, str]:
    return arn.replace(arns.ACCOUNT, arns.OTHER_ACCOUNT), arn.replace(arns.REGION, arns.OTHER_REGION)


def role_below(studio: Studio, name: str) -> Person:
    """What assumed a role of the compute, by the beginning of its logical id."""
    (role,) = [each for each in resources(studio.template, "AWS::IAM::Role") if each.startswith(name)]
    return Person(
        principal=f"arn:aws:sts::{arns.ACCOUNT}:assumed-role/{studio.found.ref(role)}/session",
        role_arn=studio.found.physical(role).arn(),
        user_id=f"{studio.found.get_att(role, 'RoleId')}:session",
        identity_policies=identity_policies(studio.found, role),
    )


def launch_role(studio: Studio) -> Person:
    return role_below(studio, "TemplatesLaunchRole")


def passing(person: Person, role: str, service: str) -> Question:
    return person.asks("iam:PassRole", role, {"iam:PassedToService": service})


@on(*both(BARE), *both(TEMPLATES))
def test_people_use_templates_as_far_as_their_tier_goes(studio: Studio) -> None:
    tiers = studio.setting.tiers
    judge(
        allowed=[asked for tier in tiers for asked in questions(studio, allowed=True, tier=tier)],
        refused=[asked for tier in tiers for asked in questions(studio, allowed=False, tier=tier)],
    )


@on(*both(TEMPLATES))
def test_people_launch_the_products_of_their_tier_alone(studio: Studio) -> None:
    people = studio.people
    judge(
        allowed=[
            people["INTERMEDIATE"].asks(LAUNCH, PRODUCT),
            people["ADVANCED"].asks(LAUNCH, PRODUCT),
            people["ADVANCED"].asks(LAUNCH, ADVANCED_PRODUCT),
        ],
        refused=[
            people["INTERMEDIATE"].asks(LAUNCH, ADVANCED_PRODUCT),
            *(people[tier].asks(LAUNCH, arn) for tier in ("BASIC", "CUSTOM") for arn in (PRODUCT, ADVANCED_PRODUCT)),
            *(person.asks(LAUNCH, arn) for person in people.values() for arn in (OTHER_PRODUCT, *elsewhere(PRODUCT))),
        ],
    )


@on(*both(TEMPLATES))
def test_people_see_what_they_launched_themselves_alone_and_end_nothing(studio: Studio) -> None:
    asked = [
        studio.people[tier].asks("servicecatalog:DescribeRecord", "*", OWN) for tier in ("INTERMEDIATE", "ADVANCED")
    ]
    judge(
        allowed=asked,
        refused=[
            *(question.with_context({"servicecatalog:userLevel": "AROAOTHER:bob"}) for question in asked),
            *(person.asks("servicecatalog:TerminateProvisionedProduct", "*", OWN) for person in studio.everybody),
        ],
    )


@on(*both(TEMPLATES))
def test_people_change_what_they_launched_themselves_only_where_tiers_share_no_role(studio: Studio) -> None:
    asked = [studio.people[tier].asks(CHANGE, "*", OWN) for tier in ("INTERMEDIATE", "ADVANCED")]
    in_iam_mode = studio.setting.mode is Mode.IAM
    judge(
        allowed=asked if in_iam_mode else [],
        refused=[
            *([] if in_iam_mode else [*asked, *(person.asks(CHANGE, "*", OWN) for person in studio.everybody)]),
            *(question.with_context({"servicecatalog:userLevel": "AROAOTHER:bob"}) for question in asked),
        ],
    )


@on(*both(TEMPLATES))
def test_people_see_stacks_of_service_catalog_alone(studio: Studio) -> None:
    action, person = "cloudformation:DescribeStackResources", studio.people["ADVANCED"]
    others = (STACK.replace("stack/SC-cluster", "stack/Studio"), *elsewhere(STACK))
    judge(allowed=[person.asks(action, STACK)], refused=[person.asks(action, arn) for arn in others])


@on(*both(TEMPLATES))
def test_people_never_have_what_the_launch_role_has(studio: Studio) -> None:
    asked = [
        ("elasticmapreduce:RunJobFlow", "*"),
        ("elasticmapreduce:TerminateJobFlows", CLUSTER),
        ("elasticmapreduce:AddTags", CLUSTER),
        ("cloudformation:CreateStack", STACK),
        ("cloudformation:DeleteStack", STACK),
        ("sts:AssumeRole", launch_role(studio).role_arn),
        ("servicecatalog:AssociatePrincipalWithPortfolio", here("catalog", "portfolio/port-1")),
        ("servicecatalog:DeleteConstraint", "*"),
    ]
    roles = (arns.CLUSTER_SERVICE_ROLE, arns.INSTANCE_ROLE, launch_role(studio).role_arn)
    services = (EMR, EC2, "servicecatalog.amazonaws.com")
    judge(
        refused=[
            *(person.asks(*one) for person in studio.everybody for one in asked),
            *(passing(person, role, to) for person in studio.everybody for role in roles for to in services),
        ]
    )


@on(TEMPLATES)
def test_the_launch_role_makes_and_ends_clusters_in_stacks_of_service_catalog(studio: Studio) -> None:
    role = launch_role(studio)
    on_clusters = (
        "DescribeCluster",
        "TerminateJobFlows",
        "AddTags",
        "ModifyInstanceGroups",
        "PutAutoTerminationPolicy",
    )
    on_stacks = ("CreateStack", "UpdateStack", "DeleteStack", "DescribeStacks", "DescribeStackEvents", "TagResource")
    judge(
        allowed=[
            role.asks("elasticmapreduce:RunJobFlow"),
            role.asks("ec2:DescribeSubnets"),
            role.asks("s3:GetObject", TEMPLATE_OBJECT, PROVISIONED),
            role.asks("iam:CreateServiceLinkedRole", CLEANUP, {"iam:AWSServiceName": EMR}),
            *(role.asks(f"cloudformation:{name}") for name in ("GetTemplateSummary", "ValidateTemplate")),
            *(role.asks(f"elasticmapreduce:{name}", CLUSTER) for name in on_clusters),
            *(role.asks(f"cloudformation:{name}", STACK) for name in on_stacks),
        ],
        refused=[
            *(role.asks(f"elasticmapreduce:{name}", arn) for name in on_clusters for arn in elsewhere(CLUSTER)),
            *(role.asks(f"cloudformation:{name}", arn) for name in on_stacks for arn in elsewhere(STACK)),
            *(role.asks(f"cloudformation:{name}", STACK.replace("/SC-", "/")) for name in on_stacks),
        ],
    )


@on(TEMPLATES)
def test_the_launch_role_passes_the_roles_of_its_templates_alone_each_to_its_service(studio: Studio) -> None:
    role, ready_made = launch_role(studio), role_below(studio, "ReadyMadeLaunchRole")
    service_role = role_below(studio, "ClusterRolesServiceRole").role_arn
    instance_role = role_below(studio, "ClusterRolesInstanceRole").role_arn
    right = [(arns.CLUSTER_SERVICE_ROLE, EMR), (arns.INSTANCE_ROLE, EC2), (arns.INSTANCE_ROLE, f"{EC2}.cn")]
    theirs = [(service_role, EMR), (instance_role, EC2)]
    wrong = [(arns.CLUSTER_SERVICE_ROLE, EC2), (arns.INSTANCE_ROLE, EMR), (arns.INSTANCE_ROLE, "lambda.amazonaws.com")]
    others = [arns.OTHER_ROLE, f"{arns.INSTANCE_ROLE}2", studio.service_role_arn, role.role_arn]
    judge(
        allowed=[*(passing(role, *one) for one in right), *(passing(ready_made, *one) for one in theirs)],
        refused=[
            *(passing(role, *one) for one in (*wrong, *theirs)),
            *(passing(ready_made, *one) for one in (*right, *wrong)),
            *(passing(role, other, to) for other in others for to in (EMR, EC2)),
        ],
    )


@on(TEMPLATES)
def test_the_launch_role_does_nothing_else(studio: Studio) -> None:
    role = launch_role(studio)
    bucket = studio.bucket_arn
    judge(
        refused=[
            role.asks("s3:GetObject", TEMPLATE_OBJECT),
            role.asks("s3:GetObject", f"{bucket}/notebook.ipynb"),
            role.asks("s3:PutObject", TEMPLATE_OBJECT),
            role.asks("iam:CreateServiceLinkedRole", CLEANUP, {"iam:AWSServiceName": "ecs.amazonaws.com"}),
            role.asks("iam:CreateRole", arns.OTHER_ROLE),
            role.asks("ec2:CreateSecurityGroup", arns.OTHER_GROUP),
            role.asks("servicecatalog:ProvisionProduct", PRODUCT),
            role.asks("elasticmapreduce:AddJobFlowSteps", CLUSTER),
            role.asks("elasticmapreduce:PutManagedScalingPolicy", CLUSTER),  # of no template
            role.asks("elasticmapreduce:DeleteStudio", studio.arn),
            role.asks("elasticmapreduce:GetClusterSessionCredentials", CLUSTER),
        ]
    )


@on(TEMPLATES)
def test_clusters_get_their_instance_role_and_their_instances_nothing(studio: Studio) -> None:
    service_role = role_below(studio, "ClusterRolesServiceRole")
    instances = role_below(studio, "ClusterRolesInstanceRole")
    wrong = [(instances.role_arn, EMR), (arns.OTHER_ROLE, EC2), (arns.INSTANCE_ROLE, EC2)]
    judge(
        allowed=[passing(service_role, instances.role_arn, EC2)],
        refused=[*(passing(service_role, *one) for one in wrong), instances.asks("s3:GetObject", f"{arns.BUCKET}/x")],
    )


@on(TEMPLATES)
def test_instances_write_logs_where_they_are_told_to_in_this_account_alone(studio: Studio) -> None:
    instances, action = role_below(studio, "ClusterRolesInstanceRole"), "s3:PutObject"
    log = "arn:aws:s3:::example-logs/emr/j-1/node/log.gz"
    ours, theirs = ({"aws:ResourceAccount": account} for account in (arns.ACCOUNT, arns.OTHER_ACCOUNT))
    judge(
        allowed=[instances.asks(action, log, ours)],
        refused=[
            instances.asks(action, log, theirs),
            instances.asks("s3:GetObject", log, ours),
            *(instances.asks(action, log.replace(*change), ours) for change in (("/emr/", "/"), ("logs", "logs2"))),
        ],
    )


@on(TEMPLATES)
def test_each_role_is_assumed_by_its_service_alone(studio: Studio) -> None:
    trusted = {
        name: trust_policy(studio.found, studio.role_id(role_below(studio, name).role_arn))["Statement"]
        for name in ("TemplatesLaunchRole", "ClusterRolesServiceRole", "ClusterRolesInstanceRole")
    }
    services = {name: [statement["Principal"] for statement in found] for name, found in trusted.items()}
    assert services == {
        "TemplatesLaunchRole": [{"Service": "servicecatalog.amazonaws.com"}],
        "ClusterRolesServiceRole": [{"Service": EMR}],
        "ClusterRolesInstanceRole": [{"Service": EC2}],
    }
    (of_emr,) = trusted["ClusterRolesServiceRole"]
    assert of_emr["Condition"]["StringEquals"] == {"aws:SourceAccount": arns.ACCOUNT}


@on(*both(TEMPLATES))
def test_portfolios_are_open_to_the_tiers_that_have_them_each_once(studio: Studio) -> None:
    in_iam_mode = "UserRole" not in studio.properties
    opened: dict[str, list[str]] = {}
    for name in resources(studio.template, "AWS::ServiceCatalog::PortfolioPrincipalAssociation"):
        properties = studio.found.properties(name)
        opened.setdefault(properties["PortfolioId"], []).append(properties["PrincipalARN"])
    portfolios = resources(studio.template, "AWS::ServiceCatalog::Portfolio")
    of = {("own" if name.startswith("Templates") else "ready-made"): studio.found.ref(name) for name in portfolios}
    user_role = studio.properties.get("UserRole", "")
    tiers = {"own": ["INTERMEDIATE", "ADVANCED"], "ready-made": ["ADVANCED"]}
    expected = {of[which]: [studio.people[t].role_arn for t in names] for which, names in tiers.items()}
    if not in_iam_mode:
        expected = {portfolio: [user_role] for portfolio in expected}
    assert {name: sorted(arns_) for name, arns_ in opened.items()} == {n: sorted(a) for n, a in expected.items()}
