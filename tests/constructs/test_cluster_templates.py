"""Cluster templates: the portfolio, its products, who launches them, and in which subnets."""

import json
import re
from pathlib import Path

import pytest
from aws_cdk import CfnOutput, CfnParameter, NestedStack, Stack, aws_emr
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_servicecatalog as servicecatalog
from aws_cdk.assertions import Annotations, Match, Template
from conftest import Argument, Json, as_list, imported_vpc, new_app, new_stack, new_studio, template_of
from constructs import Construct, IConstruct
from template_files import CLUSTER, a_file

from emr_studio_constructs import (
    ClusterRoles,
    ClusterTemplates,
    EmrStudio,
    IamAuth,
    IdentityCenterAuth,
    IEmrStudio,
    NewVpc,
    SparkClusterTemplate,
    Tier,
)
from emr_studio_constructs.cfn import Resolver, identity_policies, resources, the_only
from emr_studio_constructs.policies.cluster_templates import CLUSTER_PROPERTIES, launching

CATALOG = "AWS::ServiceCatalog::"
ZONES = ("eu-west-1a", "eu-west-1b")


def own_templates(stack: Stack, construct_id: str = "Templates", **arguments: Argument) -> ClusterTemplates:
    defaults = {
        "templates": {"mine": a_file()},
        "provider_name": "Data platform",
        "cluster_service_roles": [iam.Role.from_role_name(stack, f"{construct_id}Service", "cluster-service")],
        "instance_roles": [iam.Role.from_role_name(stack, f"{construct_id}Instance", "cluster-instance")],
    }
    return ClusterTemplates(stack, construct_id, **{**defaults, **arguments})


def ready_made(stack: Stack, **arguments: Argument) -> ClusterTemplates:
    spark = SparkClusterTemplate(stack, "Spark", roles=ClusterRoles(stack, "ClusterRoles"), **arguments)
    return ClusterTemplates(stack, "Templates", templates={"spark": spark}, provider_name="Data platform")


def all_of(template: Json, kind: str) -> list[Json]:
    found = Resolver(template)
    return [found.properties(name) for name in resources(template, f"{CATALOG}{kind}")]


def subnets_allowed(template: Json) -> list[list[str]]:
    """The subnets of each constraint."""
    rules = [json.loads(constraint["Rules"]) for constraint in all_of(template, "LaunchTemplateConstraint")]
    found = [rule["SubnetIdOfStudio"]["Assertions"][0]["Assert"]["Fn::Contains"] for rule in rules]
    assert all(chosen == {"Ref": "SubnetId"} for _, chosen in found)
    return [subnets for subnets, _ in found]


def launch_statements(stack: Stack) -> list[Json]:
    """What the only launch role may do."""
    template = template_of(stack)
    (role,) = [name for name in resources(template, "AWS::IAM::Role") if name.startswith("TemplatesLaunchRole")]
    return [statement for document in identity_policies(template, role) for statement in document["Statement"]]


def infos_of(stack: Stack) -> str:
    return " ".join(str(m.entry.data) for m in Annotations.from_stack(stack).find_info("*", Match.any_value()))


def studio_without_subnets(stack: Stack, construct_id: str = "Studio") -> IEmrStudio:
    role = iam.Role.from_role_name(stack, f"{construct_id}ServiceRole", "studio-service")
    return EmrStudio.from_studio_attributes(stack, construct_id, studio_id="es-1", service_role=role)


def test_each_template_is_a_product_in_one_portfolio_with_the_launch_role() -> None:
    stack = new_stack()
    new_studio(stack).add_compute(own_templates(stack, templates={"small": a_file(), "large.v2": a_file()}))
    template = template_of(stack)
    (portfolio,) = all_of(template, "Portfolio")
    assert portfolio["ProviderName"] == "Data platform"
    products = all_of(template, "CloudFormationProduct")
    assert {(product["Name"], product["Owner"]) for product in products} == {
        ("small", "Data platform"),
        ("large.v2", "Data platform"),
    }
    launched = {each["ProductId"]: each["RoleArn"] for each in all_of(template, "LaunchRoleConstraint")}
    in_portfolio = {each["ProductId"] for each in all_of(template, "PortfolioProductAssociation")}
    assert set(launched) == in_portfolio == {"prod-small", "prod-large.v2"}
    assert len(set(launched.values())) == 1


