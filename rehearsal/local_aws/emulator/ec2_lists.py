"""Filters in EC2's lists of network interfaces and endpoints, which ministack reads past: everything would be found.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkInterfaces.html
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpoints.html
"""

from collections.abc import Callable, Mapping
from typing import Any

from ministack.services import ec2

Json = dict[str, Any]
_Fields = Mapping[str, Callable[[Json], list[str]]]
_INTERFACE: _Fields = {
    "description": lambda interface: [interface["Description"]],
    "group-id": lambda interface: [group["GroupId"] for group in interface["Groups"]],
    "status": lambda interface: [interface["Status"]],
    "subnet-id": lambda interface: [interface["SubnetId"]],
    "vpc-id": lambda interface: [interface["VpcId"]],
}
_ENDPOINT: _Fields = {
    "service-name": lambda endpoint: [endpoint["ServiceName"]],
    "vpc-endpoint-state": lambda endpoint: [endpoint["State"]],
    "vpc-endpoint-type": lambda endpoint: [endpoint["VpcEndpointType"]],
    "vpc-id": lambda endpoint: [endpoint["VpcId"]],
}


def keep_to_filters() -> None:
    """Lets both lists keep to these filters, and refuse others."""
    _keep_to("DescribeNetworkInterfaces", "NetworkInterfaceId", ec2._network_interfaces, _INTERFACE)
    _keep_to("DescribeVpcEndpoints", "VpcEndpointId", ec2._vpc_endpoints, _ENDPOINT)


def _keep_to(call: str, id_member: str, store: Any, fields: _Fields) -> None:
    theirs = ec2._ACTION_MAP[call]

    def describe(parameters: Any) -> Any:
        filters = ec2._parse_filters(parameters)
        if unknown := sorted(filters.keys() - fields.keys()):
            return ec2._error("InvalidParameterValue", f"The filter '{unknown[0]}' is invalid", 400)
        if not filters:
            return theirs(parameters)
        asked = ec2._parse_member_list(parameters, id_member)
        found = [
            item[id_member]
            for item in store.values()
            if (not asked or item[id_member] in asked)
            and all(set(fields[name](item)) & set(wanted) for name, wanted in filters.items())
        ]
        # Theirs are asked for what was found, by id; without any id, they would give all.
        by_id = {f"{id_member}.{number}": name for number, name in enumerate(found or ["none"], start=1)}
        return theirs({"Action": call, **by_id})

    ec2._ACTION_MAP[call] = describe
