"""AWS::EMRContainers::VirtualCluster and AWS::EMRContainers::Endpoint."""

import secrets
from typing import Any

from rehearsal.local_aws.client import client

from .base import SchemaHandler

Json = dict[str, Any]
_SERVICE = "emr-containers"
_DATA = "Properties"  # of a classification: its keys are Spark's


class VirtualCluster(SchemaHandler):
    """A virtual cluster, by the API of EMR on EKS."""

    type_name = "AWS::EMRContainers::VirtualCluster"

    def make(self, properties: Json) -> tuple[str, Json]:
        """CreateVirtualCluster."""
        made = client(_SERVICE).create_virtual_cluster(**_settings(properties))
        return made["id"], {"Id": made["id"], "Arn": made["arn"]}

    def change(self, physical_id: str, old: Json, new: Json) -> Json:
        """Only tags change."""
        found = client(_SERVICE).describe_virtual_cluster(id=physical_id)["virtualCluster"]
        _retag(found["arn"], old, new)
        return {"Id": physical_id, "Arn": found["arn"]}

    def remove(self, physical_id: str, _properties: Json) -> None:
        """DeleteVirtualCluster."""
        client(_SERVICE).delete_virtual_cluster(id=physical_id)


class Endpoint(SchemaHandler):
    """A managed endpoint, by the API of EMR on EKS."""

    type_name = "AWS::EMRContainers::Endpoint"

    def make(self, properties: Json) -> tuple[str, Json]:
        """CreateManagedEndpoint; CloudFormation makes a name where there is none."""
        settings = {"name": f"endpoint-{secrets.token_hex(6)}", **_settings(properties)}
        made = client(_SERVICE).create_managed_endpoint(**settings)
        return made["arn"], {"Id": made["id"], "Arn": made["arn"]}

    def change(self, physical_id: str, old: Json, new: Json) -> Json:
        """Only tags change."""
        _retag(physical_id, old, new)
        return {"Id": physical_id.rpartition("/")[2], "Arn": physical_id}

    def remove(self, physical_id: str, _properties: Json) -> None:
        """DeleteManagedEndpoint."""
        _, _, virtual_cluster, _, endpoint = physical_id.split("/")
        client(_SERVICE).delete_managed_endpoint(virtualClusterId=virtual_cluster, id=endpoint)


def _settings(properties: Json) -> Json:
    """The properties as the API calls them."""
    return {
        **_renamed({name: value for name, value in properties.items() if name != "Tags"}),
        "tags": _tags(properties),
    }


def _renamed(value: Any) -> Any:
    if isinstance(value, dict):
        return {name[0].lower() + name[1:]: each if name == _DATA else _renamed(each) for name, each in value.items()}
    return [_renamed(each) for each in value] if isinstance(value, list) else value


def _tags(properties: Json) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in properties.get("Tags", [])}


def _retag(arn: str, old: Json, new: Json) -> None:
    before, after = _tags(old), _tags(new)
    if gone := sorted(before.keys() - after.keys()):
        client(_SERVICE).untag_resource(resourceArn=arn, tagKeys=gone)
    if after and after != before:
        client(_SERVICE).tag_resource(resourceArn=arn, tags=after)
