"""AWS::ServiceCatalog::LaunchRoleConstraint and LaunchTemplateConstraint."""

import json
from typing import Any

from rehearsal.local_aws.client import client

from .base import SchemaHandler

Json = dict[str, Any]


class _Constraint(SchemaHandler):
    """A constraint, by the Service Catalog API."""

    kind: str

    def parameters(self, properties: Json) -> str:
        """What the API calls the constraint's parameters."""
        raise NotImplementedError

    def make(self, properties: Json) -> tuple[str, Json]:
        """CreateConstraint."""
        made = client("servicecatalog").create_constraint(
            PortfolioId=properties["PortfolioId"],
            ProductId=properties["ProductId"],
            Type=self.kind,
            Parameters=self.parameters(properties),
            **_description(properties),
        )["ConstraintDetail"]["ConstraintId"]
        return made, {"Id": made}

    def change(self, physical_id: str, _old: Json, new: Json) -> Json:
        """UpdateConstraint."""
        parameters = self.parameters(new)
        client("servicecatalog").update_constraint(Id=physical_id, Parameters=parameters, **_description(new))
        return {"Id": physical_id}

    def remove(self, physical_id: str, _properties: Json) -> None:
        """DeleteConstraint."""
        client("servicecatalog").delete_constraint(Id=physical_id)


class LaunchRoleConstraint(_Constraint):
    """By which role a product is launched."""

    type_name = "AWS::ServiceCatalog::LaunchRoleConstraint"
    kind = "LAUNCH"

    def parameters(self, properties: Json) -> str:
        """The role."""
        return json.dumps({"RoleArn": properties["RoleArn"]})


class LaunchTemplateConstraint(_Constraint):
    """Rules about the parameters with which a product is launched."""

    type_name = "AWS::ServiceCatalog::LaunchTemplateConstraint"
    kind = "TEMPLATE"

    def parameters(self, properties: Json) -> str:
        """The rules.

        Raises:
            ValueError: They are no JSON.
        """
        return json.dumps({"Rules": json.loads(properties["Rules"])})


def _description(properties: Json) -> Json:
    return {name: properties[name] for name in ("Description",) if name in properties}
