"""The door to cluster templates: a product of Service Catalog that somebody may launch."""

import secrets
from typing import Any

from botocore.exceptions import ClientError

from .visit import Visit

Json = dict[str, Any]


def start_from_a_template(visit: Visit) -> object:
    """Launches one product, of all there are; then has it ended.

    Raises:
        ClientError: None lets them; where there is none, there is nothing to launch.
    """
    for product, template in _templates(visit):
        try:
            answer: Json = visit.client("servicecatalog").provision_product(
                ProductId=product,
                ProvisioningArtifactId=template,
                ProvisionedProductName=f"rehearsal-{secrets.token_hex(4)}",
            )
        except ClientError as error:
            refused = error
        else:
            made = answer["RecordDetail"]["ProvisionedProductId"]
            visit.root("servicecatalog").terminate_provisioned_product(ProvisionedProductId=made)
            return answer
    raise refused


def _templates(visit: Visit) -> list[tuple[str, str]]:
    catalog = visit.root("servicecatalog")
    products = [
        each["ProductViewSummary"]["ProductId"] for each in catalog.search_products_as_admin()["ProductViewDetails"]
    ]
    found = [
        (product, template["Id"])
        for product in products
        for template in catalog.describe_product_as_admin(Id=product)["ProvisioningArtifactSummaries"]
    ]
    return found or [("prod-none", "pa-none")]