def test_people_choose_among_the_subnets_of_the_studio_even_if_those_are_not_known_yet() -> None:
    stack = new_stack()
    studio = EmrStudio(stack, "Studio", vpc=NewVpc(availability_zones=ZONES))
    studio.add_compute(own_templates(stack))
    template = template_of(stack)
    (allowed,) = subnets_allowed(template)
    assert allowed == Resolver(template).properties(the_only(template, "AWS::EMR::Studio")[0])["SubnetIds"]


def test_templates_of_two_studios_with_other_subnets_of_one_vpc_take_those_of_both() -> None:
    stack = new_stack()
    vpc, templates = imported_vpc(stack, zones=2), own_templates(stack)
    for name, subnet in zip(("One", "Two"), vpc.private_subnets, strict=True):
        new_studio(stack, name, vpc=vpc, vpc_subnets=ec2.SubnetSelection(subnets=[subnet])).add_compute(templates)
    assert subnets_allowed(template_of(stack)) == [["subnet-0123456789abcde00", "subnet-0123456789abcde01"]]


def test_templates_of_two_studios_take_the_subnets_of_both() -> None:
    stack = new_stack()
    templates = own_templates(stack)
    for name, zones in (("One", 2), ("Two", 1)):
        new_studio(stack, name, vpc=imported_vpc(stack, f"{name}Vpc", zones=zones)).add_compute(templates)
    assert subnets_allowed(template_of(stack)) == [["subnet-0123456789abcde00", "subnet-0123456789abcde01"]]


SUBNETS = {"Ref": "Subnets"}


@pytest.mark.parametrize("kind", ["List<AWS::EC2::Subnet::Id>", "CommaDelimitedList"])
@pytest.mark.parametrize(
    "instances",
    [
        {"Ec2SubnetIds": SUBNETS},
        {"Ec2SubnetIds": [{"Fn::Select": [1, SUBNETS]}, "subnet-0123456789abcde00"]},
        {"Ec2SubnetId": {"Fn::Select": [0, SUBNETS]}},
        {"Ec2SubnetId": {"Fn::If": ["Chosen", {"Fn::Select": [0, SUBNETS]}, "subnet-0123456789abcde00"]}},
    ],
    ids=["all", "one of them in a list", "one of them", "one of them on a condition"],
)
def test_people_who_choose_several_subnets_choose_each_among_those_of_the_studio(kind: str, instances: Json) -> None:
    stack = new_stack()
    parameters = {"ClusterName": {"Type": "String"}, "Subnets": {"Type": kind}}
    conditions = {"Chosen": {"Fn::Not": [{"Fn::Equals": ["", {"Fn::Select": [0, SUBNETS]}]}]}}
    template = a_file(sections={"Parameters": parameters, "Conditions": conditions}, cluster={"Instances": instances})
    new_studio(stack, vpc=imported_vpc(stack, zones=1)).add_compute(own_templates(stack, templates={"mine": template}))
    (constraint,) = all_of(template_of(stack), "LaunchTemplateConstraint")
    (assertion,) = json.loads(constraint["Rules"])["SubnetsOfStudio"]["Assertions"]
    assert assertion["Assert"] == {"Fn::EachMemberIn": [SUBNETS, ["subnet-0123456789abcde00"]]}


