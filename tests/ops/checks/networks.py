"""A network as a Studio wants it, and its parts to break."""

import itertools
from dataclasses import dataclass
from typing import Any

from rehearsals.given import Account, a_name
from rehearsals.given_studios import a_group

from rehearsal.aws import REGION

Json = dict[str, Any]
_blocks = itertools.count()


@dataclass(frozen=True)
class Network:
    """A VPC with a private subnet in each of two zones, and the two groups."""

    vpc: str
    subnets: tuple[str, ...]
    route_table: str
    nat_gateway: str
    endpoint: str
    workspace: str
    engine: str

    @property
    def known(self) -> Json:
        """What a Subject knows of it."""
        return {
            "vpc_id": self.vpc,
            "subnet_ids": self.subnets,
            "workspace_security_group_id": self.workspace,
            "engine_security_group_id": self.engine,
        }


def a_network(account: Account) -> Network:
    ec2 = account.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    subnets = tuple(a_subnet_in(account, vpc, zone) for zone in "ab")
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    for subnet in subnets:
        ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
    nat = ec2.create_nat_gateway(SubnetId=subnets[0], ConnectivityType="private")["NatGateway"]["NatGatewayId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat)
    workspace, engine = groups_in(account, vpc)
    return Network(vpc, subnets, table, nat, an_s3_endpoint(account, vpc, table), workspace, engine)


def a_subnet_in(account: Account, vpc: str, zone: str, size: int = 24) -> str:
    request = {"CidrBlock": f"10.0.{next(_blocks) % 256}.0/{size}", "AvailabilityZone": f"{REGION}{zone}"}
    return str(account.client("ec2").create_subnet(VpcId=vpc, **request)["Subnet"]["SubnetId"])


def an_s3_endpoint(account: Account, vpc: str, *tables: str) -> str:
    request = {"VpcEndpointType": "Gateway", "ServiceName": f"com.amazonaws.{REGION}.s3", "RouteTableIds": tables}
    return str(account.client("ec2").create_vpc_endpoint(VpcId=vpc, **request)["VpcEndpoint"]["VpcEndpointId"])


def groups_in(account: Account, vpc: str) -> tuple[str, str]:
    """The groups with the rules that AWS asks for."""
    ec2 = account.client("ec2")
    workspace, engine = a_group(account, vpc), a_group(account, vpc)
    everything = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    ec2.revoke_security_group_egress(GroupId=workspace, IpPermissions=[everything])
    https = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    ec2.authorize_security_group_egress(GroupId=workspace, IpPermissions=[notebook_port(engine), https])
    ec2.authorize_security_group_ingress(GroupId=engine, IpPermissions=[notebook_port(workspace)])
    return workspace, engine


def notebook_port(group: str) -> Json:
    """A rule of a group, for another."""
    return {"IpProtocol": "tcp", "FromPort": 18888, "ToPort": 18888, "UserIdGroupPairs": [{"GroupId": group}]}


def a_public_table(account: Account, vpc: str) -> str:
    """A route table that leads to an internet gateway."""
    ec2 = account.client("ec2")
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    table = str(ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"])
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    return table


def a_group_named(account: Account, vpc: str) -> str:
    request = {"GroupName": a_name("other"), "Description": "of a test"}
    return str(account.client("ec2").create_security_group(VpcId=vpc, **request)["GroupId"])
