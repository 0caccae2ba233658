"""Products of Service Catalog: each with its templates, which must be there to be read."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import ClientError

from .catalog_store import all_of, arn_of, drop, find, keep
from .client import client
from .errors import AwsError

Json = dict[str, Any]
_SETTINGS = ("Name", "Owner", "Description", "Distributor", "SupportDescription", "SupportEmail", "SupportUrl")


def create(request: Json) -> Json:
    """CreateProduct, with its first template."""
    template = _read(request["ProvisioningArtifactParameters"])
    settings = {name: request[name] for name in _SETTINGS if name in request}
    product = keep("prod", {"settings": settings, "templates": {}, "Tags": request.get("Tags", [])})
    artifact = _add_template(product, request["ProvisioningArtifactParameters"], template)
    return {"ProductViewDetail": _detail(product), "ProvisioningArtifactDetail": artifact, "Tags": product["Tags"]}


def update(request: Json) -> Json:
    """UpdateProduct."""
    product = find(request["Id"])
    product["settings"].update({name: request[name] for name in _SETTINGS if name in request})
    gone = {*request.get("RemoveTags", []), *(tag["Key"] for tag in request.get("AddTags", []))}
    product["Tags"] = [tag for tag in product["Tags"] if tag["Key"] not in gone] + request.get("AddTags", [])
    return {"ProductViewDetail": _detail(product), "Tags": product["Tags"]}


def delete(request: Json) -> Json:
    """DeleteProduct.

    Source: https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DeleteProduct.html: not while it is in a portfolio
    """
    in_portfolios = [each["Id"] for each in all_of("port") if request["Id"] in each["products"]]
    return drop(request["Id"], used_by=in_portfolios)


def describe(request: Json) -> Json:
    """DescribeProductAsAdmin."""
    product = find(request["Id"])
    artifacts = [{"Id": each, "Name": found["Name"]} for each, found in product["templates"].items()]
    detail = _detail(product)
    return {"ProductViewDetail": detail, "ProvisioningArtifactSummaries": artifacts, "Tags": product["Tags"]}


def search(request: Json) -> Json:
    """SearchProductsAsAdmin: those of a portfolio, or all."""
    products = map(find, find(request["PortfolioId"])["products"]) if "PortfolioId" in request else all_of("prod")
    return {"ProductViewDetails": [_detail(product) for product in products]}


def create_template(request: Json) -> Json:
    """CreateProvisioningArtifact."""
    template = _read(request["Parameters"])
    artifact = _add_template(find(request["ProductId"]), request["Parameters"], template)
    return {"ProvisioningArtifactDetail": artifact, "Info": request["Parameters"]["Info"], "Status": "AVAILABLE"}


def delete_template(request: Json) -> Json:
    """DeleteProvisioningArtifact."""
    find(request["ProductId"])["templates"].pop(request["ProvisioningArtifactId"], None)
    return {}


OPERATIONS: Mapping[str, Callable[[Json], Json]] = {
    "CreateProduct": create,
    "CreateProvisioningArtifact": create_template,
    "DeleteProduct": delete,
    "DeleteProvisioningArtifact": delete_template,
    "DescribeProductAsAdmin": describe,
    "SearchProductsAsAdmin": search,
    "UpdateProduct": update,
}


def parameters_of(product_id: str) -> set[str]:
    """The parameters of a product's templates."""
    return {name for each in find(product_id)["templates"].values() for name in each["template"].get("Parameters", {})}


def _read(parameters: Json) -> Json:
    """The template at the URL that is given.

    Our reading: it must be a readable object of S3, and a template in JSON, as the CDK writes it.
    """
    url = str(parameters["Info"].get("LoadTemplateFromURL", ""))
    _, _, path = url.removeprefix("https://").partition("/")
    bucket, _, key = path.partition("/")
    try:
        template: Json = json.loads(client("s3").get_object(Bucket=bucket, Key=key)["Body"].read())
    except (ClientError, ValueError) as error:
        raise AwsError("InvalidParametersException", f"Template {url} cannot be read: {error}") from error
    if "Resources" not in template:
        raise AwsError("InvalidParametersException", f"Template {url} has no Resources.")
    return template


def _add_template(product: Json, parameters: Json, template: Json) -> Json:
    artifact = keep("pa", {"Name": parameters.get("Name", ""), "template": template})
    product["templates"][artifact["Id"]] = artifact
    return {"Id": artifact["Id"], "Name": artifact["Name"], "Type": "CLOUD_FORMATION_TEMPLATE", "Active": True}


def _detail(product: Json) -> Json:
    summary = {"ProductId": product["Id"], "Type": "CLOUD_FORMATION_TEMPLATE", **product["settings"]}
    return {"ProductViewSummary": summary, "ProductARN": arn_of(product["Id"]), "Status": "AVAILABLE"}