def test_a_subnet_that_the_template_alone_decides_needs_no_constraint() -> None:
    stack = new_stack()
    subnet = {"Fn::ImportValue": {"Fn::Sub": "${AWS::Region}-subnet"}}
    template = a_file(cluster={"Instances": {**CLUSTER["Instances"], "Ec2SubnetId": subnet}})
    new_studio(stack).add_compute(own_templates(stack, templates={"mine": template}))
    assert all_of(template_of(stack), "LaunchTemplateConstraint") == []


def test_a_template_that_names_its_subnet_needs_no_constraint() -> None:
    stack = new_stack()
    template = a_file(cluster={"Instances": {**CLUSTER["Instances"], "Ec2SubnetId": "subnet-0123456789abcde00"}})
    new_studio(stack).add_compute(own_templates(stack, templates={"mine": template}))
    assert all_of(template_of(stack), "LaunchTemplateConstraint") == []


def test_a_subnet_that_the_template_makes_needs_no_constraint() -> None:
    stack = new_stack()
    subnet = {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": "vpc-0123456789abcdef0", "CidrBlock": "10.0.0.0/24"}}
    template = a_file(
        cluster={"Instances": {**CLUSTER["Instances"], "Ec2SubnetId": {"Ref": "Subnet"}}}, resources={"Subnet": subnet}
    )
    launch = iam.Role.from_role_name(stack, "Launch", "launch")
    roles: dict[str, Argument] = {"launch_role": launch, "cluster_service_roles": (), "instance_roles": ()}
    new_studio(stack).add_compute(own_templates(stack, templates={"mine": template}, **roles))
    assert all_of(template_of(stack), "LaunchTemplateConstraint") == []


def test_people_choose_among_the_subnets_of_the_studio_on_either_side_of_a_condition() -> None:
    stack = new_stack()
    node = CLUSTER["Instances"]["MasterInstanceGroup"]
    sides = [
        {"Ec2SubnetId": {"Ref": "SubnetId"}, "MasterInstanceGroup": each} for each in (node, {**node, "Name": "x"})
    ]
    conditions = {"Named": {"Fn::Equals": [{"Ref": "ClusterName"}, "x"]}}
    template = a_file(sections={"Conditions": conditions}, cluster={"Instances": {"Fn::If": ["Named", *sides]}})
    new_studio(stack, vpc=imported_vpc(stack, zones=1)).add_compute(own_templates(stack, templates={"mine": template}))
    assert subnets_allowed(template_of(stack)) == [["subnet-0123456789abcde00"]]


def test_a_constraint_waits_for_its_product_to_be_in_the_portfolio_and_for_nothing_else() -> None:
    stack = new_stack()
    studio = new_studio(stack)
    studio.grant_access(iam.Role.from_role_name(stack, "Analyst", "analyst"), tier=Tier.INTERMEDIATE)
    studio.add_compute(own_templates(stack, templates={"small": a_file(), "large": a_file()}))
    template = template_of(stack)
    found = Resolver(template)
    constraints = resources(template, f"{CATALOG}LaunchTemplateConstraint")
    awaited = {name: [template["Resources"][each] for each in constraints[name]["DependsOn"]] for name in constraints}
    assert [[each["Type"] for each in waited_for] for waited_for in awaited.values()] == [
        [f"{CATALOG}PortfolioProductAssociation"]
    ] * 2
    for name, (association,) in awaited.items():
        product = found.resolve(association["Properties"]["ProductId"])
        assert product == found.properties(name)["ProductId"]


def test_without_the_subnets_of_a_studio_it_is_said_that_people_may_choose_any() -> None:
    stack = new_stack()
    studio_without_subnets(stack).add_compute(own_templates(stack))
    assert "emr-studio-constructs:SubnetsOfTemplates" in infos_of(stack)
    assert all_of(template_of(stack), "LaunchTemplateConstraint") == []


def test_nothing_is_said_of_a_studio_without_subnets_where_people_choose_none() -> None:
    stack = new_stack()
    template = a_file(cluster={"Instances": {**CLUSTER["Instances"], "Ec2SubnetId": "subnet-0123456789abcde00"}})
    studio_without_subnets(stack).add_compute(own_templates(stack, templates={"mine": template}))
    assert infos_of(stack) == ""


@pytest.mark.parametrize("imported_first", [True, False])
def test_what_is_said_of_a_studio_without_subnets_holds_beside_another(imported_first: bool) -> None:  # noqa: FBT001  # a case of the test
    stack = new_stack()
    templates = own_templates(stack)
    studios = [studio_without_subnets(stack, "Imported"), new_studio(stack)]
    for studio in studios if imported_first else reversed(studios):
        studio.add_compute(templates)
    assert "Studio Stack/Imported was imported without its subnets, so nothing limits people to them" in infos_of(stack)
    assert len(subnets_allowed(template_of(stack))) == 1


@pytest.mark.parametrize(("vpc", "said"), [(NewVpc(availability_zones=ZONES), False), (None, True)])
def test_ready_made_templates_ask_for_tags_where_the_vpc_is_not_the_studios_own(vpc: NewVpc | None, said: bool) -> None:  # noqa: FBT001  # a case of the test
    stack = new_stack()
    studio = EmrStudio(stack, "Studio", vpc=vpc or imported_vpc(stack))
    studio.add_compute(ready_made(stack))
    assert ("emr-studio-constructs:TagsForClusters" in infos_of(stack)) is said


def test_own_templates_say_nothing_of_tags() -> None:
    stack = new_stack()
    new_studio(stack).add_compute(own_templates(stack))
    assert infos_of(stack) == ""


def test_the_user_role_sees_a_portfolio_once_however_many_people_have_it() -> None:
    stack = new_stack()
    studio = new_studio(stack, auth=IdentityCenterAuth())
    studio.add_user("alice", tier=Tier.INTERMEDIATE)
    studio.add_compute(own_templates(stack))
    studio.add_group("engineers", tier=Tier.ADVANCED)
    template = template_of(stack)
    (association,) = all_of(template, "PortfolioPrincipalAssociation")
    user_role = Resolver(template).properties(the_only(template, "AWS::EMR::Studio")[0])["UserRole"]
    assert (association["PrincipalARN"], association["PrincipalType"]) == (user_role, "IAM")


def test_nobody_sees_the_portfolio_where_only_basic_people_are() -> None:
    stack = new_stack()
    studio = new_studio(stack, auth=IdentityCenterAuth())
    studio.add_compute(own_templates(stack))
    studio.add_user("alice", tier=Tier.BASIC)
    assert all_of(template_of(stack), "PortfolioPrincipalAssociation") == []


def grantees(stack: Stack) -> list[iam.IGrantable]:
    """Roles, users and groups, of the stack and imported."""
    return [
        iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal()),
        iam.User(stack, "User"),
        iam.Group(stack, "Group"),
        iam.Role.from_role_name(stack, "ImportedRole", "analyst", mutable=False),
        iam.User.from_user_name(stack, "ImportedUser", "ann"),
        iam.Group.from_group_name(stack, "ImportedGroup", "analysts"),
    ]


