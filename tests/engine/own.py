"""Asks the package's own engine the same, so that no question of the suite is answered by the other alone."""

from collections.abc import Iterator, Sequence

from emr_studio_constructs.evaluation import Decision, NamedPolicy, Policies, Policy, Request, Result, decide

from .question import Question


def difference(question: Question, each: Sequence[Result]) -> str:
    """How the package's engine answers otherwise than the other, for each resource asked; nothing if it does not."""
    own = list(decisions(question))
    if [decision.result for decision in own] == list(each):
        return ""
    return f"{question}\n  {[str(result) for result in each]}, but: {'; '.join(one.why for one in own)}"


def decisions(question: Question) -> Iterator[Decision]:
    """What the package's engine says for each resource asked."""
    policies = Policies(
        identity=[_named(f"identity-{number}", policy) for number, policy in enumerate(question.identity_policies)],
        session=_given("session", question.session_policy),
        boundary=_given("boundary", question.boundary),
        resource=_given("resource", question.resource_policy),
    )
    for resource, context in [(question.resource, {}), *question.also.items()]:
        request = Request(
            principal=question.principal,
            action=question.action,
            resource=resource,
            context={**question.context, **context},
            resource_account=question.resource_account,
        )
        yield decide(request, policies)


def _named(name: str, policy: Policy) -> NamedPolicy:
    return NamedPolicy(name=name, document=policy)


def _given(name: str, policy: Policy | None) -> NamedPolicy | None:
    return None if policy is None else _named(name, policy)
