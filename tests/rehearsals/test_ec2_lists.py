"""EC2's lists of network interfaces and endpoints on the local AWS, by filter."""

import pytest

from rehearsal.aws import REGION
from rehearsals.given import Account, Json, refusal
from rehearsals.given_studios import a_group, a_subnet, a_vpc

S3, STS = (f"com.amazonaws.{REGION}.{service}" for service in ("s3", "sts"))


def where(**filters: str) -> list[Json]:
    return [{"Name": name.replace("_", "-"), "Values": [value]} for name, value in filters.items()]


def test_interfaces_are_found_by_group_subnet_and_vpc(account: Account) -> None:
    ec2, made = account.client("ec2"), {}
    for name in ("ours", "other"):
        vpc = a_vpc(account)
        subnet, group = a_subnet(account, vpc), a_group(account, vpc)
        interface = ec2.create_network_interface(SubnetId=subnet, Groups=[group], Description=name)["NetworkInterface"]
        made[name] = (interface["NetworkInterfaceId"], where(group_id=group), where(subnet_id=subnet, vpc_id=vpc))

    ours, by_group, by_place = made["ours"]
    for filters in (by_group, by_place, by_group + by_place, where(description="ours")):
        found = ec2.describe_network_interfaces(Filters=filters)["NetworkInterfaces"]
        assert [interface["NetworkInterfaceId"] for interface in found] == [ours]
    assert ec2.describe_network_interfaces(Filters=by_group + made["other"][2])["NetworkInterfaces"] == []
    other = ec2.describe_network_interfaces(Filters=by_group, NetworkInterfaceIds=[made["other"][0]])
    assert other["NetworkInterfaces"] == []


def test_endpoints_are_found_by_vpc_service_and_type(account: Account) -> None:
    ec2, vpc = account.client("ec2"), a_vpc(account)
    subnet = a_subnet(account, vpc)
    ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=S3, VpcEndpointType="Gateway")
    ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=STS, VpcEndpointType="Interface", SubnetIds=[subnet])
    ec2.create_vpc_endpoint(VpcId=a_vpc(account), ServiceName=S3, VpcEndpointType="Gateway")

    def found(**filters: str) -> list[str]:
        endpoints = ec2.describe_vpc_endpoints(Filters=where(vpc_id=vpc, **filters))["VpcEndpoints"]
        return [endpoint["ServiceName"] for endpoint in endpoints]

    assert found() == [S3, STS]
    assert found(service_name=S3) == found(vpc_endpoint_type="Gateway") == [S3]
    assert found(service_name="com.amazonaws.eu-west-1.kms") == found(vpc_endpoint_state="pending") == []


@pytest.mark.parametrize("call", ["describe_network_interfaces", "describe_vpc_endpoints"])
def test_a_filter_that_the_local_aws_does_not_know_is_refused(account: Account, call: str) -> None:
    expected = "InvalidParameterValue", "The filter 'availability-zone' is invalid"
    assert refusal(getattr(account.client("ec2"), call), Filters=where(availability_zone="eu-west-1a")) == expected