def associations(*, backwards: bool) -> dict[str, str]:
    """Who sees the portfolio, by logical id, with compute or people first."""
    stack = new_stack()
    studio, people = new_studio(stack), grantees(stack)
    if backwards:
        studio.add_compute(own_templates(stack))
        people.reverse()
    for grantee in people:
        studio.grant_access(grantee, tier=Tier.INTERMEDIATE)
    if not backwards:
        studio.add_compute(own_templates(stack))
    template = template_of(stack)
    found = Resolver(template)
    names = resources(template, f"{CATALOG}PortfolioPrincipalAssociation")
    return {name: found.properties(name)["PrincipalARN"] for name in names}


def test_grantees_of_every_kind_see_the_portfolio_by_the_same_ids_in_any_order() -> None:
    found = associations(backwards=False)
    assert len(set(found.values())) == 6
    assert {"arn:aws:iam::111122223333:" + rest for rest in ("role/analyst", "user/ann", "group/analysts")} <= set(
        found.values()
    )
    assert associations(backwards=True) == found


def test_the_id_of_a_stack_is_no_part_of_the_ids_in_it() -> None:
    found = []
    for name in ("One", "Two"):
        stack = new_stack(name=name)
        studio = new_studio(stack)
        studio.add_compute(own_templates(stack))
        for grantee in grantees(stack):
            studio.grant_access(grantee, tier=Tier.INTERMEDIATE)
        found.append(set(template_of(stack)["Resources"]))
    of_people, of_subnets = ({name for name in found[0] if word in name} for word in ("AccessTo", "SubnetsFor"))
    assert (len(of_people), len(of_subnets)) == (3, 1)
    assert of_people | of_subnets | {name for name in found[0] if "AccessOf" in name} <= found[1]


