"""People of a Studio with endpoints of EMR on EKS, cluster templates and runtime roles: who is let in where."""

from collections.abc import Iterator

import pytest
from aws_cdk import Environment, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_eks_v2 as eks
from aws_cdk import aws_iam as iam

from emr_studio_constructs import (
    ClusterRoles,
    ClusterTemplates,
    EmrOnEc2,
    EmrOnEksEndpoint,
    EmrStudio,
    SparkClusterTemplate,
    Tier,
)
from rehearsal.aws import ACCOUNT, REGION, LocalAws, root_of
from rehearsal.cdk import cdk
from rehearsal.people.ask import Outcome, ask, try_doors
from rehearsal.people.doors import DOORS
from rehearsal.people.visit import ClusterRoles as RolesOfClusters
from rehearsals.given import Account, Json, a_role, allow
from rehearsals.visited import deploy, new_app, studio_of

STACK, TIERS = "ComputeDoors", list(Tier)
RUNTIME = RolesOfClusters(runtime="doors-runtime")
LET_IN, PASSED, REFUSED = Outcome.LET_IN, Outcome.PASSED, Outcome.REFUSED
# Of BASIC, INTERMEDIATE and ADVANCED. Of a runtime role's keys there is nothing to be had here but IAM's answer.
EXPECTED = {
    "attach with a runtime role": (PASSED, PASSED, PASSED),
    "attach with another runtime role": (REFUSED, REFUSED, REFUSED),
    "attach to EMR Serverless": (REFUSED, REFUSED, REFUSED),
    "attach to EMR on EKS": (LET_IN, LET_IN, LET_IN),
    "attach to EMR on EKS with another role": (REFUSED, REFUSED, REFUSED),
    "start a cluster from a template": (REFUSED, LET_IN, LET_IN),
}


@pytest.fixture(scope="module")
def studio(bootstrapped: LocalAws, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Json]:
    """A Studio with all of these, deployed by the real CLI, and a role of each tier."""
    network, zone = bootstrapped.client("ec2"), f"{REGION}a"
    vpc = network.create_vpc(CidrBlock="10.7.0.0/16")["Vpc"]["VpcId"]
    subnet = network.create_subnet(VpcId=vpc, CidrBlock="10.7.0.0/24", AvailabilityZone=zone)["Subnet"]["SubnetId"]
    app = new_app(tmp_path_factory.mktemp("doors"))
    stack = Stack(app, STACK, env=Environment(account=ACCOUNT, region=REGION))
    here = ec2.Vpc.from_vpc_attributes(stack, "Vpc", vpc_id=vpc, availability_zones=[zone], private_subnet_ids=[subnet])
    studio = EmrStudio(stack, "Studio", vpc=here)
    studio.add_compute(EmrOnEc2(runtime_roles=[iam.Role.from_role_name(stack, "Runtime", RUNTIME.runtime)]))
    cluster = eks.Cluster.from_cluster_attributes(stack, "Cluster", cluster_name="doors")
    role = iam.Role.from_role_name(stack, "Execution", "doors-execution")
    studio.add_compute(EmrOnEksEndpoint(stack, "Endpoint", cluster=cluster, namespace="doors", execution_role=role))
    spark = SparkClusterTemplate(stack, "Spark", roles=ClusterRoles(stack, "ClusterRoles"))
    studio.add_compute(ClusterTemplates(stack, "Templates", templates={"spark": spark}, provider_name="Data platform"))
    for tier in TIERS:
        name = f"doors-{tier.lower()}"
        studio.grant_access(iam.Role(stack, tier, role_name=name, assumed_by=iam.AccountRootPrincipal()), tier=tier)
    deploy(bootstrapped, app)
    yield studio_of(bootstrapped, STACK)
    cdk("destroy", "--all", "--force", "--app", app.outdir, environment=bootstrapped.environment(root_of(ACCOUNT)))


@pytest.mark.parametrize("tier", TIERS)
def test_people_are_let_in_where_their_tier_is_for_it(bootstrapped: LocalAws, studio: Json, tier: Tier) -> None:
    doors = [door for door in DOORS if door.says in EXPECTED]
    attempts = try_doors(bootstrapped, studio, f"doors-{tier.lower()}", doors=doors, cluster_roles=RUNTIME)
    found = {attempt.door.says: attempt.outcome for attempt in attempts}
    assert found == {says: row[TIERS.index(tier)] for says, row in EXPECTED.items()}


def test_who_tries_templates_leaves_nothing_behind(bootstrapped: LocalAws, studio: Json) -> None:
    (attempt,) = ask(bootstrapped, studio, "doors-advanced", "start a cluster from a template")
    assert attempt.outcome is Outcome.LET_IN
    assert bootstrapped.client("servicecatalog").scan_provisioned_products()["ProvisionedProducts"] == []


def test_who_may_launch_everything_launches_only_what_is_in_their_portfolios(
    bootstrapped: LocalAws, studio: Json
) -> None:
    account = Account(bootstrapped, ACCOUNT)
    trusting = allow("sts:AssumeRole", Principal={"AWS": ACCOUNT})
    del trusting["Resource"]
    actions = ["servicecatalog:*", "elasticmapreduce:CreateStudioPresignedUrl"]
    stranger = a_role(account, allow(actions), trusting=trusting)
    (attempt,) = ask(bootstrapped, studio, stranger, "start a cluster from a template")
    assert attempt.outcome is Outcome.PASSED
    assert attempt.message.startswith("Product prod-")
    assert attempt.message.endswith(" does not exist.")
