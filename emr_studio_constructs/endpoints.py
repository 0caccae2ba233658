"""The endpoints that a VPC without internet needs."""

from collections.abc import Mapping, Sequence

from aws_cdk import aws_ec2 as ec2
from constructs import Construct

InterfaceEndpoints = Mapping[ec2.InterfaceVpcEndpointAwsService, ec2.InterfaceVpcEndpoint]
"""Interface endpoints by the service that they lead to."""


class StudioEndpoints(Construct):
    """The endpoints by which clusters in subnets without internet reach the services they need.

    AWS publishes no list for EMR Studio; this one is what clusters with notebooks use: EMR, S3, Secrets Manager, STS,
    KMS, CloudWatch Logs, Glue and EC2. People's browsers reach the Studio itself over the internet.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        vpc: ec2.IVpc,
        subnets: Sequence[ec2.ISubnet],
        s3_gateway: bool,
    ) -> None:
        """Defines one interface endpoint a service in `subnets`, open to the VPC, and the S3 gateway where asked.

        Args:
            scope: Where the endpoints are defined.
            construct_id: Their id, unique in `scope`.
            vpc: The VPC, whose addresses must be known: an imported one needs `vpc_cidr_block`.
            subnets: The Studio's subnets.
            s3_gateway: Whether the S3 gateway endpoint is defined too, which a VPC can have once a route table.
        """
        super().__init__(scope, construct_id)
        chosen = ec2.SubnetSelection(subnets=list(subnets))
        group = ec2.SecurityGroup(
            self,
            "SecurityGroup",
            vpc=vpc,
            description="Endpoints of AWS services for an EMR Studio",
            allow_all_outbound=False,
            disable_inline_rules=False,
        )
        group.add_ingress_rule(ec2.Peer.ipv4(vpc.vpc_cidr_block), ec2.Port.HTTPS, "From the VPC")
        if s3_gateway:
            s3 = ec2.GatewayVpcEndpointAwsService.S3
            ec2.GatewayVpcEndpoint(self, "S3", vpc=vpc, service=s3, subnets=[chosen])
        services = ec2.InterfaceVpcEndpointAwsService
        endpoints = {}
        for name, service in (
            ("Emr", services.EMR),
            ("SecretsManager", services.SECRETS_MANAGER),
            ("Sts", services.STS),
            ("Kms", services.KMS),
            ("Logs", services.CLOUDWATCH_LOGS),
            ("Glue", services.GLUE),
            ("Ec2", services.EC2),
        ):
            endpoints[service] = ec2.InterfaceVpcEndpoint(
                self, name, vpc=vpc, service=service, subnets=chosen, security_groups=[group], open=False
            )
        self.interface_endpoints: InterfaceEndpoints = endpoints
