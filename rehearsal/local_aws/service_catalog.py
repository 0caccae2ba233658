"""Service Catalog as the local AWS answers it: portfolios, who sees them; nothing is launched.

https://docs.aws.amazon.com/servicecatalog/latest/dg/API_Operations_AWS_Service_Catalog.html
"""

from collections.abc import Callable, Mapping
from typing import Any

from . import catalog_constraints, catalog_products, catalog_provisioned, shapes
from .catalog_store import all_of, arn_in_request, arn_of, drop, find, keep
from .emulator.services import add_service
from .errors import AwsError

Json = dict[str, Any]
_SERVICE = "servicecatalog"
_SETTINGS = ("DisplayName", "Description", "ProviderName")


def register() -> None:
    """Answers the service."""
    answer = shapes.answering(_SERVICE, _OPERATIONS)
    target = shapes.model_of(_SERVICE).metadata["targetPrefix"]
    add_service(_SERVICE, target=target, namespace=_SERVICE, answer=answer, arn_of=arn_in_request)


def create_portfolio(request: Json) -> Json:
    """CreatePortfolio."""
    settings = {name: request[name] for name in _SETTINGS if name in request}
    tags = request.get("Tags", [])
    return _described(
        keep("port", {"settings": settings, "Tags": tags, "products": [], "principals": [], "options": []})
    )


def update_portfolio(request: Json) -> Json:
    """UpdatePortfolio."""
    portfolio = find(request["Id"])
    portfolio["settings"].update({name: request[name] for name in _SETTINGS if name in request})
    gone = {*request.get("RemoveTags", []), *(tag["Key"] for tag in request.get("AddTags", []))}
    portfolio["Tags"] = [tag for tag in portfolio["Tags"] if tag["Key"] not in gone] + request.get("AddTags", [])
    return _described(portfolio)


def delete_portfolio(request: Json) -> Json:
    """DeletePortfolio.

    Source: https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DeletePortfolio.html: not with products, users or
    constraints
    """
    portfolio = find(request["Id"])
    constraints = [each["Id"] for each in all_of("cons") if each["PortfolioId"] == request["Id"]]
    return drop(request["Id"], used_by=[*portfolio["products"], *portfolio["principals"], *constraints])


def list_portfolios(_request: Json) -> Json:
    """ListPortfolios, in one page."""
    return {"PortfolioDetails": [_described(portfolio)["PortfolioDetail"] for portfolio in all_of("port")]}


def associate_product(request: Json) -> Json:
    """AssociateProductWithPortfolio."""
    find(request["ProductId"])
    return _add(find(request["PortfolioId"])["products"], request["ProductId"])


def disassociate_product(request: Json) -> Json:
    """DisassociateProductFromPortfolio.

    Our reading: not while there is a constraint on the product there, which would be in use.
    """
    if on_it := [
        each["Id"] for each in catalog_constraints.constraints_of(request["PortfolioId"], request["ProductId"])
    ]:
        raise AwsError("ResourceInUseException", f"Resource {request['ProductId']} is in use: {', '.join(on_it)}.")
    return _remove(find(request["PortfolioId"])["products"], request["ProductId"])


def associate_principal(request: Json) -> Json:
    """AssociatePrincipalWithPortfolio."""
    return _add(find(request["PortfolioId"])["principals"], request["PrincipalARN"])


def disassociate_principal(request: Json) -> Json:
    """DisassociatePrincipalFromPortfolio."""
    return _remove(find(request["PortfolioId"])["principals"], request["PrincipalARN"])


def list_principals(request: Json) -> Json:
    """ListPrincipalsForPortfolio, in one page."""
    principals = find(request["PortfolioId"])["principals"]
    return {"Principals": [{"PrincipalARN": each, "PrincipalType": "IAM"} for each in principals]}


def create_tag_option(request: Json) -> Json:
    """CreateTagOption."""
    if any((each["Key"], each["Value"]) == (request["Key"], request["Value"]) for each in all_of("tag")):
        raise AwsError("DuplicateResourceException", f"TagOption {request['Key']}={request['Value']} already exists.")
    return {"TagOptionDetail": keep("tag", {"Key": request["Key"], "Value": request["Value"], "Active": True})}


def delete_tag_option(request: Json) -> Json:
    """DeleteTagOption.

    Source: https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DeleteTagOption.html: not while it is associated
    """
    return drop(request["Id"], used_by=[each["Id"] for each in all_of("port") if request["Id"] in each["options"]])


def associate_tag_option(request: Json) -> Json:
    """AssociateTagOptionWithResource, for portfolios."""
    find(request["TagOptionId"])
    return _add(find(request["ResourceId"])["options"], request["TagOptionId"])


def disassociate_tag_option(request: Json) -> Json:
    """DisassociateTagOptionFromResource, for portfolios."""
    return _remove(find(request["ResourceId"])["options"], request["TagOptionId"])


_OPERATIONS: Mapping[str, Callable[[Json], Json]] = {
    **catalog_constraints.OPERATIONS,
    **catalog_products.OPERATIONS,
    **catalog_provisioned.OPERATIONS,
    "AssociatePrincipalWithPortfolio": associate_principal,
    "AssociateProductWithPortfolio": associate_product,
    "AssociateTagOptionWithResource": associate_tag_option,
    "CreatePortfolio": create_portfolio,
    "CreateTagOption": create_tag_option,
    "DeletePortfolio": delete_portfolio,
    "DeleteTagOption": delete_tag_option,
    "DisassociatePrincipalFromPortfolio": disassociate_principal,
    "DisassociateProductFromPortfolio": disassociate_product,
    "DisassociateTagOptionFromResource": disassociate_tag_option,
    "ListPortfolios": list_portfolios,
    "ListPrincipalsForPortfolio": list_principals,
    "ListTagOptions": lambda _request: {"TagOptionDetails": list(all_of("tag"))},
    "UpdatePortfolio": update_portfolio,
}


def _described(portfolio: Json) -> Json:
    detail = {**portfolio["settings"], "Id": portfolio["Id"], "ARN": arn_of(portfolio["Id"])}
    return {"PortfolioDetail": detail, "Tags": portfolio["Tags"]}


def _add(members: list[str], member: str) -> Json:
    members += [] if member in members else [member]
    return {}


def _remove(members: list[str], member: str) -> Json:
    if member not in members:
        raise AwsError("ResourceNotFoundException", f"Resource {member} is not associated.")
    members.remove(member)
    return {}
