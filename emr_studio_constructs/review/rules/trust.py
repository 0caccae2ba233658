"""Who may assume the roles by which EMR works, and on whose behalf.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-service-role.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
"""

from collections.abc import Iterator

from emr_studio_constructs.cfn import trust_policy
from emr_studio_constructs.policies.trust import EMR
from emr_studio_constructs.review.causes import ADD_SET_CONTEXT, SET_CONTEXT
from emr_studio_constructs.review.finding import Finding, Severity
from emr_studio_constructs.review.located import Located, all_of, located
from emr_studio_constructs.review.policy_documents import Json, acts, conditions_of, principals_of, statements_of
from emr_studio_constructs.review.studio import ReviewedStudio

_SERVICE_ROLE = "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-service-role.html"
_USER_ROLE = "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html"
_DEPUTY = "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html"
_SERVICES = (EMR, "emr-serverless.amazonaws.com")
_SOURCES = {"aws:sourceaccount", "aws:sourcearn"}
_ROLE = "AWS::IAM::Role"


def names_its_principals(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether trust policies name principals, and not everybody."""
    for role in all_of(studio, _ROLE):
        for statement in _trust(role):
            if not {"Principal", "NotPrincipal"} & statement.keys():
                yield Finding(
                    severity=Severity.HIGH,
                    where=role.path,
                    what="its trust policy names no principal",
                    why=f"so AWS's page prints it, with a Resource; IAM refuses that: {_SERVICE_ROLE}",
                    fix=f"put Principal: {{Service: {EMR}}} in the place of Resource",
                )
            elif statement["Effect"] == "Allow" and "*" in principals_of(statement, "AWS"):
                severity = Severity.MEDIUM if statement.get("Condition") else Severity.HIGH
                yield Finding(
                    severity=severity,
                    where=role.path,
                    what="lets everybody assume it, of any account",
                    why=f"its conditions alone keep others out: {_DEPUTY}",
                    fix="name the principals",
                )


def is_for_this_account(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether a service is let in on behalf of this account alone."""
    user_role = located(studio, _ROLE, studio.properties.get("UserRole"))
    for role in all_of(studio, _ROLE):
        open_to = sorted({service for each in _trust(role) for service in _without_source(each)})
        for service in open_to:
            what = f"lets {service} assume it on behalf of any account: no aws:SourceAccount, no aws:SourceArn"
            if role == user_role:
                yield Finding(
                    severity=Severity.ACCEPTED,
                    where=role.path,
                    what=what,
                    why=f"AWS documents none for the user role, and a wrong one locks everybody out: {_USER_ROLE}",
                )
            else:
                yield Finding(
                    severity=Severity.MEDIUM,
                    where=role.path,
                    what=what,
                    why=f"somebody else's request may use it by way of the service: {_DEPUTY}",
                    fix="demand aws:SourceAccount of its trust policy, and aws:SourceArn",
                )


def says_who_people_are(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether the user role lets EMR say who a person is."""
    role = located(studio, _ROLE, studio.properties.get("UserRole"))
    if role and not any(acts(each, "sts:SetContext") for each in _trust(role) if _services(each)):
        yield Finding(
            severity=Severity.MEDIUM,
            where=role.path,
            what="does not let EMR say who the person is: sts:SetContext",
            why=SET_CONTEXT,
            fix=ADD_SET_CONTEXT,
        )


def fits_the_sign_in(studio: ReviewedStudio) -> Iterator[Finding]:
    """Whether there is a user role where people come from Identity Center, and there alone."""
    if studio.in_identity_center is ("UserRole" in studio.properties):
        return
    there, people = ("no", "of IAM Identity Center") if studio.in_identity_center else ("a", "of IAM")
    yield Finding(
        severity=Severity.HIGH,
        where=Located(studio.found, studio.logical_id).path,
        what=f"has {there} user role, and its people are {people}",
        why=f"people of Identity Center work by the user role, and EMR refuses one in IAM mode: {_USER_ROLE}",
        fix="give it UserRole" if studio.in_identity_center else "leave UserRole out",
    )


def _trust(role: Located) -> list[Json]:
    return statements_of(trust_policy(role.found, role.logical_id))


def _services(statement: Json) -> list[str]:
    named = principals_of(statement, "Service") if isinstance(statement.get("Principal"), dict) else []
    return [service for service in named if service.startswith(_SERVICES)]


def _without_source(statement: Json) -> list[str]:
    sources = {key for _, key, _ in conditions_of(statement)} & _SOURCES
    return [] if sources or statement["Effect"] != "Allow" else _services(statement)
