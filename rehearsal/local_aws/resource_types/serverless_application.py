"""AWS::EMRServerless::Application."""

from typing import Any

from rehearsal.local_aws.client import client

from .base import SchemaHandler

Json = dict[str, Any]
_SERVICE = "emr-serverless"
# Their keys are data, or their lists are maps in the API.
_NOT_TRANSLATED = ("InitialCapacity", "RuntimeConfiguration", "WorkerTypeSpecifications")
_FOR_GOOD = ("name", "type", "tags")


class ServerlessApplication(SchemaHandler):
    """An application, by the EMR Serverless API. Like AWS's handler, it stops none: see the schema's permissions."""

    type_name = "AWS::EMRServerless::Application"

    def make(self, properties: Json) -> tuple[str, Json]:
        """CreateApplication."""
        made = client(_SERVICE).create_application(**_settings(properties))
        return made["applicationId"], _attributes(made["applicationId"], made["arn"])

    def change(self, physical_id: str, old: Json, new: Json) -> Json:
        """UpdateApplication and the tag calls; what the template no longer has is emptied."""
        before, after = _settings(old), _settings(new)
        serverless = client(_SERVICE)
        arn = serverless.get_application(applicationId=physical_id)["application"]["arn"]
        changed = {name: value for name, value in after.items() if before.get(name) != value and name not in _FOR_GOOD}
        emptied: Json = {name: {} for name in before.keys() - after.keys() - {*_FOR_GOOD}}
        if changed or emptied:
            serverless.update_application(applicationId=physical_id, **changed, **emptied)
        if gone := sorted(before["tags"].keys() - after["tags"].keys()):
            serverless.untag_resource(resourceArn=arn, tagKeys=gone)
        if after["tags"] != before["tags"]:
            serverless.tag_resource(resourceArn=arn, tags=after["tags"])
        return _attributes(physical_id, arn)

    def remove(self, physical_id: str, _properties: Json) -> None:
        """DeleteApplication."""
        client(_SERVICE).delete_application(applicationId=physical_id)


def _settings(properties: Json) -> Json:
    """The properties as the API calls them.

    Raises:
        ValueError: One of them is not translated here.
    """
    if unknown := [name for name in _NOT_TRANSLATED if name in properties]:
        raise ValueError(f"the rehearsal knows no application with {', '.join(unknown)}")
    settings = {name: value for name, value in properties.items() if name != "Tags"}
    tags = {tag["Key"]: tag["Value"] for tag in properties.get("Tags", [])}
    return {**_renamed(settings), "tags": tags}


def _renamed(value: Any) -> Any:
    if isinstance(value, dict):
        return {name[0].lower() + name[1:]: _renamed(each) for name, each in value.items()}
    return value


def _attributes(application_id: str, arn: str) -> Json:
    return {"ApplicationId": application_id, "Arn": arn}
