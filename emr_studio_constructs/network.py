"""Where a Studio lives: its VPC and subnets, its security groups, and endpoints by choice."""

import json
from collections.abc import Sequence

from aws_cdk import Annotations, Stack
from aws_cdk import aws_ec2 as ec2
from constructs import Construct, IConstruct

from ._border import is_known
from .choices import MOST_SUBNETS
from .endpoints import InterfaceEndpoints, StudioEndpoints
from .git import GitAccess
from .policies.rendering import Things
from .security_groups import StudioSecurityGroups
from .subnets import choose_subnets
from .vpc import NewVpc, StudioVpc


class StudioNetwork(Construct):
    """The VPC, the chosen subnets and the two security groups of a Studio."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        vpc: ec2.IVpc | NewVpc | None,
        vpc_subnets: ec2.SubnetSelection | None,
        vpc_endpoints: bool,
        workspace_security_group: ec2.ISecurityGroup | None,
        engine_security_group: ec2.ISecurityGroup | None,
        git: GitAccess | None,
    ) -> None:
        """Takes, chooses or defines what `EmrStudio` says of these arguments."""
        super().__init__(scope, construct_id)
        self.nat_gateway_ids: Sequence[str] = ()
        self.interface_endpoints: InterfaceEndpoints = {}
        vpc = vpc or NewVpc()
        if isinstance(vpc, NewVpc):
            new = StudioVpc(self, "Vpc", new=vpc)
            self.vpc: ec2.IVpc = new.vpc
            self.nat_gateway_ids = new.nat_gateway_ids
            without_internet = vpc.nat_gateways == 0
        else:
            self.vpc, without_internet = vpc, False
        self.subnets = choose_subnets(self.vpc, vpc_subnets, most=MOST_SUBNETS, whose="an EMR Studio")
        groups = StudioSecurityGroups(
            self,
            "SecurityGroups",
            vpc=self.vpc,
            workspace=workspace_security_group,
            engine=engine_security_group,
            git=git,
            default_git=GitAccess.none() if without_internet else GitAccess.internet(),
        )
        self.security_groups = groups
        for argument, part in (
            *(("vpc_subnets", subnet) for subnet in (vpc_subnets and vpc_subnets.subnets) or ()),
            ("workspace_security_group", workspace_security_group),
            ("engine_security_group", engine_security_group),
        ):
            if part is not None:
                self._check_vpc(argument, part)
        if vpc_endpoints or without_internet:
            try:
                s3_gateway = self.vpc is vpc  # a VPC of ours has it
                self.interface_endpoints = StudioEndpoints(
                    self, "Endpoints", vpc=self.vpc, subnets=self.subnets, s3_gateway=s3_gateway
                ).interface_endpoints
            except RuntimeError as error:  # what an import leaves out, the CDK tells by an error only
                message = (
                    f"vpc_endpoints needs the addresses and route tables of vpc {self.vpc.node.path}, got {error}: "
                    "import it with vpc_cidr_block and private_subnet_route_table_ids"
                )
                raise ValueError(message) from error
        self._warn(groups.git)

    @property
    def things(self) -> Things:
        """What the names in the rows about the network stand for."""
        groups = (self.security_groups.workspace, self.security_groups.engine)
        return {
            "subnet": [subnet.subnet_id for subnet in self.subnets],
            "security-group": [group.security_group_id for group in groups],
        }

    def _check_vpc(self, argument: str, part: IConstruct) -> None:
        """Refuses a subnet or group that is defined in another VPC; of an imported one the VPC is not known."""
        resource = part.node.default_child
        if isinstance(resource, ec2.CfnSubnet | ec2.CfnSecurityGroup):
            theirs, ours = resource.vpc_id, self.vpc.vpc_id
            if theirs != ours and is_known(theirs) == is_known(ours):
                message = (
                    f"{argument} must be of vpc {self.vpc.node.path}, got {part.node.path} of another VPC: "
                    "choose one of the same VPC"
                )
                raise ValueError(message)

    def _warn(self, git: GitAccess) -> None:
        """Says what works, but not well; each warning can be acknowledged by its id."""
        chosen = {subnet.subnet_id for subnet in self.subnets}
        stack = Stack.of(self)
        zones = {json.dumps(stack.resolve(zone)) for zone in map(_zone_of, self.subnets) if zone is not None}
        if len(zones) == 1:
            self._add_warning(
                "OneAvailabilityZone",
                "all subnets of the Studio are in one Availability Zone: when that fails, no Workspace starts",
            )
        if chosen & {subnet.subnet_id for subnet in self.vpc.public_subnets}:
            self._add_warning(
                "PublicSubnets",
                "the Studio is in a public subnet, where its network interfaces get no public address and reach no "
                "Git server: choose private subnets with a NAT gateway",
            )
        if git.is_internet and chosen & {subnet.subnet_id for subnet in self.vpc.isolated_subnets}:
            self._add_warning(
                "IsolatedSubnetsWithInternetGit",
                "the Studio is in a subnet without a way to the internet, where git=GitAccess.internet() has no "
                "effect: pass GitAccess.none(), or GitAccess.to(...) for servers inside",
            )

    def _add_warning(self, warning_id: str, message: str) -> None:
        Annotations.of(self).add_warning_v2(f"emr-studio-constructs:{warning_id}", message)


def _zone_of(subnet: ec2.ISubnet) -> str | None:
    """The subnet's zone; none for one that was imported by its id alone, which the CDK tells by an error only."""
    try:
        return subnet.availability_zone
    except RuntimeError:
        return None
