"""Which roles may be handed to AWS's services: each by its name.

https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
"""

from collections.abc import Iterator

from emr_studio_constructs.cfn import all_policy_documents
from emr_studio_constructs.review.finding import Finding, Severity
from emr_studio_constructs.review.located import Located
from emr_studio_constructs.review.policy_documents import acts, statements_of, values
from emr_studio_constructs.review.studio import ReviewedStudio

_PAGE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"


def names_its_roles(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether every right to pass a role names the role."""
    for found in studio.templates:
        for document in all_policy_documents(found):
            for statement in statements_of(document.document) if document.kind == "identity" else ():
                wide = "NotResource" in statement or any("*" in each for each in values(statement.get("Resource")))
                sid = statement.get("Sid", "without a Sid")
                if statement["Effect"] == "Allow" and acts(statement, "iam:PassRole") and wide:
                    yield Finding(
                        severity=Severity.HIGH,
                        where=Located(found, document.logical_id).path,
                        what=f"the statement {sid} passes roles that it does not name",
                        why=f"whoever passes a role works by its rights, which may be more than their own: {_PAGE}",
                        fix="name the roles, and the service by iam:PassedToService",
                    )
