"""The way of an EMR Serverless application into a VPC: subnets and security groups for its workers.

https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/vpc-access.html
"""

from collections.abc import Sequence

from aws_cdk import aws_ec2 as ec2
from aws_cdk.aws_emrserverless import CfnApplication
from constructs import Construct

from emr_studio_constructs._border import check_list
from emr_studio_constructs.subnets import choose_subnets

_MOST_SUBNETS, _MOST_GROUPS = 16, 5


class ServerlessNetwork(Construct):
    """Where workers have their network interfaces, and with which groups: given, or one that is defined."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        vpc: ec2.IVpc,
        vpc_subnets: ec2.SubnetSelection | None,
        security_groups: Sequence[ec2.ISecurityGroup] | None,
    ) -> None:
        """Takes or defines what `EmrServerlessApp` says of these arguments."""
        super().__init__(scope, construct_id)
        check_list("security_groups", security_groups, "security groups")
        if security_groups is not None and not 1 <= len(security_groups) <= _MOST_GROUPS:
            message = (
                f"security_groups must number 1 to {_MOST_GROUPS}, got {len(security_groups)}: "
                "leave it out to have one defined"
            )
            raise ValueError(message)
        subnets = choose_subnets(vpc, vpc_subnets, most=_MOST_SUBNETS, whose="an EMR Serverless application")
        groups = [self._define_group(vpc)] if security_groups is None else list(security_groups)
        self.connections = ec2.Connections(security_groups=groups)
        self.configuration = CfnApplication.NetworkConfigurationProperty(
            subnet_ids=[subnet.subnet_id for subnet in subnets],
            security_group_ids=[group.security_group_id for group in groups],
        )

    def _define_group(self, vpc: ec2.IVpc) -> ec2.SecurityGroup:
        group = ec2.SecurityGroup(
            self,
            "SecurityGroup",
            vpc=vpc,
            description="Workers of an EMR Serverless application",
            allow_all_outbound=False,
            disable_inline_rules=False,
        )
        group.add_egress_rule(ec2.Peer.any_ipv4(), ec2.Port.HTTPS, "To AWS and to the internet, where there is a way")
        return group
