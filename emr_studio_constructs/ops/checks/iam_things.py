"""Are the roles, users, groups, policies and providers in IAM there that a config names.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
"""

from collections.abc import Iterator

from emr_studio_constructs.ops.reader import Reader

from .finding import Finding, good, problem
from .iam_reading import name_in, other_account, role_of
from .subject import IamKind, IamThing, Subject

_PROVIDERS = {
    IamKind.SAML_PROVIDER: ("get_saml_provider", "SAMLProviderArn"),
    IamKind.OIDC_PROVIDER: ("get_open_id_connect_provider", "OpenIDConnectProviderArn"),
}


def iam_things(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether roles, users, groups, policies and providers are there that the config names."""
    for thing in subject.iam_things:
        if (account := other_account(read, thing.name_or_arn)) is not None:
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


def _is_there(read: Reader, thing: IamThing) -> bool:
    name, account = name_in(thing.name_or_arn), read.aws.account
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
