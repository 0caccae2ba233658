"""IAM: what a role may do when it is at work, and who may take it on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ministack.core import iam_evaluator
from ministack.services import iam

from .request import account, region

Json = dict[str, Any]
_ALLOWED = "Allow"


@dataclass(frozen=True, kw_only=True)
class Role:
    """A role at work, as IAM sees it: `context` holds the condition keys that its requests carry."""

    arn: str
    session: str

    def may(self, action: str, resource: str, context: Mapping[str, str]) -> bool:
        """Whether the role's policies and boundary, and the policy of the resource, let it do this."""
        name = self.arn.rpartition("/")[2]
        asked = _question(f"arn:aws:sts::{account()}:assumed-role/{name}/{self.session}", action, resource, context)
        policies = iam_evaluator._gather_role_policies(name, account())
        boundary = iam_evaluator._permissions_boundary(iam._roles, name, account())
        result = iam_evaluator.evaluate(asked, policies, *boundary)
        service = action.partition(":")[0]
        if found := iam_evaluator._resource_policy(service, resource):
            required = service in iam_evaluator._POLICY_REQUIRED
            result = iam_evaluator.combine_resource_policy(result, asked, *found, required=required, limits=boundary)
        return bool(result.decision == _ALLOWED)

    def trusts(self, service: str, context: Mapping[str, str]) -> bool:
        """Whether an AWS service may take the role on."""
        found = iam._roles.get_scoped(account(), None, self.arn.rpartition("/")[2])
        return found is not None and trusts(found["AssumeRolePolicyDocument"], service, "sts:AssumeRole", context)


def trusts(document: Json | str, service: str, action: str, context: Mapping[str, str]) -> bool:
    """Whether a role with this trust policy may be taken on by an AWS service."""
    return lets(document, service, action, "*", context)


def lets(document: Json | str, service: str, action: str, resource: str, context: Mapping[str, str]) -> bool:
    """Whether the policy of a resource lets an AWS service do this with it."""
    asked = _question(service, action, resource, context)
    return bool(iam_evaluator.evaluate_resource_policy(document, asked, service=service).decision == _ALLOWED)


def _question(principal: str, action: str, resource: str, context: Mapping[str, str]) -> Any:
    return iam_evaluator.EvalContext(
        principal_arn=principal,
        principal_type="AssumedRole",
        principal_account=account(),
        action=action,
        resource_arn=resource,
        region=region(),
        secure_transport=True,
        service_context={key.lower(): value for key, value in context.items()},
    )
