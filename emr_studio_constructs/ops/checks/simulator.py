"""What a role's own policies and boundary allow, by IAM's simulator.

It leaves out policies of the bucket, the key or the organization.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from emr_studio_constructs.ops.reader import Json, Reader

from .finding import Finding, good, problem, warning


class Verdict(Enum):
    """What the simulator says."""

    ALLOWED = auto()
    REFUSED = auto()
    OPEN = auto()
    """It refuses, by something that it does not know of a real request."""


@dataclass(frozen=True)
class Decision:
    """Whether a role may do something."""

    action: str
    verdict: Verdict


def simulate(
    read: Reader, role: str, actions: Iterable[str], on: str, context: Mapping[str, str]
) -> Iterator[Decision]:
    """Whether a role may do some actions on a resource, in a request that has these condition keys."""
    entries = [
        {"ContextKeyName": key, "ContextKeyValues": [value], "ContextKeyType": "string"}
        for key, value in context.items()
    ]
    request = {"ActionNames": list(actions), "ResourceArns": [on], "ContextEntries": entries}
    answer = read.get("iam", "simulate_principal_policy", PolicySourceArn=role, **request)
    for result in answer["EvaluationResults"]:
        yield Decision(result["EvalActionName"], _verdict(result))


def say(role: str, to: str, decisions: Iterable[Decision], *, cause: str) -> Finding:
    """What decisions about one thing come to: `use the key ...`."""
    names: dict[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
    for decision in decisions:
        names[decision.verdict].append(decision.action)
    if refused := names[Verdict.REFUSED]:
        return problem(role, f"may not {to}: {', '.join(refused)}", cause=cause, fix="allow it in a policy of the role")
    if left_open := names[Verdict.OPEN]:
        return warning(
            role,
            f"may {to}, or not: {', '.join(left_open)}",
            cause=f"IAM's simulator refuses, by what it does not know or by the organization's policies; {cause}",
            fix="look at the conditions in the role's policies, and at the organization's",
        )
    return good(role, f"may {to}")


def _verdict(result: Json) -> Verdict:
    if result["EvalDecision"] == "allowed":
        return Verdict.ALLOWED
    by_organization = not result.get("OrganizationsDecisionDetail", {}).get("AllowedByOrganizations", True)
    return Verdict.OPEN if result.get("MissingContextValues") or by_organization else Verdict.REFUSED
