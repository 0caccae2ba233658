"""AWS::ServiceCatalog::Portfolio, and what is put into one: products, principals, tag options."""

from typing import Any

from rehearsal.local_aws.client import client

from .base import SchemaHandler

Json = dict[str, Any]


class Portfolio(SchemaHandler):
    """A portfolio, by the Service Catalog API."""

    type_name = "AWS::ServiceCatalog::Portfolio"

    def make(self, properties: Json) -> tuple[str, Json]:
        """CreatePortfolio."""
        made = client("servicecatalog").create_portfolio(**properties)["PortfolioDetail"]
        return made["Id"], _attributes(made["Id"], properties)

    def change(self, physical_id: str, old: Json, new: Json) -> Json:
        """UpdatePortfolio."""
        client("servicecatalog").update_portfolio(Id=physical_id, **changes(old, new))
        return _attributes(physical_id, new)

    def remove(self, physical_id: str, _properties: Json) -> None:
        """DeletePortfolio."""
        client("servicecatalog").delete_portfolio(Id=physical_id)


class _Association(SchemaHandler):
    """Something in a portfolio: made and removed, never changed."""

    associate: str
    disassociate: str
    key: tuple[str, ...]

    def make(self, properties: Json) -> tuple[str, Json]:
        """Associates."""
        getattr(client("servicecatalog"), self.associate)(**properties)
        return "|".join(properties[name] for name in self.key), {}

    def remove(self, physical_id: str, _properties: Json) -> None:
        """Disassociates."""
        key = dict(zip(self.key, physical_id.split("|"), strict=True))
        getattr(client("servicecatalog"), self.disassociate)(**key)


class PortfolioProductAssociation(_Association):
    """A product in a portfolio."""

    type_name = "AWS::ServiceCatalog::PortfolioProductAssociation"
    associate, disassociate = "associate_product_with_portfolio", "disassociate_product_from_portfolio"
    key = ("PortfolioId", "ProductId")


class PortfolioPrincipalAssociation(_Association):
    """A user, group or role that sees a portfolio."""

    type_name = "AWS::ServiceCatalog::PortfolioPrincipalAssociation"
    associate, disassociate = "associate_principal_with_portfolio", "disassociate_principal_from_portfolio"
    key = ("PortfolioId", "PrincipalARN")


class TagOptionAssociation(_Association):
    """A tag option of a portfolio."""

    type_name = "AWS::ServiceCatalog::TagOptionAssociation"
    associate, disassociate = "associate_tag_option_with_resource", "disassociate_tag_option_from_resource"
    key = ("TagOptionId", "ResourceId")


def changes(old: Json, new: Json) -> Json:
    """The properties of an update call: what is set now, and tags as they come and go."""
    tags = new.get("Tags", [])
    gone = {tag["Key"] for tag in old.get("Tags", [])} - {tag["Key"] for tag in tags}
    settings = {name: value for name, value in new.items() if name != "Tags"}
    return {**settings, "AddTags": tags, "RemoveTags": sorted(gone)}


def _attributes(portfolio: str, properties: Json) -> Json:
    return {"Id": portfolio, "PortfolioName": properties["DisplayName"]}
