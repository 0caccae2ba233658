"""AWS::EC2::FlowLog."""

from typing import Any

from rehearsal.local_aws.client import client

from .base import SchemaHandler
from .tags import retag

Json = dict[str, Any]


class FlowLog(SchemaHandler):
    """A log of who talks to whom in a VPC."""

    type_name = "AWS::EC2::FlowLog"

    def make(self, properties: Json) -> tuple[str, Json]:
        """CreateFlowLogs; tags come by a call of their own, for ministack drops those of this one."""
        settings = {name: value for name, value in properties.items() if name not in ("ResourceId", "Tags")}
        answer = client("ec2").create_flow_logs(ResourceIds=[properties["ResourceId"]], **settings)
        flow_log = answer["FlowLogIds"][0]
        retag(flow_log, {}, properties)
        return flow_log, {"Id": flow_log}

    def change(self, physical_id: str, old: Json, new: Json) -> Json:
        """Only tags change."""
        retag(physical_id, old, new)
        return {"Id": physical_id}

    def remove(self, physical_id: str, _properties: Json) -> None:
        """DeleteFlowLogs."""
        client("ec2").delete_flow_logs(FlowLogIds=[physical_id])
