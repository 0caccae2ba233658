"""Can EMR take on the roles of a Studio.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-service-role.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
"""

from collections.abc import Iterator

from emr_studio_constructs.ops.reader import Json, Reader
from emr_studio_constructs.review.causes import ADD_SET_CONTEXT, SET_CONTEXT
from emr_studio_constructs.review.policy_documents import acts, conditions_of, fits, principals_of, statements_of

from .finding import GUIDE, Finding, good, problem, warning
from .iam_reading import other_account, role_of
from .subject import Subject

EMR = "elasticmapreduce.amazonaws.com"
_SERVICE_ROLE = f"{GUIDE}/emr-studio-service-role.html"
_USER_ROLE = f"{GUIDE}/emr-studio-user-permissions.html"


def service_role(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the service role is there, and EMR can take it on."""
    if arn := subject.service_role_arn:
        yield from _role_for_emr(read, subject, arn, "service role", _SERVICE_ROLE)


def user_role(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the user role is there, and EMR can take it on, as whoever a person is."""
    if not (arn := subject.user_role_arn):
        return
    yield from _role_for_emr(read, subject, arn, "user role", _USER_ROLE)
    if (role := role_of(read, arn)) and not _trusts_emr(read, subject, role, "sts:SetContext"):
        yield warning(
            arn,
            "does not let EMR say who the person is: sts:SetContext",
            cause=SET_CONTEXT,
            fix=ADD_SET_CONTEXT,
        )


def service_role_name(read: Reader, subject: Subject) -> Iterator[Finding]:  # noqa: ARG001  # a check like others
    """Whether CloudFormation takes the service role's ARN."""
    if subject.service_role_arn and "." in subject.service_role_arn:
        yield problem(
            subject.service_role_arn,
            "has a dot in its path or name",
            cause="CloudFormation's pattern for roles of an AWS::EMR::Studio takes none",
            fix="give roles.service_role_arn a role without dots",
        )


def _role_for_emr(read: Reader, subject: Subject, arn: str, kind: str, page: str) -> Iterator[Finding]:
    if account := other_account(read, arn):
        yield problem(
            arn,
            f"the {kind} is of account {account}, the Studio of {read.aws.account}",
            cause=f"EMR works for the Studio as a role of its own account: {page}",
            fix=f"name a role of {read.aws.account}",
        )
    elif (role := role_of(read, arn)) is None:
        yield problem(
            arn,
            f"the {kind} does not exist",
            cause=f"EMR works for the Studio as this role: {page}",
            fix="make it, by this path and name: a Studio that is there cannot be given another",
        )
    elif not _trusts_emr(read, subject, role, "sts:AssumeRole"):
        yield problem(
            arn,
            f"EMR cannot take the {kind} on",
            cause=f"its trust policy does not let {EMR} of account {read.aws.account} assume it: {page}",
            fix=f"allow sts:AssumeRole to {EMR} in its trust policy, with aws:SourceAccount {read.aws.account}, if "
            "with any",
        )
    else:
        yield good(arn, f"EMR can take the {kind} on")


def _trusts_emr(read: Reader, subject: Subject, role: Json, action: str) -> bool:
    """Whether a trust policy lets EMR do this for a Studio of the account and Region."""
    studio = subject.studio_id or "es-ANY"
    sources = {
        "aws:sourceaccount": read.aws.account,
        "aws:sourcearn": f"arn:{read.partition}:elasticmapreduce:{read.aws.region}:{read.aws.account}:studio/{studio}",
    }
    return any(
        statement["Effect"] == "Allow"
        and acts(statement, action)
        and any(service.startswith(EMR) for service in principals_of(statement, "Service"))
        and all(fits(wanted, sources[key]) for _, key, wanted in conditions_of(statement) if key in sources)
        for statement in statements_of(role["AssumeRolePolicyDocument"])
    )
