"""The VPC that a Studio defines where it is given none."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_network

from aws_cdk import Acknowledgment, RemovalPolicy, Tags, Validations
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_logs as logs
from constructs import Construct

from ._border import check_list, is_known, listed
from .choices import MOST_SUBNETS
from .policies.row import EMR_TAG

_DEFAULT_ZONES = 3
_SMALLEST_VPC = 17


@dataclass(frozen=True, kw_only=True)
class NewVpc:
    """A VPC to be defined with the Studio: private subnets, an S3 gateway endpoint, nothing in the default group.

    Args:
        max_azs: How many Availability Zones, 1 to 5. Default: 3, or 2 where the stack names no account and Region.
        availability_zones: Their names, instead of a number. Either way the CDK looks up the zones of a stack that
            names its account and Region, once and with credentials, unless the stack overrides `availability_zones`.
        cidr: The VPC's addresses. Default: 10.0.0.0/16.
        nat_gateways: How many NAT gateways, from 0 up to one a zone. Each costs by the hour and by the gigabyte (about
            37 USD a month in us-east-1 with its address, before traffic). One serves all zones, and is a single point
            of failure for Git; one a zone is not. With 0 the subnets are isolated, and get interface endpoints for the
            services that clusters need (each by the hour and zone, about 7 USD a month); public Git does not work then.
        flow_logs: Whether all traffic is logged, kept for a year. Default: it is.
        restrict_default_security_group: Whether the rules of the VPC's default group are taken away, by a Lambda
            function that the CDK adds to the stack. Default: they stay; nothing is in that group.

    Raises:
        ValueError: A number or address is out of bounds, or both zones and `max_azs` are given.
    """

    max_azs: int | None = None
    availability_zones: Sequence[str] | None = None
    cidr: str | None = None
    nat_gateways: int = 1
    flow_logs: bool = True
    restrict_default_security_group: bool = False

    def __post_init__(self) -> None:
        """Checks the numbers."""
        if self.max_azs is not None and self.availability_zones is not None:
            message = "max_azs must not be given with availability_zones: name the zones or count them"
            raise ValueError(message)
        check_list("availability_zones", self.availability_zones, "zones")
        zones = self.max_azs if self.availability_zones is None else len(self.availability_zones)
        if zones is not None and not 1 <= zones <= MOST_SUBNETS:
            argument = "max_azs" if self.availability_zones is None else "availability_zones"
            message = f"{argument} must number 1 to {MOST_SUBNETS}, the subnets that a Studio may have, got {zones}"
            raise ValueError(message)
        if self.availability_zones and len(set(self.availability_zones)) < len(self.availability_zones):
            message = f"availability_zones must be different, got {listed(self.availability_zones)}: name each once"
            raise ValueError(message)
        if not 0 <= self.nat_gateways <= (zones or _DEFAULT_ZONES):
            message = f"nat_gateways must be 0, or up to one a zone, {zones or _DEFAULT_ZONES}, got {self.nat_gateways}"
            raise ValueError(message)
        if self.cidr is not None and is_known(self.cidr):
            _check_cidr(self.cidr)


def _check_cidr(cidr: str) -> None:
    """Refuses addresses that a VPC cannot have, or too few for the subnets."""
    try:
        network = ip_network(cidr)
    except ValueError as error:
        message = f"cidr must be the addresses of a network, without host bits, like 10.0.0.0/16, got {cidr!r}"
        raise ValueError(message) from error
    if network.version != 4 or not 16 <= network.prefixlen <= _SMALLEST_VPC:  # noqa: PLR2004  # IPv4, a VPC's largest
        message = f"cidr must be an IPv4 network of /16 to /{_SMALLEST_VPC}, which holds the subnets, got {cidr!r}"
        raise ValueError(message)


def are_different(one: ec2.IVpc, other: ec2.IVpc) -> bool:
    """Tells whether two VPCs are known to be two: both are defined here, or the ids of both are known."""
    comparable = is_known(one.vpc_id) and is_known(other.vpc_id)
    defined = isinstance(one, ec2.Vpc) and isinstance(other, ec2.Vpc)
    return one.vpc_id != other.vpc_id and (comparable or defined)


class StudioVpc(Construct):
    """The VPC of a Studio, with its logs and its way to S3."""

    def __init__(self, scope: Construct, construct_id: str, *, new: NewVpc) -> None:
        """Defines what `new` says."""
        super().__init__(scope, construct_id)
        isolated = new.nat_gateways == 0
        kind = ec2.SubnetType.PRIVATE_ISOLATED if isolated else ec2.SubnetType.PRIVATE_WITH_EGRESS
        subnets = [ec2.SubnetConfiguration(name="Private", subnet_type=kind, cidr_mask=20)]
        if not isolated:
            public = ec2.SubnetType.PUBLIC
            subnets.append(
                ec2.SubnetConfiguration(name="Public", subnet_type=public, cidr_mask=24, map_public_ip_on_launch=False)
            )
        nat = ec2.NatProvider.gateway()
        self.vpc = ec2.Vpc(
            self,
            "Resource",
            ip_addresses=ec2.IpAddresses.cidr(new.cidr) if new.cidr else None,
            availability_zones=list(new.availability_zones) if new.availability_zones else None,
            max_azs=None if new.availability_zones else new.max_azs or _DEFAULT_ZONES,
            nat_gateways=new.nat_gateways,
            nat_gateway_provider=nat,
            subnet_configuration=subnets,
            gateway_endpoints={"S3": ec2.GatewayVpcEndpointOptions(service=ec2.GatewayVpcEndpointAwsService.S3)},
            restrict_default_security_group=new.restrict_default_security_group,
        )
        self.nat_gateway_ids = tuple(gateway.gateway_id for gateway in nat.configured_gateways)
        Validations.of(self.vpc).acknowledge(
            Acknowledgment(
                id="CloudFormation-Validate::W3010",
                reason="Zones are named in the template where the caller names them, or the CDK has looked them up.",
            )
        )
        if new.flow_logs:
            log_group = logs.LogGroup(
                self,
                "FlowLogs",
                retention=logs.RetentionDays.ONE_YEAR,
                removal_policy=RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
            )
            destination = ec2.FlowLogDestination.to_cloud_watch_logs(log_group)
            self.vpc.add_flow_log("FlowLog", destination=destination)
        Tags.of(self.vpc).add(EMR_TAG, "true", include_resource_types=["AWS::EC2::VPC", "AWS::EC2::Subnet"])
