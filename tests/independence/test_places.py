"""A Studio works wherever it is put: beside another, in a Stage, in a nested stack, with its parts in other stacks."""

from collections.abc import Callable, Mapping

import pytest
from aws_cdk import App, Environment, NestedStack, Stack, Stage
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk.assertions import Template
from conftest import ACCOUNT, FLAGS, REGION, Argument, imported_vpc, new_app, new_stack, new_studio, template_of
from every_compute import add_every_compute

from emr_studio_constructs import (
    ClusterRoles,
    ClusterTemplates,
    EmrOnEc2,
    EmrServerlessApp,
    EmrStudio,
    GitAccess,
    IdentityCenterAuth,
    SparkClusterTemplate,
    Tier,
)
from emr_studio_constructs.cfn import Resolver, SynthesizedStack, resolve_stacks, resources

STUDIO = "AWS::EMR::Studio"
with_and_without_flags = pytest.mark.parametrize("flags", [FLAGS, {}], ids=["flags", "no flags"])
EMR = iam.ServicePrincipal("elasticmapreduce.amazonaws.com")


def two_stacks(flags: Mapping[str, object]) -> tuple[App, Stack, Stack]:
    app = new_app(flags)
    return app, new_stack(app, "Base"), new_stack(app, "Studios")


def with_vpc(stack: Stack) -> dict[str, Argument]:
    return {"vpc": ec2.Vpc(stack, "Vpc", max_azs=2)}


def with_groups(stack: Stack) -> dict[str, Argument]:
    vpc = ec2.Vpc(stack, "Vpc", max_azs=2)
    names = ("workspace_security_group", "engine_security_group")
    return {"vpc": vpc, **{name: ec2.SecurityGroup(stack, name, vpc=vpc) for name in names}}


def with_git_server(stack: Stack) -> dict[str, Argument]:
    vpc = ec2.Vpc(stack, "Vpc", max_azs=2)
    return {"vpc": vpc, "git": GitAccess.to(ec2.SecurityGroup(stack, "Git", vpc=vpc))}


PARTS: dict[str, Callable[[Stack], dict[str, Argument]]] = {
    "VPC": with_vpc,
    "groups": with_groups,
    "Git server": with_git_server,
    "bucket": lambda stack: {"bucket": s3.Bucket(stack, "Bucket"), "prefix": "one"},
    "bucket with key": lambda stack: {
        "bucket": s3.Bucket(stack, "Bucket", encryption=s3.BucketEncryption.KMS),
        "prefix": "one",
    },
    "key": lambda stack: {"encryption_key": kms.Key(stack, "Key")},
    "access logs": lambda stack: {"server_access_logs_bucket": s3.Bucket(stack, "Logs")},
    "service role": lambda stack: {"service_role": iam.Role(stack, "Role", assumed_by=EMR)},
    "boundary": lambda stack: {
        "permissions_boundary": iam.ManagedPolicy(
            stack, "Boundary", statements=[iam.PolicyStatement(actions=["*"], resources=["*"])]
        )
    },
}


@with_and_without_flags
@pytest.mark.parametrize("part", PARTS)
def test_parts_may_be_in_another_stack(part: str, flags: Mapping[str, object]) -> None:
    _, base, stack = two_stacks(flags)
    new_studio(stack, **PARTS[part](base))
    assert len(resources(template_of(stack), STUDIO)) == 1


def roles_of_policies(stack: Stack, base: Stack) -> tuple[set[str], str]:
    """The names of the roles that the policies of a stack are attached to, and the name of the one role of `base`."""
    both = (SynthesizedStack(name=each.stack_name, template=template_of(each)) for each in (base, stack))
    theirs, found = resolve_stacks(both)
    policies = [found.properties(name) for name in resources(found.template, "AWS::IAM::ManagedPolicy")]
    (role,) = resources(theirs.template, "AWS::IAM::Role")
    return {name for policy in policies for name in policy.get("Roles", [])}, theirs.ref(role)


@with_and_without_flags
def test_a_service_role_of_another_stack_gets_its_policy_without_a_cycle(flags: Mapping[str, object]) -> None:
    app, base, stack = two_stacks(flags)
    new_studio(stack, service_role=iam.Role(base, "Role", assumed_by=EMR))
    app.synth()
    attached, role = roles_of_policies(stack, base)
    assert attached == {role}
    assert (stack.dependencies, base.dependencies) == ([base], [])


@with_and_without_flags
def test_a_user_role_of_another_stack_gets_the_tiers_without_a_cycle(flags: Mapping[str, object]) -> None:
    app, base, stack = two_stacks(flags)
    service_role = iam.Role.from_role_name(stack, "Service", "service")
    user_role = iam.Role(base, "Role", assumed_by=EMR)
    studio = EmrStudio.from_studio_attributes(
        stack, "S", studio_id="es-1", service_role=service_role, user_role=user_role, auth=IdentityCenterAuth()
    )
    studio.add_user("alice", tier=Tier.BASIC)
    studio.add_group("engineers", tier=Tier.ADVANCED)
    app.synth()
    attached, role = roles_of_policies(stack, base)
    assert attached == {role}
    assert (stack.dependencies, base.dependencies) == ([base], [])


