"""The request at hand: where it is, who makes it, what else they may do."""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any

from ministack.core import iam_evaluator, responses, router

_access_key: ContextVar[str] = ContextVar("access_key", default="")

account_and_region_store = responses.AccountRegionScopedDict
account: Callable[[], str] = responses.get_account_id
region: Callable[[], str] = responses.get_region


def remember_caller(headers: Mapping[str, str], query: Mapping[str, Any]) -> None:
    """Keeps who makes the request, for as long as it lasts."""
    _access_key.set(router.extract_access_key_id(headers, query))


def caller_may(action: str, resource: str, context: Mapping[str, str]) -> bool:
    """Whether the one who makes the current request may also do this."""
    refused = iam_evaluator.enforce(
        _access_key.get(),
        action,
        action.partition(":")[0],
        region(),
        resource_arn=resource,
        service_context=dict(context),
    )
    return refused is None


def caller_user_id() -> str:
    """The id of the one who makes the current request, `aws:userid` to IAM."""
    return _of_caller("userId")


def caller_arn() -> str:
    """The ARN of the one who makes the current request."""
    return _of_caller("userArn")


def _of_caller(key: str) -> str:
    return str((iam_evaluator.resolve_caller_identity(_access_key.get()) or {}).get(key, ""))
