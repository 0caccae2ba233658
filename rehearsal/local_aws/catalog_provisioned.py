"""Provisioned products of Service Catalog: records of who launched what; nothing is launched.

https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ProvisionProduct.html
"""

from collections.abc import Callable, Mapping
from typing import Any

from .catalog_store import all_of, drop, find, keep
from .client import client
from .emulator.request import caller_arn
from .errors import AwsError

Json = dict[str, Any]


def provision(request: Json) -> Json:
    """ProvisionProduct: available at once.

    Source: https://docs.aws.amazon.com/servicecatalog/latest/adminguide/catalogs_portfolios_users.html: for those who
    were given access to a portfolio with the product
    Our reading: to anybody else, there is no such product. The rules of template constraints are not looked at.
    """
    name = request.get("ProductId", "")
    offered = [each for each in all_of("port") if name in each["products"]]
    if not any(_callers() & set(each["principals"]) for each in offered):
        raise AwsError("ResourceNotFoundException", f"Product {name} does not exist.")
    if request["ProvisioningArtifactId"] not in find(name)["templates"]:
        raise AwsError("ResourceNotFoundException", f"Artifact {request['ProvisioningArtifactId']} does not exist.")
    settings = {"Name": request["ProvisionedProductName"], "ProductId": name, "Status": "AVAILABLE"}
    return {"RecordDetail": _record(keep("pp", settings))}


def terminate(request: Json) -> Json:
    """TerminateProvisionedProduct: gone at once."""
    provisioned = find(request["ProvisionedProductId"])
    drop(provisioned["Id"], used_by=[])
    return {"RecordDetail": _record(provisioned)}


def scan(_request: Json) -> Json:
    """ScanProvisionedProducts: all of the account, in one page."""
    return {"ProvisionedProducts": list(all_of("pp"))}


OPERATIONS: Mapping[str, Callable[[Json], Json]] = {
    "ProvisionProduct": provision,
    "ScanProvisionedProducts": scan,
    "TerminateProvisionedProduct": terminate,
}


def _callers() -> set[str]:
    """The ARNs that a portfolio may know the caller by: a role's, a user's, those of the user's groups."""
    _, _, kind_and_name = (arn := caller_arn()).rpartition(":")
    kind, _, name = kind_and_name.partition("/")
    if kind == "assumed-role":
        return {str(client("iam").get_role(RoleName=name.partition("/")[0])["Role"]["Arn"])}
    if kind == "user":
        groups = client("iam").list_groups_for_user(UserName=name.rpartition("/")[2])["Groups"]
        return {arn, *(group["Arn"] for group in groups)}
    return {arn}


def _record(provisioned: Json) -> Json:
    named = {"ProvisionedProductId": provisioned["Id"], "ProvisionedProductName": provisioned["Name"]}
    return {**named, "ProductId": provisioned["ProductId"], "Status": "SUCCEEDED"}