def test_an_identity_that_is_imported_twice_or_in_two_studios_sees_a_portfolio_once() -> None:
    stack = new_stack(region=None)
    templates = own_templates(stack)
    for name in ("One", "Two"):
        studio = new_studio(stack, name)
        studio.add_compute(templates)
        for number in (1, 2):
            grantee = iam.Role.from_role_name(stack, f"{name}{number}", "teams/analyst")
            studio.grant_access(grantee, tier=Tier.INTERMEDIATE)
    template = template_of(stack)
    name, _ = the_only(template, f"{CATALOG}PortfolioPrincipalAssociation")
    association = Resolver(template, partition="aws-cn").properties(name)
    assert association["PrincipalARN"] == "arn:aws-cn:iam::111122223333:role/teams/analyst"
    assert association["PrincipalType"] == "IAM"


PLACES = {
    "people in another stack": {"people": "Other"},
    "templates in another stack": {"templates": "Other"},
    "three stacks": {"people": "Other", "templates": "Third"},
    "templates nested": {"templates": "Nested"},
    "all but people nested": {"templates": "Nested", "studio": "Nested"},
    "people nested": {"people": "Nested"},
    "the Studio nested": {"studio": "Nested"},
}


@pytest.mark.parametrize("in_iam_mode", [True, False], ids=["IAM", "Identity Center"])
@pytest.mark.parametrize("place", PLACES)
def test_the_stacks_of_a_studio_its_people_and_templates_make_no_circle(place: str, in_iam_mode: bool) -> None:  # noqa: FBT001  # a case of the test
    app = new_app()
    stacks = {name: new_stack(app, name) for name in ("Stack", "Other", "Third")}
    stacks["Nested"] = NestedStack(stacks["Stack"], "Nested")
    where = {part: stacks[PLACES[place].get(part, "Stack")] for part in ("studio", "people", "templates")}
    auth = IamAuth() if in_iam_mode else IdentityCenterAuth()
    studio = EmrStudio(where["studio"], "Studio", vpc=NewVpc(availability_zones=ZONES), auth=auth)
    if in_iam_mode:
        role = iam.Role(where["people"], "Analyst", assumed_by=iam.AccountRootPrincipal())
        studio.grant_access(role, tier=Tier.INTERMEDIATE)
    else:
        studio.add_user("alice", tier=Tier.INTERMEDIATE)
    studio.add_compute(ready_made(where["templates"]))
    # Reading a template refuses circles in it; the CDK refuses those of stacks.
    templates = [Template.from_stack(stack).to_json() for stack in stacks.values()]
    kinds = ("PortfolioPrincipalAssociation", "LaunchTemplateConstraint")
    assert [sum(len(resources(each, f"{CATALOG}{kind}")) for each in templates) for kind in kinds] == [1, 1]


