"""Finds by which statements the policies of a Studio's templates allow something."""

from collections.abc import Iterator

from emr_studio_constructs.cfn import all_policy_documents

from .located import Located
from .policy_documents import Json, statements_of
from .studio import ReviewedStudio


def allows_in(studio: ReviewedStudio) -> Iterator[tuple[Located, Json]]:
    """The statements by which policies of principals allow something, each behind the resource that it stands in."""
    for found in studio.templates:
        for document in all_policy_documents(found):
            for statement in statements_of(document.document) if document.kind == "identity" else ():
                if statement["Effect"] == "Allow":
                    yield Located(found, document.logical_id), statement
