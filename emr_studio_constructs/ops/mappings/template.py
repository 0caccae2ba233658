"""Reads session mappings from a CloudFormation template."""

import json
from dataclasses import dataclass
from typing import Any

from emr_studio_constructs.cfn.resource_types import MAPPING_BY_ID, MAPPING_BY_NAME, STUDIO
from emr_studio_constructs.choices import IdentityType
from emr_studio_constructs.ops.deployed import DeployedStack
from emr_studio_constructs.ops.errors import OpsError

from .model import Deploy, Identity

Json = dict[str, Any]

_ATTRIBUTES = ("StudioId", "PolicyArn")  # what Ref gives as well


@dataclass(frozen=True)
class MappingResource:
    """A session mapping of a template."""

    logical_id: str
    type: str
    properties: Json
    condition: str | None = None

    @property
    def identity(self) -> Identity:
        """Who is mapped.

        Raises:
            OpsError: That is known at deploy only.
        """
        if self.condition:
            raise OpsError(f"{self.logical_id} has the Condition {self.condition}: only a deploy can decide it")
        kind = IdentityType(self._literal("IdentityType"))
        if self.type == MAPPING_BY_ID:
            return Identity(type=kind, id=self._literal("IdentityId"))
        return Identity(type=kind, name=self._literal("IdentityName"))

    @property
    def deploy(self) -> Deploy:
        """What a deploy that creates it does."""
        return Deploy.ADOPTS if self.type == MAPPING_BY_ID else Deploy.CREATES

    def resolve(self, name: str, stack: DeployedStack) -> str:
        """A property that may refer to another resource of the template, or of another stack.

        Args:
            name: The property.
            stack: What is deployed of the template.

        Raises:
            OpsError: It refers to what is not deployed, or is neither text nor such a reference.
        """
        given = self.properties.get(name)
        match given:
            case str() as text:
                return text
            case {"Fn::ImportValue": str() as export}:
                return self._known(name, f"the export {export}", stack.all.exports.get(export), stack)
            case _ if (referred := reference(given)) is not None:
                return self._known(name, referred, stack.physical_ids.get(referred), stack)
            case _:
                raise OpsError(self._refusal(name, given, "text, Ref, Fn::GetAtt or Fn::ImportValue"))

    def _known(self, name: str, target: str, found: str | None, stack: DeployedStack) -> str:
        if found is None:
            raise OpsError(
                f"{self.logical_id}.{name} refers to {target}, which is not deployed: run `cdk deploy {stack.id}` first"
            )
        return found

    def _literal(self, name: str) -> str:
        match self.properties.get(name):
            case str() as text:
                return text
            case given:
                raise OpsError(self._refusal(name, given, "text"))

    def _refusal(self, name: str, given: object, wanted: str) -> str:
        return (
            f"{self.logical_id}.{name} is {json.dumps(given)}, and only {wanted} can be compared: "
            f"name the config instead, or choose another stack by --studio"
        )


def reference(given: object) -> str | None:
    """The logical id of the resource that a property refers to, if it refers to the whole of one."""
    match given:
        case {"Ref": str() as target}:
            return target
        case {"Fn::GetAtt": [str() as target, str() as attribute]} if attribute in _ATTRIBUTES:
            return target
        case _:
            return None


def mapping_resources(template: Json) -> list[MappingResource]:
    """The session mappings of a template."""
    return [
        MappingResource(logical_id, found["Type"], found["Properties"], found.get("Condition"))
        for logical_id, found in template.get("Resources", {}).items()
        if found["Type"] in (MAPPING_BY_NAME, MAPPING_BY_ID)
    ]


def studios_in(template: Json) -> set[str]:
    """The logical ids of the Studios that a template makes."""
    return {logical_id for logical_id, found in template.get("Resources", {}).items() if found["Type"] == STUDIO}


def maps_to_others(template: Json) -> bool:
    """Whether a template has mappings of Studios that it does not make itself."""
    own = studios_in(template)
    return any(reference(found.properties.get("StudioId")) not in own for found in mapping_resources(template))
