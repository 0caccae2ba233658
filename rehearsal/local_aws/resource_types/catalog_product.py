"""AWS::ServiceCatalog::CloudFormationProduct."""

from typing import Any

from rehearsal.local_aws.client import client

from .base import SchemaHandler
from .portfolio import changes

Json = dict[str, Any]
_TEMPLATES = "ProvisioningArtifactParameters"


class CatalogProduct(SchemaHandler):
    """A product and its one template, by the Service Catalog API."""

    type_name = "AWS::ServiceCatalog::CloudFormationProduct"

    def make(self, properties: Json) -> tuple[str, Json]:
        """CreateProduct."""
        settings = {name: value for name, value in properties.items() if name != _TEMPLATES}
        made = client("servicecatalog").create_product(
            **settings,
            ProductType="CLOUD_FORMATION_TEMPLATE",
            ProvisioningArtifactParameters=_template(properties),
        )
        product = made["ProductViewDetail"]["ProductViewSummary"]["ProductId"]
        return product, _attributes(product, properties, made["ProvisioningArtifactDetail"]["Id"])

    def change(self, physical_id: str, old: Json, new: Json) -> Json:
        """UpdateProduct; another template is made before the old one goes."""
        catalog = client("servicecatalog")
        settings = {name: value for name, value in changes(old, new).items() if name != _TEMPLATES}
        catalog.update_product(Id=physical_id, **settings)
        (before,) = catalog.describe_product_as_admin(Id=physical_id)["ProvisioningArtifactSummaries"]
        if old[_TEMPLATES] == new[_TEMPLATES]:
            return _attributes(physical_id, new, before["Id"])
        made = catalog.create_provisioning_artifact(ProductId=physical_id, Parameters=_template(new))
        catalog.delete_provisioning_artifact(ProductId=physical_id, ProvisioningArtifactId=before["Id"])
        return _attributes(physical_id, new, made["ProvisioningArtifactDetail"]["Id"])

    def remove(self, physical_id: str, _properties: Json) -> None:
        """DeleteProduct."""
        client("servicecatalog").delete_product(Id=physical_id)


def _template(properties: Json) -> Json:
    (template,) = properties[_TEMPLATES]
    return {"Type": "CLOUD_FORMATION_TEMPLATE", **template}


def _attributes(product: str, properties: Json, template: str) -> Json:
    return {"Id": product, "ProductName": properties["Name"], "ProvisioningArtifactIds": template}
