"""Reads session mappings from a CloudFormation template."""

from collections.abc import Mapping as Table
from dataclasses import dataclass
from typing import Any

from emr_studio_constructs.mappings import IdentityType
from emr_studio_constructs.ops.errors import OpsError

from .model import Deploy, Identity

Json = dict[str, Any]

BY_NAME = "AWS::EMR::StudioSessionMapping"
BY_ID = "Custom::EmrStudioSessionMapping"
_ATTRIBUTES = ("StudioId", "PolicyArn")  # what Ref gives as well


@dataclass(frozen=True)
class MappingResource:
    """A session mapping of a template."""

    logical_id: str
    type: str
    properties: Json

    @property
    def identity(self) -> Identity:
        """Who is mapped.

        Raises:
            OpsError: That is known at deploy only.
        """
        kind = IdentityType(self._literal("IdentityType"))
        if self.type == BY_ID:
            return Identity(type=kind, id=self._literal("IdentityId"))
        return Identity(type=kind, name=self._literal("IdentityName"))

    @property
    def deploy(self) -> Deploy:
        """What a deploy that creates it does."""
        return Deploy.ADOPTS if self.type == BY_ID else Deploy.CREATES

    def resolve(self, name: str, physical_ids: Table[str, str]) -> str:
        """A property that may refer to another resource of the template.

        Args:
            name: The property.
            physical_ids: What the resources of the deployed stack are called.

        Raises:
            OpsError: It refers to what is not deployed, or is neither text nor such a reference.
        """
        match self.properties.get(name):
            case str() as text:
                return text
            case {"Ref": str() as target}:
                pass
            case {"Fn::GetAtt": [str() as target, str() as attribute]} if attribute in _ATTRIBUTES:
                pass
            case given:
                raise OpsError(self._refusal(name, given, "text, Ref or Fn::GetAtt of a resource"))
        if target not in physical_ids:
            raise OpsError(
                f"{self.logical_id}.{name} refers to {target}, which is not deployed: run `cdk deploy` first"
            )
        return physical_ids[target]

    def _literal(self, name: str) -> str:
        match self.properties.get(name):
            case str() as text:
                return text
            case given:
                raise OpsError(self._refusal(name, given, "text"))

    def _refusal(self, name: str, given: object, wanted: str) -> str:
        return f"{self.logical_id}.{name} is {given}, and only {wanted} can be compared: name the config instead"


def mapping_resources(template: Json) -> list[MappingResource]:
    """The session mappings of a template.

    Raises:
        OpsError: One has a condition: whether it is there is known at deploy only.
    """
    found = []
    for logical_id, resource in template.get("Resources", {}).items():
        if resource["Type"] not in (BY_NAME, BY_ID):
            continue
        if "Condition" in resource:
            raise OpsError(f"{logical_id} has the Condition {resource['Condition']}: only a deploy can decide it")
        found.append(MappingResource(logical_id, resource["Type"], resource["Properties"]))
    return found
