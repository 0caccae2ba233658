"""Decides on a request as IAM does, and says which statements decide.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from .policies import NamedPolicy, Policies
from .principals import Named
from .request import Request
from .rules import Rule
from .statements import Statement

# An allow of the identity policies is nothing without one of the key's policy, or of the trust policy.
_NEEDS_RESOURCE_POLICY = re.compile(r"kms:\S+ arn:[^:]+:kms:[^:]*:\d+:key/.+|sts:\S+ arn:[^:]+:iam::\d+:role/.+")
_IDENTITY, _RESOURCE = "the identity policies", "the resource policy"


class Result(StrEnum):
    """What the policies say together."""

    ALLOWED = "Allowed"
    IMPLICITLY_DENIED = "ImplicitlyDenied"
    EXPLICITLY_DENIED = "ExplicitlyDenied"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What the policies say, the statements that let the request through or deny it, and why, in one sentence."""

    result: Result
    statements: tuple[Statement, ...] = ()
    why: str

    @property
    def allowed(self) -> bool:
        """Whether the request goes through."""
        return self.result is Result.ALLOWED


def decide(request: Request, policies: Policies) -> Decision:
    """What the policies say about a request.

    Any deny denies. Otherwise an allow is needed of each kind of policy that has a say: of the identity policies, of a
    permissions boundary and of a session policy. Within an account a resource's policy that names the role takes the
    place of the identity policies, and one that names the session, the user or everybody that of all of them; one that
    names the account gives nothing by itself. Keys and roles need the allow of their policy in any case, and so does
    the resource of another account.

    Raises:
        ValueError: For a policy that IAM does not take, or a principal that cannot be judged.
    """
    identity = _applying(policies.identity, request)
    limits = {kind: _applying([policy], request) for kind, policy in _limits(policies)}
    resource = _naming(policies, request)
    applying = [*identity, *(rule for rules in limits.values() for rule in rules), *(rule for _, rule in resource)]
    if denies := [rule for rule in applying if not rule.allows]:
        return _decision(Result.EXPLICITLY_DENIED, "denied", denies)

    # In another account a resource's policy gives nothing by itself.
    giving = [] if request.crosses_accounts else resource
    by_role = [rule for named, rule in giving if named >= Named.BY_ROLE]
    directly = [rule for named, rule in giving if named is Named.DIRECTLY]

    needed = {_IDENTITY if request.who.account else _RESOURCE: [*identity, *by_role], **limits}
    if request.crosses_accounts or _NEEDS_RESOURCE_POLICY.fullmatch(f"{request.call} {request.resource}"):
        needed[_RESOURCE] = [rule for _, rule in resource]
    lacking = [kind for kind, rules in needed.items() if not rules]
    if not lacking:
        return _decision(Result.ALLOWED, "allowed", [rule for rules in needed.values() for rule in rules])
    if directly:
        return _decision(Result.ALLOWED, "allowed", directly)
    return Decision(result=Result.IMPLICITLY_DENIED, why=f"no statement of {' or of '.join(lacking)} allows it")


def _limits(policies: Policies) -> Iterator[tuple[str, NamedPolicy]]:
    if policies.boundary:
        yield "the permissions boundary", policies.boundary
    if policies.session:
        yield "the session policy", policies.session


def _applying(policies: Iterable[NamedPolicy], request: Request) -> list[Rule]:
    return [rule for policy in policies for rule in policy.of_principal if rule.applies(request)]


def _naming(policies: Policies, request: Request) -> list[tuple[Named, Rule]]:
    """The statements of the resource's policy about the request and who asks."""
    rules = policies.resource.of_resource if policies.resource else ()
    each = ((rule.named(request.who, bounded=policies.boundary is not None), rule) for rule in rules)
    return [(named, rule) for named, rule in each if named is not Named.NOT and rule.applies(request)]


def _decision(result: Result, verb: str, rules: Iterable[Rule]) -> Decision:
    # One that gives and is needed from the resource, too, is named once.
    statements = tuple({id(rule): rule.statement for rule in rules}.values())
    return Decision(result=result, statements=statements, why=f"{verb} by {' and '.join(map(str, statements))}")
