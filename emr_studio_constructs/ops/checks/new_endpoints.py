"""Can the VPC endpoints be made that a config wants in a VPC that is there.

https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
"""

from collections.abc import Iterator

from emr_studio_constructs.ops.reader import Json, Reader

from .finding import Finding, good, problem
from .network_reading import endpoints_of, route_table_of
from .stack_reading import physical_ids_of
from .subject import Subject
from .subnets_reading import subnets_of

_PAGE = "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html"
SERVICES = ("elasticmapreduce", "secretsmanager", "sts", "kms", "logs", "glue", "ec2")
"""What the construct makes interface endpoints of, as AWS names services."""


def new_endpoints(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the VPC has endpoints already that stand in the way of new ones."""
    if subject.vpc_id is None or not subject.makes_vpc_endpoints:
        return
    ours = physical_ids_of(read, subject, "AWS::EC2::VPCEndpoint")
    there = [each for each in endpoints_of(read, subject.vpc_id) if each["VpcEndpointId"] not in ours]
    in_the_way = [each for each in there if _is_in_the_way(read, subject, each)]
    for endpoint in in_the_way:
        yield problem(
            endpoint["VpcEndpointId"],
            f"is an endpoint of {endpoint['ServiceName']} already",
            cause=f"a VPC takes one with private DNS a service, and a route table one of S3: {_PAGE}",
            fix="leave network.vpc_endpoints out, where the VPC has all that are needed; or delete it first",
        )
    if not in_the_way:
        yield good(subject.vpc_id, "has no endpoints that are in the way of new ones")


def _is_in_the_way(read: Reader, subject: Subject, endpoint: Json) -> bool:
    region = read.aws.region
    if endpoint["ServiceName"].endswith(f".{region}.s3"):
        tables = [route_table_of(read, subnet) for subnet in subnets_of(read, subject)]
        return any(table and table["RouteTableId"] in endpoint.get("RouteTableIds", []) for table in tables)
    named = endpoint["ServiceName"].rpartition(f".{region}.")[2]
    return named in SERVICES and endpoint.get("PrivateDnsEnabled", False)
