"""AWS::EMR::StudioSessionMapping."""

from typing import Any

from rehearsal.local_aws.client import client

from .base import SchemaHandler

Json = dict[str, Any]
_KEY = ("StudioId", "IdentityType", "IdentityName")


class StudioSessionMapping(SchemaHandler):
    """A mapping by name, by the EMR API."""

    type_name = "AWS::EMR::StudioSessionMapping"

    def make(self, properties: Json) -> tuple[str, Json]:
        """CreateStudioSessionMapping."""
        client("emr").create_studio_session_mapping(**properties)
        return "|".join(properties[name] for name in _KEY), {}

    def change(self, _physical_id: str, _old: Json, new: Json) -> Json:
        """UpdateStudioSessionMapping: the session policy is all that changes in place."""
        client("emr").update_studio_session_mapping(**new)
        return {}

    def remove(self, physical_id: str, _properties: Json) -> None:
        """DeleteStudioSessionMapping."""
        key = dict(zip(_KEY, physical_id.split("|", 2), strict=True))
        client("emr").delete_studio_session_mapping(**key)
