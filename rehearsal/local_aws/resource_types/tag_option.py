"""AWS::ServiceCatalog::TagOption."""

from typing import Any

from rehearsal.local_aws.client import client

from .base import SchemaHandler

Json = dict[str, Any]


class TagOption(SchemaHandler):
    """A tag that people may give to what they launch, by the Service Catalog API; the CDK's are always active."""

    type_name = "AWS::ServiceCatalog::TagOption"

    def make(self, properties: Json) -> tuple[str, Json]:
        """CreateTagOption."""
        pair = {name: properties[name] for name in ("Key", "Value")}
        made = client("servicecatalog").create_tag_option(**pair)["TagOptionDetail"]["Id"]
        return made, {"Id": made}

    def remove(self, physical_id: str, _properties: Json) -> None:
        """DeleteTagOption."""
        client("servicecatalog").delete_tag_option(Id=physical_id)
