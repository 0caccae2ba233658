"""AWS::EMR::Studio."""

from typing import Any

from rehearsal.local_aws.client import client
from rehearsal.local_aws.shapes import inputs_of

from .base import SchemaHandler

Json = dict[str, Any]


class Studio(SchemaHandler):
    """A Studio, by the EMR API."""

    type_name = "AWS::EMR::Studio"

    def make(self, properties: Json) -> tuple[str, Json]:
        """CreateStudio."""
        studio_id = client("emr").create_studio(**properties)["StudioId"]
        return studio_id, _attributes(studio_id)

    def change(self, physical_id: str, old: Json, new: Json) -> Json:
        """UpdateStudio and the tag calls; what neither has stays as it is, as in AWS's schema."""
        # A property that EMR could change and CloudFormation replaces never gets here.
        names = [name for name in inputs_of("UpdateStudio") if old.get(name) != new.get(name)]
        changed = {name: new.get(name, "") for name in names}
        if changed:
            client("emr").update_studio(StudioId=physical_id, **changed)
        before, after = _tags(old), _tags(new)
        if gone := [key for key in before if key not in after]:
            client("emr").remove_tags(ResourceId=physical_id, TagKeys=gone)
        if after and after != before:
            client("emr").add_tags(ResourceId=physical_id, Tags=new["Tags"])
        return _attributes(physical_id)

    def remove(self, physical_id: str, _properties: Json) -> None:
        """DeleteStudio."""
        client("emr").delete_studio(StudioId=physical_id)


def _attributes(studio_id: str) -> Json:
    studio = client("emr").describe_studio(StudioId=studio_id)["Studio"]
    return {"StudioId": studio_id, "Arn": studio["StudioArn"], "Url": studio["Url"]}


def _tags(properties: Json) -> dict[str, str]:
    return {tag["Key"]: tag["Value"] for tag in properties.get("Tags", [])}
