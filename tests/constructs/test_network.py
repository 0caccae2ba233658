"""The security groups and subnets of a Studio, and what it warns of."""

import functools
import json
from pathlib import Path

import pytest
from aws_cdk import Annotations, Stack
from aws_cdk import aws_ec2 as ec2
from conftest import (
    Argument,
    Json,
    by_ref,
    imported_vpc,
    new_app,
    new_stack,
    new_studio,
    studio_properties,
    studio_template,
    template_of,
    warnings_of,
)

from emr_studio_constructs import GitAccess, NewVpc
from emr_studio_constructs.cfn import Resolver, Rule, resources, security_group_rules

EMR_TAG = {"Key": "for-use-with-amazon-emr-managed-policies", "Value": "true"}
GROUP = "AWS::EC2::SecurityGroup"
HTTPS_OUT = ("egress", "tcp", 443, 443)


@functools.cache
def default_template() -> Json:
    return studio_template()


def group(template: Json, kind: str) -> str:
    """The logical id of the `Workspace` or `Engine` group."""
    return by_ref(template, GROUP, studio_properties(template)[f"{kind}SecurityGroupId"])


def git_rules(git: GitAccess) -> set[str]:
    """Where Workspaces reach HTTPS."""
    template = studio_template(git=git)
    rules = security_group_rules(template, group(template, "Workspace"))
    return {rule.peer for rule in rules if rule[:4] == HTTPS_OUT}


def given_groups(stack: Stack, vpc: ec2.IVpc) -> dict[str, Argument]:
    return {
        "workspace_security_group": ec2.SecurityGroup(stack, "Workspace", vpc=vpc),
        "engine_security_group": ec2.SecurityGroup(stack, "Engine", vpc=vpc),
    }


def test_workspaces_reach_clusters_on_the_notebook_port_and_git_and_nothing_reaches_them() -> None:
    template = default_template()
    assert security_group_rules(template, group(template, "Workspace")) == {
        Rule("egress", "tcp", 18888, 18888, group(template, "Engine")),
        Rule("egress", "tcp", 443, 443, "0.0.0.0/0"),
    }


def test_clusters_are_reached_by_workspaces_alone_and_reach_nothing_by_this_group() -> None:
    template = default_template()
    assert security_group_rules(template, group(template, "Engine")) == {
        Rule("ingress", "tcp", 18888, 18888, group(template, "Workspace"))
    }


def test_no_group_keeps_the_rule_that_ec2_adds() -> None:
    template = studio_template(git=GitAccess.none())
    everything_out = Rule("egress", "-1", None, None, "0.0.0.0/0")
    for name in resources(template, GROUP):
        assert everything_out not in security_group_rules(template, name)


def test_git_is_open_to_the_internet_to_nothing_or_to_what_is_named() -> None:
    assert git_rules(GitAccess.internet()) == {"0.0.0.0/0"}
    assert git_rules(GitAccess.none()) == set()
    assert git_rules(GitAccess.to(ec2.Peer.ipv4("10.1.0.0/16"), ec2.Peer.prefix_list("pl-0123"))) == {
        "10.1.0.0/16",
        "pl-0123",
    }


def test_groups_of_the_studio_are_tagged_for_emr() -> None:
    found = Resolver(default_template())
    groups = [found.properties(name) for name in resources(found.template, GROUP)]
    assert [properties["Tags"] for properties in groups] == [[EMR_TAG], [EMR_TAG]]


def test_given_groups_are_used_as_they_are() -> None:
    stack = new_stack()
    vpc = imported_vpc(stack)
    groups = given_groups(stack, vpc)
    new_studio(stack, vpc=vpc, **groups)
    template = template_of(stack)
    assert len(resources(template, GROUP)) == 2
    assert not resources(template, "AWS::EC2::SecurityGroupIngress")
    assert not resources(template, "AWS::EC2::SecurityGroupEgress")
    for kind, given in (("Workspace", "workspace_security_group"), ("Engine", "engine_security_group")):
        assert group(template, kind) == stack.resolve(groups[given].security_group_id)["Fn::GetAtt"][0]
        assert "Tags" not in template["Resources"][group(template, kind)]["Properties"]


