"""How the subnets reach S3, and Git servers on the internet.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-considerations.html
"""

from collections.abc import Iterator

from emr_studio_constructs.ops.reader import Reader
from emr_studio_constructs.review.causes import NO_PUBLIC_ADDRESS
from emr_studio_constructs.review.policy_documents import fits, statements_of, values

from .finding import GUIDE, Finding, good, problem, warning
from .network_reading import route_table_of, s3_endpoints_of
from .subject import Subject
from .subnets_reading import subnets_of
from .way_out import Kind, WayOut, way_out_of

_S3_GATEWAY = "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html"


def way_out(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether each subnet reaches S3, and the internet where Git is there."""
    for subnet in subnets_of(read, subject):
        out = way_out_of(read, subnet)
        endpoints = [endpoint["VpcEndpointId"] for endpoint in s3_endpoints_of(read, subnet)]
        table = route_table_of(read, subnet)
        add_endpoint = (
            f"aws ec2 create-vpc-endpoint --vpc-id {subnet['VpcId']} --service-name com.amazonaws.{read.aws.region}.s3 "
            f"--route-table-ids {table['RouteTableId']}"
            if table
            else ""
        )
        wants_internet = subject.wants_git_on_internet
        yield _judge(subnet["SubnetId"], out, endpoints, wants_internet=wants_internet, add_endpoint=add_endpoint)


def _judge(subnet_id: str, out: WayOut, s3_endpoints: list[str], *, wants_internet: bool, add_endpoint: str) -> Finding:
    if out.kind is Kind.PUBLIC:
        say = problem if wants_internet or not s3_endpoints else warning
        return say(
            subnet_id,
            f"is public: its way out is {out.through}",
            cause=NO_PUBLIC_ADDRESS,
            fix="choose private subnets, with a route to a NAT gateway",
        )
    if out.kind is Kind.NONE and not s3_endpoints:
        return problem(
            subnet_id,
            "reaches no S3: neither NAT gateway nor S3 endpoint",
            cause=f"clusters take their software and data from S3: {_S3_GATEWAY}",
            fix="route 0.0.0.0/0 to a NAT gateway, or make an S3 endpoint; in a config, network.vpc_endpoints: true "
            "makes endpoints:",
            command=add_endpoint,
        )
    if out.kind is Kind.NONE and wants_internet:
        return problem(
            subnet_id,
            "has no way to the internet, where Git servers are",
            cause=f"Workspaces reach public Git through a NAT gateway: {GUIDE}/emr-studio-considerations.html",
            fix="route 0.0.0.0/0 to a NAT gateway; in a config, network.git: NONE does without",
        )
    if out.kind is Kind.OTHER and (wants_internet or not s3_endpoints):
        return warning(
            subnet_id,
            f"goes through {out.through}: make sure that it leads on",
            cause="what is behind it is not seen from here: S3 must be, and the internet for Git servers that are "
            f"there: {GUIDE}/emr-studio-considerations.html",
            fix="ask whoever runs the network, or try from an instance of the subnet",
        )
    ways = [out.through] if out.through else []
    return good(subnet_id, f"reaches out by {' and '.join([*ways, *s3_endpoints])}")


def s3_endpoint_policy(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the policies of S3 endpoints leave the Studio's bucket out, as far as they name resources."""
    if subject.bucket is None:
        return
    endpoints = {
        endpoint["VpcEndpointId"]: endpoint
        for subnet in subnets_of(read, subject)
        for endpoint in s3_endpoints_of(read, subnet)
    }
    location = f"arn:{read.partition}:s3:::{subject.bucket}/{subject.prefix or '*'}"
    for name, endpoint in endpoints.items():
        if document := endpoint.get("PolicyDocument"):
            allowed = [each for each in statements_of(document) if each["Effect"] == "Allow"]
            patterns = [pattern for each in allowed for pattern in values(each.get("Resource", "*"))]
            if fits(patterns, location):
                yield good(name, f"lets requests to {subject.bucket} pass")
            else:
                yield problem(
                    name,
                    f"lets no request to {subject.bucket} pass",
                    cause=f"its policy names other buckets alone: {_S3_GATEWAY}",
                    fix=f"add arn:{read.partition}:s3:::{subject.bucket} and its objects to the endpoint's policy",
                )
