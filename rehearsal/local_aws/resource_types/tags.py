"""Tags of EC2's resources."""

from typing import Any

from rehearsal.local_aws.client import client

Json = dict[str, Any]


def specification(kind: str, properties: Json) -> Json:
    """The tags of a call that makes something."""
    if not properties.get("Tags"):
        return {}
    return {"TagSpecifications": [{"ResourceType": kind, "Tags": properties["Tags"]}]}


def retag(resource: str, old: Json, new: Json) -> None:
    """Takes old tags off and puts new ones on."""
    before = {tag["Key"] for tag in old.get("Tags", [])}
    after = {tag["Key"] for tag in new.get("Tags", [])}
    if gone := before - after:
        client("ec2").delete_tags(Resources=[resource], Tags=[{"Key": key} for key in sorted(gone)])
    if after:
        client("ec2").create_tags(Resources=[resource], Tags=new["Tags"])