@with_and_without_flags
def test_people_may_be_in_another_stack(flags: Mapping[str, object]) -> None:
    app, _, stack = two_stacks(flags)
    people = new_stack(app, "People")
    studio = new_studio(stack)
    for name in ("One", "Two"):
        studio.grant_access(iam.Role(people, name, assumed_by=iam.AccountRootPrincipal()), tier=Tier.BASIC)
    roles = resources(template_of(people), "AWS::IAM::Role")
    assert all(len(role["Properties"]["ManagedPolicyArns"]) == 1 for role in roles.values())


@with_and_without_flags
def test_roles_of_clusters_may_be_in_another_stack(flags: Mapping[str, object]) -> None:
    _, base, stack = two_stacks(flags)
    studio = new_studio(stack, auth=IdentityCenterAuth())
    role = iam.Role(base, "Role", assumed_by=EMR)
    studio.add_compute(EmrOnEc2(cluster_service_roles=[role], instance_roles=[role]))
    studio.add_group("engineers", tier=Tier.ADVANCED)
    assert resources(template_of(stack), STUDIO)


@with_and_without_flags
def test_people_of_identity_center_may_be_added_in_another_stack(flags: Mapping[str, object]) -> None:
    app, _, stack = two_stacks(flags)
    people = new_stack(app, "People")
    studio = new_studio(stack, auth=IdentityCenterAuth())
    imported = EmrStudio.from_studio_attributes(
        people,
        "Studio",
        studio_id=studio.studio_id,
        service_role=studio.service_role,
        user_role=studio.user_role,
        auth=studio.auth,
    )
    imported.add_group("engineers", tier=Tier.BASIC)
    assert resources(template_of(people), "AWS::EMR::StudioSessionMapping")


def test_two_studios_share_a_stack_and_nothing_else() -> None:
    stack = new_stack()
    for name in ("One", "Two"):
        new_studio(stack, name, auth=IdentityCenterAuth()).add_user("alice", tier=Tier.BASIC)
    found = Resolver(template_of(stack))
    one, two = (found.properties(name) for name in resources(found.template, STUDIO))
    different = ("Name", "DefaultS3Location", "EncryptionKeyArn", "ServiceRole", "UserRole", "EngineSecurityGroupId")
    assert [name for name in different if one[name] == two[name]] == []
    assert len(resources(found.template, "AWS::EMR::StudioSessionMapping")) == 2


def test_a_studio_may_be_in_a_stage() -> None:
    stage = Stage(new_app(), "Prod", env=Environment(account=ACCOUNT, region=REGION))
    stack = Stack(stage, "Stack")
    new_studio(stack)
    assert len(resources(template_of(stack), STUDIO)) == 1


def test_a_studio_may_be_in_a_nested_stack_with_people_outside() -> None:
    parent = new_stack()
    nested = NestedStack(parent, "Nested")
    studio = new_studio(nested, vpc=imported_vpc(parent))
    studio.grant_access(iam.Role(parent, "Role", assumed_by=iam.AccountRootPrincipal()), tier=Tier.BASIC)
    assert resources(template_of(parent), "AWS::CloudFormation::Stack")
    assert len(resources(Template.from_stack(nested).to_json(), STUDIO)) == 1


@with_and_without_flags
@pytest.mark.parametrize("place", ["stack", "nested stack", "Stage"])
def test_every_compute_works(place: str, flags: Mapping[str, object]) -> None:
    app = new_app(flags)
    env = Environment(account=ACCOUNT, region=REGION)
    outer = Stack(Stage(app, "Stage") if place == "Stage" else app, "Outer", env=env)
    stack = NestedStack(outer, "Nested") if place == "nested stack" else outer
    studio = new_studio(stack)
    add_every_compute(stack, studio)
    studio.grant_access(iam.Role.from_role_name(stack, "People", "people"), tier=Tier.INTERMEDIATE)
    app.synth()
    found = Template.from_stack(stack)
    for kind in ("EMRServerless::Application", "EMRContainers::Endpoint", "ServiceCatalog::CloudFormationProduct"):
        found.resource_count_is(f"AWS::{kind}", 1)


def test_two_studios_share_compute() -> None:
    stack = new_stack()
    application = EmrServerlessApp(stack, "Spark")
    roles = ClusterRoles(stack, "Roles")
    template = SparkClusterTemplate(stack, "Small", roles=roles)
    templates = ClusterTemplates(stack, "Templates", templates={"small": template}, provider_name="us")
    people = iam.Role.from_role_name(stack, "People", "people")
    for name in ("One", "Two"):
        studio = new_studio(stack, name)
        studio.add_compute(application)
        studio.add_compute(templates)
        studio.grant_access(people, tier=Tier.INTERMEDIATE)
    template_json = template_of(stack)
    assert len(resources(template_json, "AWS::EMRServerless::Application")) == 1
    assert len(resources(template_json, "AWS::ServiceCatalog::PortfolioPrincipalAssociation")) == 1


def test_compute_may_be_in_the_stack_of_an_imported_studio() -> None:
    stack = new_stack()
    role = iam.Role.from_role_name(stack, "Service", "service")
    studio = EmrStudio.from_studio_attributes(stack, "Studio", studio_id="es-1", service_role=role)
    add_every_compute(stack, studio)
    studio.grant_access(iam.Role.from_role_name(stack, "People", "people"), tier=Tier.INTERMEDIATE)
    assert resources(template_of(stack), "AWS::EMRServerless::Application")
