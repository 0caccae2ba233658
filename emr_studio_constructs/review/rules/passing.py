"""Which roles may be handed to which of AWS's services: both by their names.

https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
"""

from collections.abc import Iterator

from emr_studio_constructs.review.finding import Finding, Severity
from emr_studio_constructs.review.policy_documents import Json, acts, called, conditions_of, values
from emr_studio_constructs.review.statements import allows_in
from emr_studio_constructs.review.studio import ReviewedStudio

_USE_CASES = "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html"
_PAGE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"


def names_its_roles(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether every right to pass a role names the role."""
    for where, statement in _rights_to_pass(studio):
        if "NotResource" in statement or any("*" in each for each in values(statement.get("Resource"))):
            yield Finding(
                severity=Severity.HIGH,
                where=where,
                what=f"{called(statement)} passes roles that it does not name",
                why=f"whoever passes a role works by its rights, which may be more than their own: {_PAGE}",
                fix="name the roles, and the service by iam:PassedToService",
            )


def names_its_services(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether every right to pass roles names the service that they are passed to."""
    for where, statement in _rights_to_pass(studio):
        if any(key == "iam:passedtoservice" for _, key, _ in conditions_of(statement)):
            continue
        what = f"{called(statement)} passes roles to any service that they trust"
        if values(statement.get("Resource")) == [studio.properties["ServiceRole"]]:
            yield Finding(
                severity=Severity.ACCEPTED,
                where=where,
                what=what,
                why="It is the service role alone, for new Workspaces. AWS does not say to which service they pass it, "
                f"and a wrong one would stop them; whom the role trusts decides: {_USE_CASES}",
            )
        else:
            yield Finding(
                severity=Severity.LOW,
                where=where,
                what=what,
                why=f"a role that trusts several services works for each: {_PAGE}",
                fix="name the service by iam:PassedToService",
            )


def _rights_to_pass(studio: ReviewedStudio) -> Iterator[tuple[str, Json]]:
    """The statements that allow to pass roles, and where each stands."""
    for policy, statement in allows_in(studio):
        if acts(statement, "iam:PassRole"):
            yield policy.path, statement
