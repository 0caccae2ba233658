"""Constraints of Service Catalog: by which role a product is launched, with which parameters."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from .catalog_products import parameters_of
from .catalog_store import all_of, drop, find, keep
from .errors import AwsError

Json = dict[str, Any]
_CONSTRAINT = ("PortfolioId", "ProductId", "Type", "Description")


def create(request: Json) -> Json:
    """CreateConstraint.

    Source: https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateConstraint.html: one LAUNCH constraint for a
    product in a portfolio
    """
    portfolio, product, kind = request["PortfolioId"], request["ProductId"], request["Type"]
    if product not in find(portfolio)["products"]:
        raise AwsError("ResourceNotFoundException", f"Product {product} is not in portfolio {portfolio}.")
    if kind == "LAUNCH" and any(each["Type"] == kind for each in constraints_of(portfolio, product)):
        raise AwsError("DuplicateResourceException", f"Product {product} has a launch constraint in {portfolio}.")
    constraint = {name: request[name] for name in _CONSTRAINT if name in request}
    _check_parameters(product, request["Parameters"])
    return _constrained(keep("cons", {**constraint, "Parameters": request["Parameters"]}))


def update(request: Json) -> Json:
    """UpdateConstraint."""
    constraint = find(request["Id"])
    if "Parameters" in request:
        _check_parameters(constraint["ProductId"], request["Parameters"])
    constraint.update({name: request[name] for name in ("Description", "Parameters") if name in request})
    return _constrained(constraint)


def list_all(request: Json) -> Json:
    """ListConstraintsForPortfolio, in one page."""
    found = [each for each in all_of("cons") if each["PortfolioId"] == request["PortfolioId"]]
    return {"ConstraintDetails": [_constrained(each)["ConstraintDetail"] for each in found]}


OPERATIONS: Mapping[str, Callable[[Json], Json]] = {
    "CreateConstraint": create,
    "DeleteConstraint": lambda request: drop(request["Id"], used_by=[]),
    "DescribeConstraint": lambda request: _constrained(find(request["Id"])),
    "ListConstraintsForPortfolio": list_all,
    "UpdateConstraint": update,
}


def _check_parameters(product_id: str, parameters: str) -> None:
    """Refuses what is no JSON, and rules about parameters that no template of the product has."""
    try:
        given = json.loads(parameters)
    except ValueError as error:
        raise AwsError("InvalidParametersException", f"Parameters are no JSON: {error}") from error
    if wrong := _refs(given) - parameters_of(product_id):
        raise AwsError("InvalidParametersException", f"No such parameters in the template: {', '.join(sorted(wrong))}")


def _refs(value: Any) -> set[str]:
    if isinstance(value, dict) and isinstance(value.get("Ref"), str):
        return {value["Ref"]}
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {name for part in parts for name in _refs(part)}


def constraints_of(portfolio: str, product: str) -> list[Json]:
    """The constraints on a product in a portfolio."""
    return [each for each in all_of("cons") if (each["PortfolioId"], each["ProductId"]) == (portfolio, product)]


def _constrained(constraint: Json) -> Json:
    detail = {name: constraint[name] for name in _CONSTRAINT if name in constraint}
    return {
        "ConstraintDetail": {**detail, "ConstraintId": constraint["Id"]},
        "ConstraintParameters": constraint["Parameters"],
        "Status": "AVAILABLE",
    }
