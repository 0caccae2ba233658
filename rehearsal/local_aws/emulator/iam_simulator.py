"""IAM's simulator, which in ministack knows neither condition keys nor roles with a path.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
"""

from collections.abc import Iterator
from itertools import count
from typing import Any

from ministack.services import iam

from .iam import Role


def simulate_roles() -> None:
    """Lets the simulator answer for roles as IAM would, policies of the resource included, which AWS leaves out."""
    theirs = iam._IAM_HANDLERS["SimulatePrincipalPolicy"]

    def simulate(parameters: Any) -> Any:
        arn = iam._p(parameters, "PolicySourceArn")
        if ":role/" not in arn:
            return theirs(parameters)
        if arn.rpartition("/")[2] not in iam._roles:
            return iam._error(404, "NoSuchEntity", f"The role with ARN {arn} cannot be found.", ns="iam")
        role = Role(arn=arn, session="simulated")
        (resource,) = _members(parameters, "ResourceArns.member.{}")
        keys = _members(parameters, "ContextEntries.member.{}.ContextKeyName")
        values = _members(parameters, "ContextEntries.member.{}.ContextKeyValues.member.1")
        context = dict(zip(keys, values, strict=True))
        results = "".join(
            f"<member><EvalActionName>{action}</EvalActionName><EvalResourceName>{resource}</EvalResourceName>"
            f"<EvalDecision>{'allowed' if role.may(action, resource, context) else 'implicitDeny'}</EvalDecision>"
            "</member>"
            for action in _members(parameters, "ActionNames.member.{}")
        )
        content = f"<EvaluationResults>{results}</EvaluationResults><IsTruncated>false</IsTruncated>"
        result = f"<SimulatePrincipalPolicyResult>{content}</SimulatePrincipalPolicyResult>"
        return iam._xml(200, "SimulatePrincipalPolicyResponse", result, ns="iam")

    iam._IAM_HANDLERS["SimulatePrincipalPolicy"] = simulate


def _members(parameters: Any, name: str) -> Iterator[str]:
    """The members of a list in a query, until there is none of the next number."""
    for number in count(1):
        if not (value := iam._p(parameters, name.format(number))):
            return
        yield value
