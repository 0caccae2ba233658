"""Is the VPC there and resolves names; are the subnets in it, in several zones, with room.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-considerations.html
"""

from collections.abc import Iterator

from emr_studio_constructs.ops.reader import Reader
from emr_studio_constructs.review.causes import ANOTHER_ZONE, ONE_ZONE

from .finding import GUIDE, Finding, good, problem, warning
from .subject import Subject
from .subnets_reading import subnets_of

_DNS = "https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html"
# Each Workspace that runs takes one, and each node of each cluster.
_FEW_ADDRESSES = 16


def vpc(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the VPC is there."""
    if subject.vpc_id is None:
        return
    if found := read.ec2("describe_vpcs", "Vpcs", vpc_id=[subject.vpc_id]):
        yield good(subject.vpc_id, f"exists, {found[0]['CidrBlock']}")
    else:
        yield problem(
            subject.vpc_id,
            f"does not exist in {read.aws.region}",
            cause="a Studio is made in a VPC of its own account and Region",
            fix="name a VPC of this Region in network.vpc.vpc_id; there are:",
            command=f"aws ec2 describe-vpcs --region {read.aws.region}",
        )


def vpc_dns(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether names are resolved in the VPC, and its machines have some."""
    if subject.vpc_id is None:
        return
    support, names = (
        read.find("ec2", "describe_vpc_attribute", VpcId=subject.vpc_id, Attribute=attribute)
        for attribute in ("enableDnsSupport", "enableDnsHostnames")
    )
    if support is None or names is None:
        return
    modify = f"aws ec2 modify-vpc-attribute --vpc-id {subject.vpc_id}"
    if not support["EnableDnsSupport"]["Value"]:
        yield problem(
            subject.vpc_id,
            "resolves no names",
            cause=f"Workspaces and clusters find neither each other nor AWS: {_DNS}",
            command=f"{modify} --enable-dns-support",
        )
    elif not names["EnableDnsHostnames"]["Value"]:
        say = problem if subject.makes_vpc_endpoints else warning
        yield say(
            subject.vpc_id,
            "gives its machines no names",
            cause=f"live Spark UIs and the private names of VPC endpoints take DNS hostnames: {_DNS}",
            command=f"{modify} --enable-dns-hostnames",
        )
    else:
        yield good(subject.vpc_id, "DNS support and hostnames are on")


def subnets(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the subnets are there, all in the VPC."""
    found = {subnet["SubnetId"]: subnet for subnet in subnets_of(read, subject)}
    for subnet_id in subject.subnet_ids:
        if subnet_id not in found:
            yield problem(
                subnet_id,
                f"does not exist in {read.aws.region}",
                cause="a Studio cannot be made in a subnet that is not there, nor start a Workspace in it",
                fix="name subnets of this Region; there are:",
                command=f"aws ec2 describe-subnets --region {read.aws.region}",
            )
    outside = [subnet for subnet in found.values() if subnet["VpcId"] != subject.vpc_id]
    for subnet in outside:
        yield problem(
            subnet["SubnetId"],
            f"is in {subnet['VpcId']}, not in {subject.vpc_id}",
            cause=f"all subnets of a Studio are in its VPC: {GUIDE}/emr-studio-considerations.html",
            fix=f"choose subnets of {subject.vpc_id}, or the VPC {subnet['VpcId']}",
        )
    if found and not outside:
        yield good(str(subject.vpc_id), f"has {', '.join(sorted(found))}")


def zones(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the subnets are in several zones."""
    if not (found := subnets_of(read, subject)):
        return
    names = sorted({subnet["AvailabilityZone"] for subnet in found})
    if len(names) > 1:
        yield good(str(subject.vpc_id), f"has subnets in {', '.join(names)}")
    else:
        yield warning(
            names[0],
            "all subnets are in this one zone",
            cause=ONE_ZONE,
            fix=ANOTHER_ZONE,
        )


def free_addresses(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the subnets have room."""
    found = subnets_of(read, subject)
    tight = [subnet for subnet in found if subnet["AvailableIpAddressCount"] < _FEW_ADDRESSES]
    for subnet in tight:
        yield warning(
            subnet["SubnetId"],
            f"has {subnet['AvailableIpAddressCount']} free addresses",
            cause="each Workspace that runs takes an address, and each node of each cluster",
            fix="add a larger subnet to the Studio",
        )
    if found and not tight:
        least = min(subnet["AvailableIpAddressCount"] for subnet in found)
        yield good(str(subject.vpc_id), f"{least:,} free addresses or more in each subnet")
