"""Can EMR take on the roles of a Studio; are other things in IAM there that a config names.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-service-role.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
"""

from collections.abc import Iterator

from .finding import GUIDE, Finding, good, problem, warning
from .policy_documents import acts, conditions_of, fits, principals_of, statements_of
from .reader import Json, Reader
from .subject import IamKind, IamThing, Subject

EMR = "elasticmapreduce.amazonaws.com"
_SERVICE_ROLE = f"{GUIDE}/emr-studio-service-role.html"
_USER_ROLE = f"{GUIDE}/emr-studio-user-permissions.html"
_PROVIDERS = {
    IamKind.SAML_PROVIDER: ("get_saml_provider", "SAMLProviderArn"),
    IamKind.OIDC_PROVIDER: ("get_open_id_connect_provider", "OpenIDConnectProviderArn"),
}


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
            cause=f"AWS's trust policy of the user role has it beside sts:AssumeRole: {_USER_ROLE}",
            fix=f"add sts:SetContext to the statement for {EMR} in the role's trust policy",
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


def iam_things(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether roles, users, groups, policies and providers are there that the config names."""
    for thing in subject.iam_things:
        if (account := _other_account(read, thing.name_or_arn)) is not None:
            yield problem(
                thing.name_or_arn,
                f"is of account {account}, the Studio of {read.aws.account}",
                cause=f"{thing.key} names it, and IAM lets the Studio's account use its own {thing.kind} alone",
                fix=f"correct {thing.key}",
            )
        elif _is_there(read, thing):
            yield good(thing.name_or_arn, f"the {thing.kind} is there")
        else:
            yield problem(
                thing.name_or_arn,
                f"there is no such {thing.kind} in the account",
                cause=f"{thing.key} names it",
                fix=f"make it, or correct {thing.key}",
            )


def role_of(read: Reader, arn: str) -> Json | None:
    """The role with an ARN; none where it is another account's."""
    if _other_account(read, arn):
        return None
    found = read.find("iam", "get_role", RoleName=_name(arn))
    return found["Role"] if found and found["Role"]["Arn"] == arn else None


def _role_for_emr(read: Reader, subject: Subject, arn: str, kind: str, page: str) -> Iterator[Finding]:
    if account := _other_account(read, arn):
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


def _is_there(read: Reader, thing: IamThing) -> bool:
    name, account = _name(thing.name_or_arn), read.aws.account
    match thing.kind:
        case IamKind.ROLE if thing.name_or_arn.startswith("arn:"):
            return role_of(read, thing.name_or_arn) is not None
        case IamKind.ROLE:
            return read.find("iam", "get_role", RoleName=name) is not None
        case IamKind.USER:
            return read.find("iam", "get_user", UserName=name) is not None
        case IamKind.GROUP:
            return read.find("iam", "get_group", GroupName=name) is not None
        case IamKind.POLICY:
            by_name = f"arn:{read.partition}:iam::{account}:policy/{thing.name_or_arn}"
            arn = thing.name_or_arn if thing.name_or_arn.startswith("arn:") else by_name
            return read.find("iam", "get_policy", PolicyArn=arn) is not None
        case IamKind.SAML_PROVIDER | IamKind.OIDC_PROVIDER:
            operation, argument = _PROVIDERS[thing.kind]
            return read.find("iam", operation, **{argument: thing.name_or_arn}) is not None


def _other_account(read: Reader, name_or_arn: str) -> str | None:
    """The account in an ARN, if it is another's; AWS's own policies are everybody's."""
    account = name_or_arn.split(":")[4] if name_or_arn.startswith("arn:") else read.aws.account
    return None if account in (read.aws.account, "aws") else account


def _name(name_or_arn: str) -> str:
    return name_or_arn.rpartition("/")[2]
