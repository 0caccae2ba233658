"""The Studios that people visit, deployed by the real CLI, and who there is to visit them."""

import json
from pathlib import Path
from typing import Any

from aws_cdk import App, Environment, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam

from emr_studio_constructs import (
    Capability,
    EmrOnEc2,
    EmrServerlessApp,
    EmrStudio,
    IdentityCenterAuth,
    SamlFederationRole,
    SourceIdentity,
    Tier,
)
from rehearsal.aws import ACCOUNT, REGION, LocalAws, root_of
from rehearsal.cdk import cdk
from rehearsal.people.visit import ClusterRoles
from rehearsal.server import ROOT

Json = dict[str, Any]
# Whatever an argument of EmrStudio takes.
Argument = Any

IDENTITY_CENTER, IAM, ELSEWHERE = "VisitIdentityCenter", "VisitIam", "VisitElsewhere"
TIERS = list(Tier)
GROUPS = {"visit-readers": Tier.BASIC, "visit-scientists": Tier.INTERMEDIATE, "visit-engineers": Tier.ADVANCED}
USERS = {"bob@example.com": Tier.BASIC, "carol@example.com": Tier.ADVANCED}
PEOPLE = {
    "bea@example.com": ["visit-readers"],
    "ines@example.com": ["visit-scientists"],
    "ada@example.com": ["visit-engineers"],
    "tom@example.com": ["visit-readers", "visit-engineers"],
    "bob@example.com": [],
    "carol@example.com": ["visit-readers"],
    "una@example.com": [],
}
ROLES = ("visit-basic", "visit-intermediate", "visit-advanced")
CONTRACTORS, PROVIDER = "Contractors", "visit-idp"
CLUSTER_ROLES = ClusterRoles(service="visit-cluster-service", instance="visit-cluster-instance")
TAGS = {"team": "data"}
_WITH_PATH = f"arn:aws:iam::{ACCOUNT}:role/teams/data"
TAGGED_CLUSTER_ROLES = ClusterRoles(
    service=f"{_WITH_PATH}/{CLUSTER_ROLES.service}",
    instance=f"{_WITH_PATH}/{CLUSTER_ROLES.instance}",
    runtime=f"{_WITH_PATH}/visit-runtime",
    tags=TAGS,
)

_SUBNETS = {f"{REGION}a": "10.9.0.0/24", f"{REGION}b": "10.9.1.0/24"}


def settle(aws: LocalAws) -> Json:
    """Makes people, roles, a user, and two subnets, which it returns as arguments of an imported VPC."""
    aws.set_people(PEOPLE, list(GROUPS))
    people = aws.client("iam")
    trust = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}, "Action": "sts:AssumeRole"}
    for name in (*ROLES, "visit-elsewhere", "visit-stranger"):
        people.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps({"Statement": [trust]}))
    people.create_user(UserName="visit-erin")
    people.create_saml_provider(Name=PROVIDER, SAMLMetadataDocument="<xml/>" * 200)
    network = aws.client("ec2")
    vpc = network.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        network.create_subnet(VpcId=vpc, CidrBlock=addresses, AvailabilityZone=zone)["Subnet"]["SubnetId"]
        for zone, addresses in _SUBNETS.items()
    ]
    return {
        "vpc_id": vpc,
        "vpc_cidr_block": "10.9.0.0/16",
        "availability_zones": list(_SUBNETS),
        "private_subnet_ids": subnets,
        "private_subnet_route_table_ids": ["rtb-0123456789abcdef0"] * len(subnets),
    }


def new_app(directory: Path) -> App:
    context = json.loads((ROOT / "cdk.json").read_text(encoding="utf-8"))["context"]
    return App(context=context, outdir=str(directory))


def define_identity_center(app: App, network: Json, users: dict[str, Tier]) -> None:
    """A Studio with groups of all tiers and some users."""
    studio = _studio(app, IDENTITY_CENTER, network, auth=IdentityCenterAuth(), **_WITH_ATHENA)
    _add_clusters(studio)
    studio.add_compute(EmrServerlessApp(studio.stack, "Spark"))
    for group, tier in GROUPS.items():
        studio.add_group(group, tier=tier)
    for user, tier in users.items():
        studio.add_user(user, tier=tier)


def define_iam(app: App, network: Json) -> None:
    """A Studio with roles of all tiers, a user, and people of a SAML provider by source identity."""
    studio = _studio(app, IAM, network, **_WITH_ATHENA)
    _add_clusters(studio)
    studio.add_compute(EmrServerlessApp(studio.stack, "Spark"))
    for name, tier in zip(ROLES, TIERS, strict=True):
        studio.grant_access(iam.Role.from_role_name(studio, name, name), tier=tier)
    studio.grant_access(iam.User.from_user_name(studio, "Erin", "visit-erin"), tier=Tier.BASIC)
    arn = f"arn:aws:iam::{ACCOUNT}:saml-provider/{PROVIDER}"
    provider = iam.SamlProvider.from_saml_provider_arn(studio, "Provider", arn)
    role = SamlFederationRole(studio.stack, CONTRACTORS, saml_provider=provider)
    studio.grant_access(role, tier=Tier.BASIC, by=SourceIdentity(["carol@example.com"]))


def define_elsewhere(app: App, network: Json) -> None:
    """A Studio with one role, whose clusters are tagged and have roles with a path."""
    studio = _studio(app, ELSEWHERE, network)
    _add_clusters(studio, TAGGED_CLUSTER_ROLES)
    studio.grant_access(iam.Role.from_role_name(studio, "Elsewhere", "visit-elsewhere"), tier=Tier.ADVANCED)


def deploy(aws: LocalAws, app: App) -> None:
    app.synth()
    options = ("--all", "--require-approval", "never", "--concurrency", "3", "--app", app.outdir)
    cdk("deploy", *options, environment=aws.environment(root_of(ACCOUNT)))


def studio_of(aws: LocalAws, stack: str) -> Json:
    resources = aws.client("cloudformation").describe_stack_resources(StackName=stack)["StackResources"]
    ids = {resource["ResourceType"]: resource["PhysicalResourceId"] for resource in resources}
    return dict(aws.client("emr").describe_studio(StudioId=ids["AWS::EMR::Studio"])["Studio"])


def contractors_role(aws: LocalAws) -> str:
    """The name of the role that people of the SAML provider take on."""
    resources = aws.client("cloudformation").describe_stack_resources(StackName=IAM)["StackResources"]
    ids = {resource["LogicalResourceId"]: resource["PhysicalResourceId"] for resource in resources}
    return str(next(name for logical_id, name in ids.items() if logical_id.startswith(CONTRACTORS)))


_WITH_ATHENA: Json = {"optional_capabilities": [Capability.ATHENA]}


def _studio(app: App, name: str, network: Json, **arguments: Argument) -> EmrStudio:
    stack = Stack(app, name, env=Environment(account=ACCOUNT, region=REGION))
    return EmrStudio(stack, "Studio", vpc=ec2.Vpc.from_vpc_attributes(stack, "Vpc", **network), **arguments)


def _add_clusters(studio: EmrStudio, roles: ClusterRoles = CLUSTER_ROLES) -> None:
    service, instance = (
        iam.Role.from_role_arn(studio, name, name if name.startswith("arn:") else f"arn:aws:iam::{ACCOUNT}:role/{name}")
        for name in (roles.service, roles.instance)
    )
    tags = dict(roles.tags) if roles.tags else None
    studio.add_compute(EmrOnEc2(cluster_tags=tags, cluster_service_roles=[service], instance_roles=[instance]))
