"""Says what a change costs people, and what they lose by it.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-considerations.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_UpdateApplication.html
"""

from collections.abc import Iterator
from typing import Any

from emr_studio_constructs.cfn.resource_types import APPLICATION, MAPPING_BY_ID, MAPPING_BY_NAME, NESTED_STACK, STUDIO

from .effects import Effect
from .loss_table import BUCKET_OF_A_TRAIL, COSTS, ROLE_TO_SIGN_IN, Cost
from .model import Action, Loss
from .resources import POLICIES, Resource

_BECOMES_ANOTHER = (Action.REPLACE, Action.MAY_REPLACE, Action.MOVE)
_LEAVES = (Action.DELETE, Action.KEEP)
# Whoever works by them is CloudFormation or AWS, so that nothing outside of the stack names them.
_MACHINES = [
    {"Service": f"{each}.amazonaws.com"} for each in ("lambda", "vpc-flow-logs", "cloudtrail", "events", "firehose")
]

# A policy that is attached is nobody's session policy, but for those that people's role is limited by.
_ATTACHED = {"Roles", "Users", "Groups"}
_SESSIONS = {
    (STUDIO, "UserRole"),
    (MAPPING_BY_NAME, "SessionPolicyArn"),
    (MAPPING_BY_ID, "SessionPolicyArn"),
}


def losses(resource: Resource, effect: Effect, *, kept: bool) -> tuple[tuple[str, ...], Loss | None]:
    """What a change costs, a sentence each, and the worst of what people lose.

    Args:
        resource: The resource as it is deployed.
        effect: What happens to it.
        kept: Whether the old one is kept.
    """
    if effect.action is Action.UPDATE:
        return _in_place(resource, effect)
    cost = _cost_of(resource)
    if cost is None or effect.action not in (*_BECOMES_ANOTHER, *_LEAVES):
        return (), None
    leaves = effect.action in _LEAVES
    goes_too = not kept and cost.holds is not None
    loss = cost.loss_by_none if leaves else cost.loss_by_another
    return (cost.gone if leaves else cost.another, *_fate(cost, kept=kept)), Loss.DELETION if goes_too else loss


def _fate(cost: Cost, *, kept: bool) -> Iterator[str]:
    if kept:
        yield "the old one is kept, outside of the stack, until somebody deletes it"
    elif cost.holds is not None:
        yield f"the old one is deleted: {cost.holds}"


def _in_place(resource: Resource, effect: Effect) -> tuple[tuple[str, ...], Loss | None]:
    if resource.type == STUDIO and "DefaultS3Location" in effect.properties:
        cost = "Workspaces look for their notebooks in the new place: copy them there first, under the same keys"
        return (cost,), Loss.NOTEBOOKS
    if effect.may_lose_subnets:
        return ("if a subnet is taken away, EMR refuses it, and the deploy fails",), None
    if resource.type == APPLICATION and set(effect.properties).difference(POLICIES):
        return ("while it is started, EMR Serverless may refuse that, and the deploy fails: stop it first",), None
    if resource.type == NESTED_STACK and effect.causes:
        return ("what refers to it in this nested stack may be replaced: compare as one stack",), Loss.REPLACEMENT
    return (), None


def _cost_of(resource: Resource) -> Cost | None:
    """What it costs people, by what the resource is there for."""
    match resource.type:
        case "AWS::IAM::Role":
            trusted = _trusted_by(resource)
            principals = [statement.get("Principal", {}) for statement in trusted]
            if trusted and all(each in _MACHINES for each in principals):
                return None
            if all("Federated" in each for each in principals) and "AssumeRoleWithSAML" in str(trusted):
                return ROLE_TO_SIGN_IN
        case "AWS::IAM::ManagedPolicy" if _ATTACHED & resource.properties.keys() and not _SESSIONS & resource.used_by:
            return None
        case "AWS::S3::Bucket" if ("AWS::CloudTrail::Trail", "S3BucketName") in resource.used_by:
            return BUCKET_OF_A_TRAIL
    return COSTS.get(resource.type)


def _trusted_by(role: Resource) -> list[dict[str, Any]]:
    statements = role.properties.get("AssumeRolePolicyDocument", {}).get("Statement", [])
    return [statements] if isinstance(statements, dict) else statements