def test_a_studio_is_in_all_private_subnets_of_the_vpc() -> None:
    assert studio_properties(default_template())["SubnetIds"] == [f"subnet-0123456789abcde0{n}" for n in range(3)]


def test_isolated_subnets_do_where_there_are_no_private_ones() -> None:
    stack = new_stack()
    isolated = [ec2.SubnetConfiguration(name="Isolated", subnet_type=ec2.SubnetType.PRIVATE_ISOLATED)]
    vpc = ec2.Vpc(stack, "Vpc", max_azs=2, subnet_configuration=isolated)
    new_studio(stack, vpc=vpc, git=GitAccess.none())
    assert len(studio_properties(template_of(stack))["SubnetIds"]) == 2


@pytest.mark.parametrize(
    ("selection", "last_digits"),
    [
        (ec2.SubnetSelection(availability_zones=["eu-west-1b"]), ["01"]),
        (ec2.SubnetSelection(availability_zones=["eu-west-1b"], subnet_type=ec2.SubnetType.PUBLIC), ["11"]),
        (ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS, one_per_az=True), ["00", "01", "02"]),
    ],
)
def test_subnets_are_chosen_by_a_selection(selection: ec2.SubnetSelection, last_digits: list[str]) -> None:
    subnets = studio_properties(studio_template(vpc_subnets=selection))["SubnetIds"]
    assert [subnet[-2:] for subnet in subnets] == last_digits


@pytest.mark.parametrize("count", [1, 5])
def test_up_to_five_subnets_are_taken_one_by_one(count: int) -> None:
    stack = new_stack()
    ids = [f"subnet-0123456789abcdef{number}" for number in range(count)]
    subnets = [ec2.Subnet.from_subnet_id(stack, subnet_id, subnet_id) for subnet_id in ids]
    new_studio(stack, vpc_subnets=ec2.SubnetSelection(subnets=subnets))
    assert studio_properties(template_of(stack))["SubnetIds"] == ids


def warnings(**arguments: Argument) -> list[str]:
    stack = new_stack()
    new_studio(stack, **arguments)
    return warnings_of(stack)


def test_nothing_is_warned_of_in_the_default() -> None:
    assert warnings() == []


def test_one_availability_zone_is_warned_of() -> None:
    assert warnings(vpc_subnets=ec2.SubnetSelection(availability_zones=["eu-west-1a"])) == ["OneAvailabilityZone"]


def test_public_subnets_are_warned_of() -> None:
    assert warnings(vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PUBLIC)) == ["PublicSubnets"]


def test_internet_git_without_a_way_to_the_internet_is_warned_of() -> None:
    assert warnings(vpc=NewVpc(nat_gateways=0), git=GitAccess.internet()) == ["IsolatedSubnetsWithInternetGit"]
    assert warnings(vpc=NewVpc(nat_gateways=0)) == []


def test_a_warning_can_be_acknowledged_by_its_id() -> None:
    stack = new_stack()
    studio = new_studio(stack, vpc_subnets=ec2.SubnetSelection(availability_zones=["eu-west-1a"]))
    Annotations.of(studio).acknowledge_warning("emr-studio-constructs:OneAvailabilityZone")
    assert warnings_of(stack) == []


@pytest.mark.parametrize(
    "selection", [None, ec2.SubnetSelection(subnet_filters=[ec2.SubnetFilter.by_ids(["subnet-0123456789abcdef0"])])]
)
def test_a_vpc_that_the_cli_has_yet_to_look_up_is_no_mistake(selection: ec2.SubnetSelection | None) -> None:
    app = new_app()
    stack = new_stack(app)
    vpc = ec2.Vpc.from_lookup(stack, "Vpc", vpc_id="vpc-0123456789abcdef0")
    new_studio(stack, vpc=vpc, vpc_subnets=selection)
    assembly = Path(app.synth().directory)
    missing = json.loads((assembly / "manifest.json").read_text(encoding="utf-8"))["missing"]
    assert [each["provider"] for each in missing] == ["vpc-provider"]