def test_a_given_launch_role_is_used_as_it_is() -> None:
    stack = new_stack()
    arn = "arn:aws:iam::111122223333:role/launch"
    makes_a_group = a_file(
        resources={"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": "of clusters"}}}
    )
    role = iam.Role.from_role_arn(stack, "Launch", arn)
    new_studio(stack).add_compute(
        own_templates(
            stack, templates={"mine": makes_a_group}, launch_role=role, cluster_service_roles=(), instance_roles=()
        )
    )
    template = template_of(stack)
    assert [each["RoleArn"] for each in all_of(template, "LaunchRoleConstraint")] == [arn]
    roles = [name for name in resources(template, "AWS::IAM::Role") if name.startswith("Templates")]
    assert roles == []


def test_the_launch_role_and_its_policy_have_the_paths_that_are_given() -> None:
    stack = new_stack()
    own_templates(stack, role_path="/roles/", policy_path="/policies/")
    template = template_of(stack)
    assert the_only(template, "AWS::IAM::Role")[1]["Properties"]["Path"] == "/roles/"
    assert the_only(template, "AWS::IAM::ManagedPolicy")[1]["Properties"]["Path"] == "/policies/"


def test_the_launch_role_passes_the_roles_of_several_templates_once_each() -> None:
    stack = new_stack()
    roles = ClusterRoles(stack, "ClusterRoles")
    templates = {name: SparkClusterTemplate(stack, name, roles=roles) for name in ("small", "large")}
    ClusterTemplates(stack, "Templates", templates=templates, provider_name="Data platform")
    passing = [each for each in launch_statements(stack) if each["Action"] == "iam:PassRole"]
    assert [len(as_list(each["Resource"])) for each in passing] == [1, 1]


def test_the_launch_role_has_each_action_once_however_many_templates_take_it() -> None:
    stack = new_stack()
    limits = {"UnitType": "Instances", "MinimumCapacityUnits": 1, "MaximumCapacityUnits": 4}
    scaled = a_file(cluster={"ManagedScalingPolicy": {"ComputeLimits": limits}})
    own_templates(stack, templates={"small": scaled, "large": scaled})
    actions = [action for each in launch_statements(stack) for action in as_list(each["Action"])]
    (row,) = [as_list(each["Action"]) for each in launch_statements(stack) if each["Sid"] == "AllowClustersOfTemplates"]
    assert len(row) == len(set(row))
    assert actions.count("elasticmapreduce:PutManagedScalingPolicy") == 1


@pytest.mark.parametrize("name", CLUSTER_PROPERTIES)
def test_what_properties_of_a_cluster_need_is_known_by_the_names_that_the_cdk_gives_them(name: str) -> None:
    known = {re.sub(r"_(.)", lambda found: found[1].upper(), each) for each in dir(aws_emr.CfnCluster)}
    assert name in known
    actions = [action for row in launching(properties=[name], parameter_types=[]) for action in row.actions]
    assert set(CLUSTER_PROPERTIES[name]) <= set(actions)


def test_tag_options_are_offered() -> None:
    stack = new_stack()
    options = servicecatalog.TagOptions(stack, "Tags", allowed_values_for_tags={"team": ["data", "sales"]})
    own_templates(stack, tag_options=options)
    template = template_of(stack)
    assert sorted((each["Key"], each["Value"]) for each in all_of(template, "TagOption")) == [
        ("team", "data"),
        ("team", "sales"),
    ]
    assert len(all_of(template, "TagOptionAssociation")) == 2


def test_a_product_stack_of_your_own_is_checked_and_offered_like_a_file() -> None:
    stack = new_stack()
    roles = ClusterRoles(stack, "ClusterRoles")
    template = servicecatalog.ProductStack(stack, "Template")
    name = CfnParameter(template, "ClusterName")
    cluster = aws_emr.CfnCluster(
        template,
        "Cluster",
        name=name.value_as_string,
        service_role=roles.service_role_arn,
        job_flow_role=roles.instance_profile_name,
        release_label="emr-5.36.2",
        applications=[{"name": each} for each in ("Spark", "Livy", "JupyterEnterpriseGateway")],
        instances={"ec2SubnetIds": ["subnet-0123456789abcde00"]},
        managed_scaling_policy={
            "computeLimits": {"unitType": "Instances", "minimumCapacityUnits": 1, "maximumCapacityUnits": 4}
        },
    )
    CfnOutput(template, "ClusterId", value=cluster.ref)
    templates = own_templates(
        stack,
        templates={"mine": template},
        cluster_service_roles=[roles.service_role],
        instance_roles=[roles.instance_role],
    )
    new_studio(stack).add_compute(templates)
    policy = json.dumps(template_of(stack)["Resources"])
    assert "elasticmapreduce:PutManagedScalingPolicy" in policy
    assert "elasticmapreduce:PutAutoTerminationPolicy" not in policy
    assert "ec2:DescribeSubnets" in policy  # people, and no launch role


