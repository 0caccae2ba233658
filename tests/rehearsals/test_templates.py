"""Cluster templates, deployed, changed and destroyed by the real CDK CLI, and what Service Catalog refuses."""

import json
from functools import partial
from pathlib import Path

import pytest
from aws_cdk import App, Environment, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_servicecatalog as servicecatalog
from conftest import FLAGS
from template_files import a_file

from emr_studio_constructs import ClusterRoles, ClusterTemplates, EmrStudio, NewVpc, SparkClusterTemplate, Tier
from rehearsal.aws import ACCOUNT, REGION, LocalAws, root_of
from rehearsal.cdk import cdk, new_project
from rehearsals.given import Account, Client, Json, a_name, refusal

STACK = "ClusterTemplates"
ZONES = (f"{REGION}a", f"{REGION}b")
CATALOG = "AWS::ServiceCatalog::"


def synthesize(directory: Path, *, most_nodes: int, team: str) -> str:
    app = App(context=dict(FLAGS), outdir=str(directory))
    stack = Stack(app, STACK, env=Environment(account=ACCOUNT, region=REGION))
    studio = EmrStudio(stack, "Studio", vpc=NewVpc(availability_zones=ZONES, flow_logs=False))
    roles = ClusterRoles(stack, "ClusterRoles")
    spark = SparkClusterTemplate(stack, "Spark", roles=roles, max_core_nodes=most_nodes)
    tags = servicecatalog.TagOptions(stack, "Tags", allowed_values_for_tags={"team": [team]})
    service_role = f"arn:aws:iam::{ACCOUNT}:role/cluster-service"
    templates = ClusterTemplates(
        stack,
        "Templates",
        templates={"spark": spark, "mine": a_file(cluster={"ServiceRole": service_role})},
        provider_name="Data platform",
        tag_options=tags,
        cluster_service_roles=[iam.Role.from_role_arn(stack, "Service", service_role)],
        instance_roles=[iam.Role.from_role_name(stack, "Instance", "cluster-instance")],
    )
    studio.add_compute(templates)
    studio.grant_access(iam.Role(stack, "Analyst", assumed_by=iam.AccountRootPrincipal()), tier=Tier.INTERMEDIATE)
    app.synth()
    return str(directory)


def the_only_portfolio(catalog: Client) -> str:
    (portfolio,) = catalog.list_portfolios()["PortfolioDetails"]
    return str(portfolio["Id"])


def rules_of(catalog: Client, portfolio: str) -> list[Json]:
    constraints = catalog.list_constraints_for_portfolio(PortfolioId=portfolio)["ConstraintDetails"]
    described = [
        catalog.describe_constraint(Id=each["ConstraintId"]) for each in constraints if each["Type"] == "TEMPLATE"
    ]
    return [json.loads(each["ConstraintParameters"])["Rules"] for each in described]


def test_templates_deploy_change_in_place_and_leave_nothing(bootstrapped: LocalAws, tmp_path: Path) -> None:
    environment, catalog = bootstrapped.environment(root_of(ACCOUNT)), bootstrapped.client("servicecatalog")
    project = new_project(tmp_path / "project")  # the CLI looks zones up, and keeps them in its directory
    run = partial(cdk, environment=environment, directory=project)
    first = synthesize(tmp_path / "first", most_nodes=10, team="data")
    run("deploy", STACK, "--app", first, "--require-approval", "never")

    portfolio = the_only_portfolio(catalog)
    products = catalog.search_products_as_admin(PortfolioId=portfolio)["ProductViewDetails"]
    ids = {each["ProductViewSummary"]["Name"]: each["ProductViewSummary"]["ProductId"] for each in products}
    assert set(ids) == {"spark", "mine"}
    (principal,) = catalog.list_principals_for_portfolio(PortfolioId=portfolio)["Principals"]
    assert f"arn:aws:iam::{ACCOUNT}:role/{STACK}-Analyst" in principal["PrincipalARN"]
    (studio,) = [
        each for each in bootstrapped.client("emr").list_studios()["Studios"] if each["Name"].startswith(STACK)
    ]
    subnets = bootstrapped.client("emr").describe_studio(StudioId=studio["StudioId"])["Studio"]["SubnetIds"]
    assert_ = {"Fn::Contains": [subnets, {"Ref": "SubnetId"}]}
    assert [rules["SubnetIdOfStudio"]["Assertions"][0]["Assert"] for rules in rules_of(catalog, portfolio)] == [
        assert_,
        assert_,
    ]
    assert "There were no differences" in run("diff", STACK, "--app", first)
    before = artifacts(catalog, ids)

    second = synthesize(tmp_path / "second", most_nodes=4, team="sales")
    run("deploy", STACK, "--app", second, "--require-approval", "never")
    after = artifacts(catalog, ids)
    assert the_only_portfolio(catalog) == portfolio
    assert after["mine"] == before["mine"]
    assert after["spark"] != before["spark"]
    assert [(each["Key"], each["Value"]) for each in catalog.list_tag_options()["TagOptionDetails"]] == [
        ("team", "sales")
    ]

    run("destroy", STACK, "--app", second, "--force")
    assert catalog.list_portfolios()["PortfolioDetails"] == []
    assert catalog.search_products_as_admin()["ProductViewDetails"] == []
    assert catalog.list_tag_options()["TagOptionDetails"] == []


