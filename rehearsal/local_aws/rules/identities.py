"""With which session policy people may be mapped to a Studio."""

from typing import Any

from rehearsal.local_aws.errors import invalid_request

from ._lookup import look_up

Json = dict[str, Any]
_MANAGED_BY_AWS = ":iam::aws:policy/"


def session_policy_is_customer_managed(request: Json) -> None:
    """The session policy is not one of AWS's own.

    Source: the provider schema of AWS::EMR::StudioSessionMapping: AWS's own policies do not match the pattern of
    SessionPolicyArn.
    Our reading: what CloudFormation does not take, the API does not take either.
    """
    arn = request["SessionPolicyArn"]
    if _MANAGED_BY_AWS in arn:
        raise invalid_request(f"SessionPolicyArn {arn} must be a customer managed policy.")


def session_policy_exists(request: Json) -> None:
    """The session policy is a managed policy of the account.

    Source: https://docs.aws.amazon.com/emr/latest/APIReference/API_CreateStudioSessionMapping.html, SessionPolicyArn
    Our reading: it is looked up when it is mapped, and not only when somebody signs in.
    """
    arn = request["SessionPolicyArn"]
    look_up("iam", "get_policy", f"SessionPolicyArn {arn} does not exist.", PolicyArn=arn)