def test_a_studio_with_propagation_takes_templates_that_propagate() -> None:
    stack = new_stack()
    studio = new_studio(stack, auth=IdentityCenterAuth(trusted_identity_propagation=True))
    studio.add_compute(ready_made(stack, security_configuration="identity-center"))
    studio.add_user("alice", tier=Tier.INTERMEDIATE)
    assert len(all_of(template_of(stack), "PortfolioPrincipalAssociation")) == 1


def test_a_studio_with_propagation_takes_templates_of_the_first_release_that_propagates() -> None:
    stack = new_stack()
    studio = new_studio(stack, auth=IdentityCenterAuth(trusted_identity_propagation=True))
    template = a_file(cluster={"ReleaseLabel": "emr-6.15.0", "SecurityConfiguration": "identity-center"})
    studio.add_compute(own_templates(stack, templates={"mine": template}))
    assert len(all_of(template_of(stack), "CloudFormationProduct")) == 1


def define_twice(stack: Stack) -> None:
    """Two portfolios with ready-made templates, for one Studio in a new VPC."""
    studio = EmrStudio(stack, "Studio", vpc=NewVpc(max_azs=2))
    studio.grant_access(iam.Role.from_role_name(stack, "Analyst", "analyst"), tier=Tier.ADVANCED)
    for name in ("One", "Two"):
        roles = ClusterRoles(stack, f"{name}Roles")
        spark = SparkClusterTemplate(stack, f"{name}Spark", roles=roles)
        templates = ClusterTemplates(stack, name, templates={"spark": spark}, provider_name="Data platform")
        studio.add_compute(templates)


def test_two_portfolios_in_a_nested_stack_have_names_of_their_own() -> None:
    nested = NestedStack(new_stack(region=None), "Nested")
    define_twice(nested)
    template = template_of(nested)
    names = [portfolio["DisplayName"] for portfolio in all_of(template, "Portfolio")]
    roles = [
        role["RoleName"]
        for role in map(Resolver(template).properties, resources(template, "AWS::IAM::Role"))
        if "RoleName" in role
    ]
    assert len(set(names)) == len(names) == 2
    assert len(set(roles)) == len(roles) == 4
    assert all(len(name) <= 64 for name in roles)


def test_a_portfolio_deep_in_a_tree_has_a_name_that_service_catalog_takes() -> None:
    stack = new_stack()
    deep = Construct(Construct(stack, "a" * 60), "b" * 60)
    spark = SparkClusterTemplate(deep, "Spark", roles=ClusterRoles(deep, "ClusterRoles"))
    ClusterTemplates(deep, "Templates", templates={"spark": spark}, provider_name="Data platform")
    (portfolio,) = all_of(template_of(stack), "Portfolio")
    assert len(portfolio["DisplayName"]) <= 100


def test_everything_is_below_the_construct_but_what_was_given() -> None:
    stack = new_stack()
    templates = own_templates(stack)
    below: list[IConstruct] = templates.node.find_all()
    kinds = {type(each) for each in below}
    assert {servicecatalog.Portfolio, servicecatalog.CloudFormationProduct} <= kinds
    assert {child.node.id for child in stack.node.children} == {"Templates", "TemplatesService", "TemplatesInstance"}


