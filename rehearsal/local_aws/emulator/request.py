"""The request at hand: where it is, who makes it, what else they may do."""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from ministack.core import iam_evaluator, responses, router
from ministack.services import iam

_access_key: ContextVar[str] = ContextVar("access_key", default="")

_SESSION = ":assumed-role/"

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


@dataclass(frozen=True, kw_only=True)
class Caller:
    """The one who makes a request: the account's root, a user or a role's session."""

    access_key: str
    arn: str
    user_id: str
    role: Mapping[str, str] | None
    """The role of a session, as IAM describes it."""


def caller() -> Caller:
    """The one who makes the current request."""
    arn = caller_arn()
    return Caller(access_key=_access_key.get(), arn=arn, user_id=caller_user_id(), role=role_of_session(arn))


def role_of_session(arn: str) -> Mapping[str, str] | None:
    """The role that a session is one of, path and all; nothing for who is no session."""
    if _SESSION not in arn:
        return None
    name = arn.partition(_SESSION)[2].partition("/")[0]
    found: Mapping[str, str] | None = iam._roles.get_scoped(arn.split(":")[4], None, name)
    return found


def caller_user_id() -> str:
    """The id of the one who makes the current request, `aws:userid` to IAM."""
    return _of_caller("userId")


def caller_arn() -> str:
    """The ARN of the one who makes the current request."""
    return _of_caller("userArn")


def _of_caller(key: str) -> str:
    return str((iam_evaluator.resolve_caller_identity(_access_key.get()) or {}).get(key, ""))
