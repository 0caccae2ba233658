"""Says what there cannot be twice: a new one is made before the old one goes, so that a deploy fails.

https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html
"""

from collections.abc import Mapping
from typing import Any

from emr_studio_constructs.cfn.resource_types import MAPPING_BY_ID

from .schemas import Path, UpdateBehavior

# What there cannot be twice, where the schema does not say it: of a rule by EC2's answer InvalidPermission.Duplicate.
_RULE = ("GroupId", "IpProtocol", "FromPort", "ToPort", "CidrIp", "CidrIpv6")
_IDENTIFIERS: Mapping[str, tuple[str, ...]] = {
    MAPPING_BY_ID: ("StudioId", "IdentityType", "IdentityId"),
    "AWS::IAM::ManagedPolicy": ("ManagedPolicyName",),
    "AWS::EC2::SecurityGroup": ("GroupName", "VpcId"),
    "AWS::EC2::SecurityGroupIngress": (*_RULE, "SourceSecurityGroupId", "SourcePrefixListId"),
    "AWS::EC2::SecurityGroupEgress": (*_RULE, "DestinationSecurityGroupId", "DestinationPrefixListId"),
    # https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/setting-up-registration.html
    "AWS::EMRContainers::VirtualCluster": ("Name",),
}
ADOPTED = (MAPPING_BY_ID,)
"""What is taken over where it is there already."""
# What a rule need not have to be the same as another.
_WITHOUT_ALL = ("AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress")


def identifier_of(resource_type: str, properties: dict[str, Any], behavior: UpdateBehavior | None) -> tuple[Path, ...]:
    """The properties by which there is one of a kind; none where the template leaves the name to CloudFormation."""
    if resource_type in _IDENTIFIERS:
        paths: tuple[Path, ...] = tuple((name,) for name in _IDENTIFIERS[resource_type])
    else:
        paths = behavior.identifier if behavior else ()
    named = [path[0] in properties for path in paths]
    complete = any(named) if resource_type in _WITHOUT_ALL else all(named)
    return paths if complete else ()
