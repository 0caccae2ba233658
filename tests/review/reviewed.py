"""Studios to review: those of the samples, and what the engine of record says to the same requests."""

from functools import cache

from behaviour.asking import NOT_IN_DATA
from engine import Question
from samples import templates_of

from emr_studio_constructs.cfn import SynthesizedStack
from emr_studio_constructs.evaluation import Decision, NamedPolicy, Policy, Request
from emr_studio_constructs.review.access import AccessMatrix
from emr_studio_constructs.review.person import Person
from emr_studio_constructs.review.resource_policies import ResourcePolicies
from emr_studio_constructs.review.studio import ReviewedStudio, studios_of


@cache
def studios_in(sample: str) -> tuple[ReviewedStudio, ...]:
    """The Studios of a sample."""
    stacks = (SynthesizedStack(name=name, template=template) for name, template in templates_of(sample).items())
    return tuple(studios_of(stacks))


def asked_in(studio: ReviewedStudio, matrix: AccessMatrix) -> list[tuple[Question, Decision]]:
    """The requests of a matrix, as the engine takes them, with what the matrix says."""
    of_resources = ResourcePolicies(studio)
    return [
        (_question(of_resources, person, request), decision)
        for row in matrix.rows
        for person, answer in zip(matrix.people, row.answers, strict=True)
        for request, decision in (*answer.decisions, *answer.beside)
    ]


def _question(of_resources: ResourcePolicies, person: Person, request: Request) -> Question:
    policies = person.policies
    return Question(
        principal=request.principal,
        action=request.action,
        resource=request.resource,
        context=request.context,
        identity_policies=[policy.document for policy in policies.identity],
        session_policy=_document(policies.session),
        boundary=_document(policies.boundary),
        resource_policy=_document(of_resources.of(request.resource)),
        partial=True,
        also_known=NOT_IN_DATA.get(request.action, ()),
    )


def _document(policy: NamedPolicy | None) -> Policy | None:
    return policy.document if policy else None
