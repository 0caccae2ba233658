"""How a reviewer calls things: by the name that a template gives them, else by their logical id without its hash."""

import re
from collections.abc import Mapping

from emr_studio_constructs.cfn import Resolver, resources

_HASH = re.compile(r"(?<=[a-z0-9])[0-9A-F]{8}$")
# type: the property that names the resource
_NAMES = {
    "AWS::EMRContainers::Endpoint": "Name",
    "AWS::EMRContainers::VirtualCluster": "Name",
    "AWS::EMRServerless::Application": "Name",
    "AWS::IAM::Group": "GroupName",
    "AWS::IAM::Role": "RoleName",
    "AWS::IAM::User": "UserName",
    "AWS::ServiceCatalog::CloudFormationProduct": "Name",
}


def name_of(found: Resolver, logical_id: str) -> str:
    """How to call a resource: `spark-small`, `Contractors`."""
    resource = found.template["Resources"][logical_id]
    named = found.properties(logical_id).get(_NAMES.get(resource["Type"], ""))
    return str(named or _HASH.sub("", logical_id))


def names_of(templates: tuple[Resolver, ...]) -> Mapping[str, str]:
    """How to call what some templates define, by ARN."""
    return {
        arn: name_of(found, logical_id)
        for found in templates
        for type_ in _NAMES
        for logical_id in resources(found.template, type_)
        for arn in [found.physical(logical_id).arn()]
    }