def test_a_vpc_of_another_stack_gives_its_subnets_by_reference() -> None:
    app = new_app()
    vpc = ec2.Vpc(new_stack(app, "Network"), "Vpc", availability_zones=list(ZONES))
    stack = new_stack(app)
    EmrStudio(stack, "Studio", vpc=vpc).add_compute(own_templates(stack))
    (allowed,) = subnets_allowed(template_of(stack))
    assert len(set(allowed)) == 2


def test_a_file_may_be_given_as_a_path() -> None:
    stack = new_stack()
    own_templates(stack, templates={"mine": Path(a_file())})
    assert len(all_of(template_of(stack), "CloudFormationProduct")) == 1


@pytest.mark.parametrize(
    "instances",
    [
        {"MasterInstanceFleet": {"TargetSpotCapacity": 1}, "CoreInstanceFleet": {"TargetOnDemandCapacity": 4}},
        {"MasterInstanceFleet": {"TargetOnDemandCapacity": {"Ref": "Nodes"}}},
        {"MasterInstanceFleet": {"Fn::If": ["Many", {"TargetSpotCapacity": 1}, {"TargetOnDemandCapacity": 1}]}},
        {"MasterInstanceGroup": {"InstanceCount": "1", "InstanceType": "g5.xlarge"}},
    ],
    ids=["fleets", "a number that is chosen", "a fleet on a condition", "a group"],
)
def test_one_primary_node_may_be_written_in_other_ways(instances: Json) -> None:
    stack = new_stack()
    parameters = {"ClusterName": {"Type": "String"}, "Nodes": {"Type": "Number"}}
    cluster = {"ReleaseLabel": "emr-6.8.0", "Instances": {"Ec2SubnetId": "subnet-0123456789abcde00", **instances}}
    sections = {"Parameters": parameters, "Conditions": {"Many": {"Fn::Equals": [{"Ref": "Nodes"}, 3]}}}
    own_templates(stack, templates={"mine": a_file(sections=sections, cluster=cluster)})
    assert len(all_of(template_of(stack), "CloudFormationProduct")) == 1


@pytest.mark.parametrize("release", ["emr-5.32.0", "emr-6.2.0"])
def test_the_first_releases_that_a_studio_attaches_to_are_taken(release: str) -> None:
    stack = new_stack()
    spark = SparkClusterTemplate(stack, "Spark", roles=ClusterRoles(stack, "ClusterRoles"), release_label=release)
    templates = {"spark": spark, "mine": a_file(cluster={"ReleaseLabel": release})}
    own_templates(stack, templates=templates)
    assert len(all_of(template_of(stack), "CloudFormationProduct")) == 2


@pytest.mark.parametrize("release", ["emr-5.36.1", "emr-6.9.0", "emr-7.0.0"])
def test_graviton_instances_are_for_later_releases(release: str) -> None:
    stack = new_stack()
    spark = SparkClusterTemplate(
        stack,
        "Spark",
        roles=ClusterRoles(stack, "ClusterRoles"),
        release_label=release,
        instance_types=["m6g.xlarge"],
    )
    ClusterTemplates(stack, "Templates", templates={"spark": spark}, provider_name="Data platform")
    assert len(all_of(template_of(stack), "CloudFormationProduct")) == 1


def test_templates_name_roles_in_full_where_the_account_is_not_known() -> None:
    stack = new_stack(region=None)
    new_studio(stack).add_compute(own_templates(stack))
    assert len(all_of(template_of(stack), "CloudFormationProduct")) == 1


def test_roles_of_which_the_names_are_not_known_may_be_those_of_a_template() -> None:
    stack = new_stack()
    role = iam.Role(stack, "Service", assumed_by=iam.ServicePrincipal("elasticmapreduce.amazonaws.com"))
    own_templates(stack, cluster_service_roles=[role])
    assert len(all_of(template_of(stack), "CloudFormationProduct")) == 1
