"""What one mistake is, and the parts that mistakes are made with."""

from collections.abc import Callable
from dataclasses import dataclass

from aws_cdk import Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from conftest import Argument, imported_vpc, new_studio

from emr_studio_constructs import EmrStudio, IdentityCenterAuth

Make = Callable[[Stack], object]


@dataclass(frozen=True)
class Bad:
    """One mistake: how it is made, and what its message must say - the argument, the value, the rule and the fix."""

    name: str
    make: Make
    words: tuple[str, ...]


def bad(name: str, make: Make, *words: str) -> Bad:
    return Bad(name, make, words)


def studio(**arguments: Argument) -> Make:
    """Defines a Studio with arguments that need no scope."""
    return lambda stack: new_studio(stack, **arguments)


def studio_in(arguments: Callable[[Stack], dict[str, Argument]]) -> Make:
    """Defines a Studio with arguments that are made in the stack."""
    return lambda stack: new_studio(stack, **arguments(stack))


def sso(stack: Stack, **arguments: Argument) -> EmrStudio:
    return new_studio(stack, auth=IdentityCenterAuth(**arguments))


def group(stack: Stack, construct_id: str = "Group", vpc: ec2.IVpc | None = None) -> ec2.SecurityGroup:
    return ec2.SecurityGroup(stack, construct_id, vpc=vpc or imported_vpc(stack, f"{construct_id}Vpc"))


def vpc(stack: Stack, construct_id: str = "Vpc") -> ec2.Vpc:
    return ec2.Vpc(stack, construct_id, max_azs=2)


def bucket(stack: Stack, construct_id: str = "Bucket", **arguments: Argument) -> s3.Bucket:
    return s3.Bucket(stack, construct_id, **arguments)


def key(stack: Stack, region: str = "eu-west-1", account: str = "111122223333") -> kms.IKey:
    arn = f"arn:aws:kms:{region}:{account}:key/12345678-1234-1234-1234-123456789012"
    return kms.Key.from_key_arn(stack, "Key", arn)


def alias(stack: Stack) -> kms.IAlias:
    return kms.Alias.from_alias_name(stack, "Alias", "alias/notebooks")


def role(stack: Stack, name: str = "role") -> iam.IRole:
    return iam.Role.from_role_name(stack, name, name)


def subnets(stack: Stack, count: int) -> ec2.SubnetSelection:
    ids = [f"subnet-0123456789abcdef{number}" for number in range(count)]
    return ec2.SubnetSelection(subnets=[ec2.Subnet.from_subnet_id(stack, each, each) for each in ids])
