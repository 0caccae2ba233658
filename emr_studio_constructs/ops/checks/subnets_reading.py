"""Which subnets a Studio has, or will have: in a VPC that is looked up the CDK chooses, as here.

https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ec2-readme.html#importing-an-existing-vpc
"""

from emr_studio_constructs.ops.reader import Json, Reader

from .network_reading import route_table_of
from .subject import Subject

_TYPES = {"PRIVATE_WITH_EGRESS": "Private", "PRIVATE_ISOLATED": "Isolated"}


def subnets_of(read: Reader, subject: Subject) -> list[Json]:
    """The Studio's subnets, as far as they exist; where none are named, those that the CDK chooses of the VPC."""
    if subject.subnet_ids:
        return read.ec2("describe_subnets", "Subnets", subnet_id=subject.subnet_ids)
    if subject.vpc_id is None:
        return []
    found = read.ec2("describe_subnets", "Subnets", vpc_id=[subject.vpc_id])
    if subject.subnet_group:
        return [subnet for subnet in found if _group_of(read, subnet) == subject.subnet_group]
    by_type = {name: [each for each in found if _type_of(read, each) == name] for name in _TYPES.values()}
    if subject.subnet_type:
        return by_type[_TYPES[subject.subnet_type]]
    return by_type["Private"] or by_type["Isolated"]


def _group_of(read: Reader, subnet: Json) -> str:
    return _tag_of(subnet, "aws-cdk:subnet-name") or _type_of(read, subnet)


def _type_of(read: Reader, subnet: Json) -> str:
    """What the CDK CLI takes a subnet for, in its order of questions."""
    if tagged := _tag_of(subnet, "aws-cdk:subnet-type"):
        return tagged
    table = route_table_of(read, subnet)
    routes = table["Routes"] if table else []
    if subnet.get("MapPublicIpOnLaunch") or any(each.get("GatewayId", "").startswith("igw-") for each in routes):
        return "Public"
    defaults = [each for each in routes if each.get("DestinationCidrBlock") == "0.0.0.0/0"]
    leads_out = any(each.get("NatGatewayId") or each.get("TransitGatewayId") for each in defaults)
    return "Private" if leads_out else "Isolated"


def _tag_of(thing: Json, key: str) -> str | None:
    return next((tag["Value"] for tag in thing.get("Tags", []) if tag["Key"] == key), None)
