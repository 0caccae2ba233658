"""The same Studio comes out of an app without feature flags and of one with all that the CDK recommends."""

import functools
import json
from collections.abc import Callable

import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from conftest import FLAGS, Argument, Json, new_app, new_stack, new_studio, template_of
from every_compute import add_every_compute

from emr_studio_constructs import (
    EmrOnEc2,
    IdentityCenterAuth,
    NewVpc,
    PrivateGitServer,
    SamlFederationRole,
    Tier,
)
from emr_studio_constructs.cfn import Resolver, all_policy_documents, resources, security_group_rules

ZONES = ("eu-west-1a", "eu-west-1b")
KINDS = [
    "AWS::EMR::Studio",
    "AWS::EC2::SecurityGroup",
    "AWS::EC2::Subnet",
    "AWS::KMS::Key",
    "AWS::S3::Bucket",
    "AWS::Lambda::Function",
    "AWS::Lambda::EventInvokeConfig",
    "AWS::Logs::LogGroup",
    "Custom::EmrStudioSessionMapping",
    "Custom::EmrStudioPrivateGit",
    "AWS::EMRContainers::Endpoint",
    "AWS::EMRContainers::VirtualCluster",
    "AWS::EMRServerless::Application",
    "AWS::IAM::InstanceProfile",
    "AWS::ServiceCatalog::LaunchTemplateConstraint",
    "AWS::ServiceCatalog::Portfolio",
]


def identity_center(**arguments: Argument) -> Callable[[dict[str, object]], Json]:
    def template(flags: dict[str, object]) -> Json:
        stack = new_stack(new_app(flags))
        logs = s3.Bucket(stack, "Logs")
        studio = new_studio(stack, auth=IdentityCenterAuth(), server_access_logs_bucket=logs, **arguments)
        studio.add_group("engineers", tier=Tier.ADVANCED)
        studio.add_user("alice", tier=Tier.BASIC)
        studio.add_user(identity_id="90677bd5e2-11111111-2222-3333-4444-555555555555", tier=Tier.BASIC)
        role = iam.Role.from_role_name(stack, "Role", "cluster")
        studio.add_compute(EmrOnEc2(cluster_service_roles=[role], instance_roles=[role], cluster_tags={"team": "data"}))
        return template_of(stack)

    return template


def federated(flags: dict[str, object]) -> Json:
    stack = new_stack(new_app(flags))
    provider = iam.SamlProvider.from_saml_provider_arn(stack, "P", "arn:aws:iam::111122223333:saml-provider/p")
    people = SamlFederationRole(stack, "People", saml_provider=provider)
    new_studio(stack).grant_access(people, tier=Tier.BASIC)
    return template_of(stack)


def every_compute(flags: dict[str, object]) -> Json:
    stack = new_stack(new_app(flags))
    studio = new_studio(stack)
    add_every_compute(stack, studio)
    studio.add_private_git_server(PrivateGitServer(git_server_dns_name="git.example.com", dns_server_ip_v4="10.0.0.2"))
    for tier in Tier:
        studio.grant_access(iam.Role(stack, tier, assumed_by=iam.AccountRootPrincipal()), tier=tier)
    return template_of(stack)


STUDIOS = {
    "identity center": identity_center(vpc=NewVpc(availability_zones=ZONES)),
    "without internet": identity_center(vpc=NewVpc(availability_zones=ZONES, nat_gateways=0)),
    "federated": federated,
    "every compute": every_compute,
}
every_studio = pytest.mark.parametrize("name", STUDIOS)


@functools.cache
def both(name: str) -> tuple[Resolver, Resolver]:
    """A Studio without feature flags and with all of them."""
    make = STUDIOS[name]
    return Resolver(make({})), Resolver(make(dict(FLAGS)))


def is_ours(logical_id: str) -> bool:
    """The bucket for access logs is the caller's, with the flags that the app has."""
    return not logical_id.startswith("Logs")


def permissions(found: Resolver, logical_id: str) -> set[str]:
    """The single permissions of the documents in a resource, however statements are merged."""
    return {
        json.dumps([rest, action, resource], sort_keys=True)
        for document in all_policy_documents(found)
        if document.logical_id == logical_id
        for statement in document.document["Statement"]
        for rest in [{k: v for k, v in statement.items() if k not in {"Action", "Resource"}}]
        for action in _list(statement["Action"])
        for resource in _list(statement.get("Resource", ""))
    }


def _list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


@every_studio
def test_logical_ids_are_the_same(name: str) -> None:
    one, other = ({each for each in found.template["Resources"] if is_ours(each)} for found in both(name))
    assert one == other


@every_studio
def test_permissions_are_the_same(name: str) -> None:
    without, with_flags = both(name)
    for logical_id in filter(is_ours, without.template["Resources"]):
        assert permissions(without, logical_id) == permissions(with_flags, logical_id), logical_id


@every_studio
def test_policies_of_the_studio_are_the_same_to_the_letter(name: str) -> None:
    without, with_flags = both(name)
    for logical_id in resources(without.template, "AWS::IAM::ManagedPolicy"):
        assert without.properties(logical_id) == with_flags.properties(logical_id), logical_id


@every_studio
def test_security_group_rules_are_the_same(name: str) -> None:
    without, with_flags = both(name)
    groups = resources(without.template, "AWS::EC2::SecurityGroup")
    assert groups
    for logical_id in groups:
        rules = security_group_rules(without, logical_id)
        assert rules == security_group_rules(with_flags, logical_id)
        assert not [rule for rule in rules if rule.protocol == "-1"]


@every_studio
@pytest.mark.parametrize("kind", KINDS)
def test_properties_are_the_same(name: str, kind: str) -> None:
    without, with_flags = both(name)
    for logical_id in resources(without.template, kind):
        if is_ours(logical_id):
            assert without.properties(logical_id) == with_flags.properties(logical_id), logical_id
