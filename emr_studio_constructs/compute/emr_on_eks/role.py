"""The execution role of an endpoint: its name, and the service accounts of Kubernetes that take it on.

https://docs.aws.amazon.com/emr/latest/EMR-on-EKS-DevelopmentGuide/setting-up-trust-policy.html
"""

from aws_cdk import CfnJson, Names, Stack
from aws_cdk import aws_iam as iam
from constructs import Construct

from emr_studio_constructs._border import check_path, is_known
from emr_studio_constructs.identities import check_account, check_role, trust_of
from emr_studio_constructs.policies.emr_on_eks import SERVICE_ACCOUNTS

from .arguments import LONGEST_NAME

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BY_SERVICE_ACCOUNT = "sts:AssumeRoleWithWebIdentity"
_BY_POD_IDENTITY = "pods.eks.amazonaws.com"


class ExecutionRole(iam.Role):
    """What notebooks on an endpoint run as: service accounts of EMR in one namespace of one EKS cluster take it on."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        provider: iam.IOpenIdConnectProvider,
        namespace: str,
        role_name: str | None,
        role_path: str | None,
    ) -> None:
        """Defines the role without permissions.

        Its name is in what it trusts, so it must be known at synth. The Region is part of it where it is known: one
        account has one role of a name.

        Args:
            scope: Where the role is defined.
            construct_id: Its id, unique in `scope`.
            provider: The cluster's identity provider.
            namespace: The Kubernetes namespace.
            role_name: Its name. Default: one made from the path of `scope` and the Region.
            role_path: Its path, which what it trusts does not depend on. Default: `/`.

        Raises:
            ValueError: `role_name` is known at deploy only, or `role_path` is no IAM path.
        """
        check_path("role_path", role_path)
        if role_name is not None and not is_known(role_name):
            message = (
                "execution_role_name must be known at synth, as the role's trust contains it, got a token: write it out"
            )
            raise ValueError(message)
        name = role_name or _name_for(scope)
        super().__init__(
            scope,
            construct_id,
            role_name=name,
            path=role_path,
            assumed_by=iam.OpenIdConnectPrincipal(provider, {"StringLike": _subject(scope, provider, namespace, name)}),
            description="What notebooks on an EMR on EKS endpoint may do",
        )


def _name_for(scope: Construct) -> str:
    region = Stack.of(scope).region
    suffix = f"-{region}" if is_known(region) else ""
    return Names.unique_resource_name(scope, max_length=LONGEST_NAME - len(suffix), separator="-") + suffix


def _subject(
    scope: Construct, provider: iam.IOpenIdConnectProvider, namespace: str, role_name: str
) -> dict[str, str] | CfnJson:
    """The condition on who the cluster says it is.

    CloudFormation takes no references in keys: an issuer that is known at deploy only is filled in by a function of
    the CDK.
    """
    issuer, account = provider.open_id_connect_provider_issuer, Stack.of(scope).account
    accounts = SERVICE_ACCOUNTS.format(namespace=namespace, account=account, role_name=_in_base_36(role_name))
    condition = {f"{issuer}:sub": accounts}
    return condition if is_known(issuer) else CfnJson(scope, "Subject", value=condition)


def _in_base_36(name: str) -> str:
    """A role's name as EMR on EKS writes it into the names of service accounts: its bytes, as one number."""
    number, digits = int.from_bytes(name.encode("ascii")), ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def check_execution_role(role: iam.IRole, account: str) -> None:
    """Raises a `ValueError` for a role of another account, or that neither service accounts nor Pod Identity take on.

    What an imported role trusts is not known, and passes.
    """
    check_role("execution_role", role)
    check_account("execution_role", role, account)
    trust = trust_of(role)
    if trust is not None and _BY_SERVICE_ACCOUNT not in trust and _BY_POD_IDENTITY not in trust:
        message = (
            f"execution_role must trust the cluster's service accounts, got {role.node.path}, whose trust policy has "
            f"no {_BY_SERVICE_ACCOUNT}: leave it out for a role that has, or let {_BY_POD_IDENTITY} assume it"
        )
        raise ValueError(message)
