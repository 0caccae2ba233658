"""Tells the policies that can be judged from those that IAM refuses, or that only a deploy knows.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from emr_studio_constructs.cfn import all_policy_documents, document_in
from emr_studio_constructs.evaluation import NamedPolicy

from .located import Located
from .studio import ReviewedStudio

_OF_RESOURCES = ("AWS::KMS::Key", "AWS::S3::BucketPolicy")
_OF_PRINCIPALS = "AWS::IAM::"


@dataclass(frozen=True, kw_only=True)
class Unjudged(NamedPolicy):
    """Stands in the place of a policy that cannot be judged."""

    fault: str
    """Why, with the name of the policy."""


def judged(name: str, document: object, *, of_resource: bool = False) -> NamedPolicy:
    """A policy of somebody, or of a resource; what cannot be judged is replaced."""
    try:
        policy = NamedPolicy(name=name, document=document_in(document))
        _ = policy.of_resource if of_resource else policy.of_principal
    except ValueError as error:
        return Unjudged(name=name, document={"Statement": []}, fault=str(error))
    return policy


def faults(policies: Iterable[NamedPolicy | None]) -> tuple[str, ...]:
    """Why those that cannot be judged cannot."""
    return tuple(each.fault for each in policies if isinstance(each, Unjudged))


def faults_of(studio: ReviewedStudio) -> Iterator[tuple[Located, str]]:
    """The policies of principals, keys and buckets in a Studio's templates that cannot be judged, and why."""
    for found in studio.templates:
        for each in all_policy_documents(found):
            of_resource = each.type in _OF_RESOURCES
            if of_resource or (each.kind != "trust" and each.type.startswith(_OF_PRINCIPALS)):
                for fault in faults(
                    [judged(each.source.removesuffix(".PolicyDocument"), each.document, of_resource=of_resource)]
                ):
                    yield Located(found, each.logical_id), fault
