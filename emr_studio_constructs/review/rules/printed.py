"""What AWS's pages printed once and IAM does not take, or does not mean so: policies are copied from there.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-workspace-storage-encryption.html
"""

from collections.abc import Iterator, Mapping

from emr_studio_constructs.cfn import all_policy_documents
from emr_studio_constructs.review.finding import Finding, Severity
from emr_studio_constructs.review.located import Located
from emr_studio_constructs.review.people import people_of
from emr_studio_constructs.review.person import PersonKind
from emr_studio_constructs.review.policy_documents import Json, called, conditions_of, statements_of, values
from emr_studio_constructs.review.studio import ReviewedStudio

_ACTIONS: Mapping[str, str] = {
    # as printed, in lower case: what is meant
    "emr-containers:createaccesstokenformanagedendpoint": "emr-containers:GetManagedEndpointSessionCredentials",
    "kms:reencrypt": "kms:ReEncryptFrom and kms:ReEncryptTo",
}
_PAGE = "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html"
_FOR_THE_SERVICE_ROLE = {
    f"ec2:{verb}securitygroup{direction}" for verb in ("authorize", "revoke") for direction in ("ingress", "egress")
}
# The prefix of EMR's condition keys is `elasticmapreduce`.
_PREFIX, _MEANT = "emr:resourcetag/", "elasticmapreduce:ResourceTag/"


def is_of_today(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether policies name actions and condition keys that there are."""
    for found in studio.templates:
        for document in all_policy_documents(found):
            for statement in statements_of(document.document):
                for printed, meant in _misprints(statement):
                    yield Finding(
                        severity=Severity.MEDIUM,
                        where=Located(found, document.logical_id).path,
                        what=f"{called(statement)} names {printed}, which IAM does not know",
                        why=f"a page of AWS's printed it once; it does not do what it was written for: {_PAGE}",
                        fix=f"write {meant}",
                    )


def is_for_people(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether policies of people have what is for the service role."""
    people = [person.policies for person in people_of(studio) if person.kind is not PersonKind.SERVICE_ROLE]
    policies = [policy for held in people for policy in (*held.identity, held.session) if policy]
    for name, document in {policy.name: policy.document for policy in policies}.items():
        actions = [action for each in statements_of(dict(document)) for action in values(each.get("Action"))]
        if given := [action for action in actions if action.lower() in _FOR_THE_SERVICE_ROLE]:
            yield Finding(
                severity=Severity.MEDIUM,
                where=name,
                what=f"gives people {', '.join(given)}",
                why=f"AWS's page prints that in a policy for people by mistake: the service role makes groups: {_PAGE}",
                fix="take it out of this policy",
            )


def _misprints(statement: Json) -> Iterator[tuple[str, str]]:
    """What is printed, and what is meant."""
    for action in values(statement.get("Action")):
        if meant := _ACTIONS.get(action.lower()):
            yield action, meant
    for _, key, _ in conditions_of(statement):
        if key.startswith(_PREFIX):
            yield key, f"{_MEANT}{key.removeprefix(_PREFIX)}"
