"""Mistakes in where a Studio lives."""

from aws_cdk import Stack
from aws_cdk import aws_ec2 as ec2
from bad_inputs import bad, group, studio_in, subnets, vpc
from conftest import Argument, imported_vpc

from emr_studio_constructs import GitAccess

TWO_GROUPS = "workspace_security_group", "engine_security_group"


def only_public(stack: Stack) -> ec2.Vpc:
    public = ec2.SubnetConfiguration(name="Public", subnet_type=ec2.SubnetType.PUBLIC)
    return ec2.Vpc(stack, "Vpc", max_azs=1, subnet_configuration=[public])


def both_groups(stack: Stack, **more: Argument) -> dict[str, Argument]:
    ours = imported_vpc(stack)
    return {"vpc": ours, TWO_GROUPS[0]: group(stack, "One", ours), TWO_GROUPS[1]: group(stack, "Two", ours), **more}


def one_group_twice(stack: Stack) -> dict[str, Argument]:
    one = group(stack)
    return dict.fromkeys(TWO_GROUPS, one)


def with_group_of_another_vpc(stack: Stack) -> dict[str, Argument]:
    ours = vpc(stack)
    return {
        "vpc": ours,
        TWO_GROUPS[0]: group(stack, "One", ours),
        TWO_GROUPS[1]: group(stack, "Two", vpc(stack, "Other")),
    }


def with_subnets_of_another_vpc(stack: Stack) -> dict[str, Argument]:
    return {"vpc": vpc(stack), "vpc_subnets": ec2.SubnetSelection(subnets=vpc(stack, "Other").private_subnets)}


def one_subnet_twice(stack: Stack) -> dict[str, Argument]:
    same = [ec2.Subnet.from_subnet_id(stack, name, "subnet-0123456789abcdef0") for name in ("One", "Two")]
    return {"vpc_subnets": ec2.SubnetSelection(subnets=same)}


def without_addresses(stack: Stack) -> dict[str, Argument]:
    unknown = ec2.Vpc.from_vpc_attributes(
        stack, "Vpc", vpc_id="vpc-0123456789abcdef0", availability_zones=["eu-west-1a"], private_subnet_ids=["subnet-1"]
    )
    return {"vpc": unknown, "vpc_endpoints": True}


BAD_NETWORKS = [
    bad(
        "Git to nowhere", lambda _: GitAccess.to(), "GitAccess.to", "got none", "needs one or more", "GitAccess.none()"
    ),
    bad(
        "the workspace group alone",
        studio_in(lambda stack: {TWO_GROUPS[0]: group(stack)}),
        *("workspace_security_group", "needs engine_security_group beside it", "pass both"),
    ),
    bad(
        "the engine group alone",
        studio_in(lambda stack: {TWO_GROUPS[1]: group(stack)}),
        *("engine_security_group", "needs workspace_security_group beside it", "pass both"),
    ),
    bad(
        "one group for both", studio_in(one_group_twice), *TWO_GROUPS, "must be two groups", "twice", "no inbound rule"
    ),
    bad(
        "Git rules for given groups",
        studio_in(lambda stack: both_groups(stack, git=GitAccess.none())),
        *("git", "must not be given with workspace_security_group", "are yours"),
    ),
    bad(
        "a group of another VPC",
        studio_in(with_group_of_another_vpc),
        TWO_GROUPS[1],
        "Stack/Two",
        "of vpc Stack/Vpc",
        "choose",
    ),
    bad(
        "subnets of another VPC",
        studio_in(with_subnets_of_another_vpc),
        "vpc_subnets",
        "Stack/Other",
        "of vpc Stack/Vpc",
        "choose",
    ),
    bad(
        "no private subnet",
        studio_in(lambda stack: {"vpc": only_public(stack)}),
        *("subnets", "got 0 of vpc Stack/Vpc", "must number 1 to 5", "pass vpc_subnets"),
    ),
    bad(
        "six subnets",
        studio_in(lambda stack: {"vpc_subnets": subnets(stack, 6)}),
        *("subnets", "got 6", "must number 1 to 5", "pass vpc_subnets"),
    ),
    bad(
        "a subnet twice",
        studio_in(one_subnet_twice),
        *("vpc_subnets", "must be different", "got one twice among Stack/One, Stack/Two"),
    ),
    bad(
        "endpoints in a VPC of unknown addresses",
        studio_in(without_addresses),
        *("vpc_endpoints", "needs the addresses", "got ", "import it with vpc_cidr_block"),
    ),
]
