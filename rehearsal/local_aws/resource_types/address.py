"""AWS::EC2::EIP and AWS::EC2::NatGateway."""

from typing import Any

from rehearsal.local_aws.client import client

from .base import SchemaHandler
from .tags import retag, specification

Json = dict[str, Any]


class ElasticIp(SchemaHandler):
    """An address of the account."""

    type_name = "AWS::EC2::EIP"

    def make(self, properties: Json) -> tuple[str, Json]:
        """AllocateAddress."""
        answer = client("ec2").allocate_address(
            Domain=properties.get("Domain", "vpc"), **specification("elastic-ip", properties)
        )
        ids = {"PublicIp": answer["PublicIp"], "AllocationId": answer["AllocationId"]}
        return answer["PublicIp"], ids

    def change(self, physical_id: str, old: Json, new: Json) -> Json:
        """Only tags change."""
        found = self._find(physical_id)
        retag(found["AllocationId"], old, new)
        return {"PublicIp": physical_id, "AllocationId": found["AllocationId"]}

    def remove(self, physical_id: str, _properties: Json) -> None:
        """ReleaseAddress."""
        client("ec2").release_address(AllocationId=self._find(physical_id)["AllocationId"])

    def _find(self, public_ip: str) -> Json:
        return dict(client("ec2").describe_addresses(PublicIps=[public_ip])["Addresses"][0])


class NatGateway(SchemaHandler):
    """A way out for private subnets."""

    type_name = "AWS::EC2::NatGateway"

    def make(self, properties: Json) -> tuple[str, Json]:
        """CreateNatGateway."""
        settings = {name: value for name, value in properties.items() if name in ("AllocationId", "SubnetId")}
        answer = client("ec2").create_nat_gateway(**settings, **specification("natgateway", properties))
        nat_gateway = answer["NatGateway"]["NatGatewayId"]
        return nat_gateway, {"NatGatewayId": nat_gateway}

    def change(self, physical_id: str, old: Json, new: Json) -> Json:
        """Only tags change."""
        retag(physical_id, old, new)
        return {"NatGatewayId": physical_id}

    def remove(self, physical_id: str, _properties: Json) -> None:
        """DeleteNatGateway."""
        client("ec2").delete_nat_gateway(NatGatewayId=physical_id)