def artifacts(catalog: Client, ids: dict[str, str]) -> dict[str, list[str]]:
    """The ids of each product's templates."""
    return {
        name: [each["Id"] for each in catalog.describe_product_as_admin(Id=product)["ProvisioningArtifactSummaries"]]
        for name, product in ids.items()
    }


@pytest.fixture
def catalog(account: Account) -> Client:
    return account.client("servicecatalog")


@pytest.fixture
def product(account: Account, catalog: Client) -> str:
    """A product with a template that has a parameter Size."""
    s3, bucket = account.client("s3"), a_name("templates")
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    template = {"Parameters": {"Size": {"Type": "String"}}, "Resources": {}}
    s3.put_object(Bucket=bucket, Key="template.json", Body=json.dumps(template).encode())
    url = f"https://s3.{REGION}.amazonaws.com/{bucket}/template.json"
    return str(create_product(catalog, url)["ProductViewDetail"]["ProductViewSummary"]["ProductId"])


@pytest.fixture
def portfolio(catalog: Client) -> str:
    return str(catalog.create_portfolio(DisplayName="Clusters", ProviderName="Platform")["PortfolioDetail"]["Id"])


def create_product(catalog: Client, url: str) -> Json:
    return dict(
        catalog.create_product(
            Name="spark",
            Owner="Platform",
            ProductType="CLOUD_FORMATION_TEMPLATE",
            ProvisioningArtifactParameters={"Name": "current", "Info": {"LoadTemplateFromURL": url}},
        )
    )


def constraint(portfolio: str, product: str, parameters: object) -> Json:
    kind = "LAUNCH" if isinstance(parameters, dict) and "RoleArn" in parameters else "TEMPLATE"
    text = parameters if isinstance(parameters, str) else json.dumps(parameters)
    return {"PortfolioId": portfolio, "ProductId": product, "Type": kind, "Parameters": text}


def test_a_portfolio_or_product_in_use_stays(catalog: Client, portfolio: str, product: str) -> None:
    key = {"PortfolioId": portfolio, "ProductId": product}
    catalog.associate_product_with_portfolio(**key)
    assert refusal(catalog.delete_portfolio, Id=portfolio)[0] == "ResourceInUseException"
    assert refusal(catalog.delete_product, Id=product)[0] == "ResourceInUseException"
    made = catalog.create_constraint(**constraint(portfolio, product, {"RoleArn": "arn:aws:iam::1:role/launch"}))
    assert refusal(catalog.disassociate_product_from_portfolio, **key)[0] == "ResourceInUseException"
    catalog.delete_constraint(Id=made["ConstraintDetail"]["ConstraintId"])
    catalog.disassociate_product_from_portfolio(**key)
    catalog.delete_portfolio(Id=portfolio)
    catalog.delete_product(Id=product)
    assert refusal(catalog.delete_product, Id=product)[0] == "ResourceNotFoundException"


def test_a_constraint_is_about_a_product_of_the_portfolio_and_parameters_of_its_template(
    catalog: Client, portfolio: str, product: str
) -> None:
    size = {"Rules": {"Size": {"Assertions": [{"Assert": {"Fn::Contains": [["s"], {"Ref": "Size"}]}}]}}}
    create = catalog.create_constraint
    assert refusal(create, **constraint(portfolio, product, size))[0] == "ResourceNotFoundException"
    catalog.associate_product_with_portfolio(PortfolioId=portfolio, ProductId=product)
    made = create(**constraint(portfolio, product, size))["ConstraintDetail"]["ConstraintId"]
    assert "Subnet" in refusal(create, **constraint(portfolio, product, {"Rules": {"Ref": "Subnet"}}))[1]
    assert refusal(catalog.update_constraint, Id=made, Parameters="{")[0] == "InvalidParametersException"
    launch = constraint(portfolio, product, {"RoleArn": "arn:aws:iam::1:role/launch"})
    create(**launch)
    assert refusal(create, **launch)[0] == "DuplicateResourceException"


def test_a_product_needs_a_template_that_can_be_read(catalog: Client) -> None:
    code, message = refusal(lambda: create_product(catalog, "https://s3.eu-west-1.amazonaws.com/no-bucket/no.json"))
    assert (code, "cannot be read" in message) == ("InvalidParametersException", True)


def test_a_tag_option_is_made_once(catalog: Client) -> None:
    catalog.create_tag_option(Key="team", Value="data")
    assert refusal(catalog.create_tag_option, Key="team", Value="data")[0] == "DuplicateResourceException"
