"""Every sample config: deployed, compared and destroyed by the real CDK CLI."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aws_cdk import App
from conftest import FLAGS
from samples import CONFIG, SAMPLES, stacks_of

from emr_studio_constructs.app.config import ConfigFile
from emr_studio_constructs.app.load import load_config
from rehearsal.aws import ACCOUNT, LocalAws, root_of
from rehearsal.cdk import cdk
from rehearsal.world import settle, world_of

Json = dict[str, Any]
Client = Any
Things = frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Run:
    """What one saw of a sample: things by their names and ids, stacks by their templates."""

    sample: str
    templates: dict[str, Json]
    resources: dict[str, dict[str, str]]
    """The physical ids of each stack, by logical id."""
    before: Things
    deployed: Things
    difference: str
    after: Things

    def ids(self, *, retained: bool) -> Things:
        """The physical ids of what the templates say is retained, or of all else."""
        return frozenset(
            self.resources[stack][logical_id]
            for stack, template in self.templates.items()
            for logical_id, resource in template["Resources"].items()
            if resource.get("DeletionPolicy", "").startswith("Retain") == retained
        )


@pytest.fixture(scope="module")
def settled(bootstrapped: LocalAws) -> LocalAws:
    """A local AWS with what all samples together take for granted."""
    studios = {
        f"{sample}-{name}": studio
        for sample in SAMPLES
        for name, studio in load_config(str(CONFIG / f"{sample}.yaml"))[0].studios.items()
    }
    settle(world_of(ConfigFile(studios=studios)), bootstrapped)
    return bootstrapped


@pytest.fixture(scope="module", params=SAMPLES)
def run(request: pytest.FixtureRequest, settled: LocalAws, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A sample from its deployment to its end."""
    aws, sample = settled, request.param
    assembly = tmp_path_factory.mktemp(sample)
    templates = synthesize(sample, assembly)
    options = ("--all", "--app", str(assembly))
    at_once = ("--concurrency", str(len(templates)))
    environment = aws.environment(root_of(ACCOUNT))
    cloudformation = aws.client("cloudformation")
    before = things_in(aws)
    cdk("deploy", *options, *at_once, "--require-approval", "never", environment=environment)
    resources = {stack: physical_ids(cloudformation, stack) for stack in templates}
    deployed = things_in(aws)
    difference = cdk("diff", *options, environment=environment)
    for stack in templates:
        cloudformation.update_termination_protection(StackName=stack, EnableTerminationProtection=False)
    cdk("destroy", *options, *at_once, "--force", environment=environment)
    return Run(
        sample=sample,
        templates=templates,
        resources=resources,
        before=before,
        deployed=deployed,
        difference=difference,
        after=things_in(aws),
    )


def synthesize(sample: str, assembly: Path) -> dict[str, Json]:
    app = App(context=dict(FLAGS), outdir=str(assembly))
    stacks_of(sample, app)
    return {stack.stack_name: stack.template for stack in app.synth().stacks}


def physical_ids(cloudformation: Client, stack: str) -> dict[str, str]:
    found = cloudformation.describe_stack_resources(StackName=stack)["StackResources"]
    return {resource["LogicalResourceId"]: resource["PhysicalResourceId"] for resource in found}


def things_in(aws: LocalAws) -> Things:
    """All that there is of what the samples' stacks can leave, apart from logs that Lambda makes by itself."""
    return frozenset(name for name in _things_in(aws) if not name.startswith("/aws/lambda/"))


def _things_in(aws: LocalAws) -> Iterator[str]:
    ec2, iam = aws.client("ec2"), aws.client("iam")
    yield from (each["VpcId"] for each in ec2.describe_vpcs()["Vpcs"])
    yield from (each["SubnetId"] for each in ec2.describe_subnets()["Subnets"])
    yield from (each["RouteTableId"] for each in ec2.describe_route_tables()["RouteTables"])
    yield from (each["GroupId"] for each in ec2.describe_security_groups()["SecurityGroups"])
    yield from (each["InternetGatewayId"] for each in ec2.describe_internet_gateways()["InternetGateways"])
    yield from (each["VpcEndpointId"] for each in ec2.describe_vpc_endpoints()["VpcEndpoints"])
    yield from (each["PublicIp"] for each in ec2.describe_addresses()["Addresses"])
    yield from (each["FlowLogId"] for each in ec2.describe_flow_logs()["FlowLogs"])
    gateways = ec2.describe_nat_gateways()["NatGateways"]
    yield from (each["NatGatewayId"] for each in gateways if each["State"] != "deleted")
    yield from (each["RoleName"] for page in iam.get_paginator("list_roles").paginate() for each in page["Roles"])
    yield from (each["Arn"] for each in iam.list_policies(Scope="Local")["Policies"])
    yield from (each["FunctionName"] for each in aws.client("lambda").list_functions()["Functions"])
    yield from (each["StudioId"] for each in aws.client("emr").list_studios()["Studios"])
    yield from (each["Name"] for each in aws.client("s3").list_buckets()["Buckets"])
    yield from (each["KeyId"] for each in aws.client("kms").list_keys()["Keys"])
    yield from (each["logGroupName"] for each in aws.client("logs").describe_log_groups()["logGroups"])
    yield from (each["id"] for each in aws.client("emr-serverless").list_applications()["applications"])
    cloudwatch = aws.client("cloudwatch")
    yield from (each["AlarmName"] for each in cloudwatch.describe_alarms()["MetricAlarms"])
    yield from (each["DashboardName"] for each in cloudwatch.list_dashboards()["DashboardEntries"])
    yield from (each["Name"] for each in aws.client("events").list_rules()["Rules"])
    yield from (each["Name"] for each in aws.client("cloudtrail").list_trails()["Trails"])
    yield from aws.client("firehose").list_delivery_streams()["DeliveryStreamNames"]
    containers, catalog = aws.client("emr-containers"), aws.client("servicecatalog")
    for cluster in containers.list_virtual_clusters(states=["RUNNING"])["virtualClusters"]:
        yield cluster["id"]
        endpoints = containers.list_managed_endpoints(virtualClusterId=cluster["id"], states=["ACTIVE"])["endpoints"]
        yield from (each["arn"] for each in endpoints)
    yield from (each["Id"] for each in catalog.list_portfolios()["PortfolioDetails"])
    products = catalog.search_products_as_admin()["ProductViewDetails"]
    yield from (each["ProductViewSummary"]["ProductId"] for each in products)
    yield from (each["Id"] for each in catalog.list_tag_options()["TagOptionDetails"])


def test_each_studio_of_a_config_becomes_a_studio(run: Run) -> None:
    studios = [name for name in run.deployed - run.before if name.startswith("es-")]
    assert len(studios) == len(run.templates) == len(load_config(str(CONFIG / f"{run.sample}.yaml"))[0].studios)


def test_a_diff_after_a_deployment_names_no_difference(run: Run) -> None:
    assert run.difference.count("There were no differences") == len(run.templates)
    assert "Number of stacks with differences: 0" in run.difference


def test_a_destroyed_stack_leaves_what_it_retains(run: Run) -> None:
    assert run.ids(retained=True) <= run.deployed & run.after


def test_a_destroyed_stack_leaves_nothing_else(run: Run) -> None:
    assert run.after - run.before <= run.ids(retained=True)
    assert not run.ids(retained=False) & run.after


def test_a_destroyed_stack_takes_nothing_along_that_was_there_before(run: Run) -> None:
    assert run.before <= run.after
