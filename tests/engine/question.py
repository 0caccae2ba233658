"""A question to an engine, and the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from emr_studio_constructs.evaluation import Context, Policy, Result

_ACCOUNT_FIELD = 4


@dataclass(frozen=True, kw_only=True)
class Question:
    """May `principal` do `action` to `resource`?

    `also` maps the other resources the request touches to context of their own: an action that requires several
    resource types needs one of each, or `partial=True` to judge the given ones alone. A `resource` of `*` is a request
    that names none. Nothing is put into the context unasked: see `session`. A context key the engine's data lacks for
    the action makes the question wrong, unless it is in `may_ignore` (left out of the request) or in `also_known` (AWS
    fills it although the data lacks it: the engine judges it).
    """

    principal: str
    action: str
    resource: str = "*"
    also: Mapping[str, Context] = field(default_factory=dict)
    context: Context = field(default_factory=dict)
    identity_policies: Sequence[Policy] = ()
    session_policy: Policy | None = None
    resource_policy: Policy | None = None
    boundary: Policy | None = None
    resource_account: str | None = None
    partial: bool = False
    may_ignore: Sequence[str] = ()
    also_known: Sequence[str] = ()

    def session(self, *, user_id: str | None = None, principal_arn: str | None = None) -> "Question":
        """The same question with the keys of a session; a role with a path needs its ARN in `principal_arn`."""
        user = {} if user_id is None else {"aws:userid": user_id}
        keys = {"aws:PrincipalArn": principal_arn or role_arn(self.principal), **user}
        return replace(self, context={"aws:PrincipalAccount": account(self.principal), **keys, **self.context})

    def with_context(self, added: Context | None = None, *, without: Sequence[str] = ()) -> "Question":
        """The same question with keys added to its context, or left out of it."""
        kept = {key: value for key, value in self.context.items() if key not in without}
        return replace(self, context={**kept, **(added or {})})

    def __str__(self) -> str:
        return f"{self.principal} {self.action} {self.resource} {dict(self.context)}"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the engine says: over all, and for each resource in the order asked."""

    question: Question
    result: Result
    each: Sequence[Result]

    @property
    def allowed(self) -> bool:
        return self.result is Result.ALLOWED

    def __bool__(self) -> bool:
        return self.allowed


def account(arn: str) -> str:
    """The account an ARN names, or nothing: ARNs of buckets and service principals name none."""
    parts = arn.split(":")
    return parts[_ACCOUNT_FIELD] if len(parts) > _ACCOUNT_FIELD else ""


def role_arn(principal: str) -> str:
    """The ARN of the role of a session (without its path, which the session does not tell), else the principal."""
    if ":assumed-role/" not in principal:
        return principal
    parts = principal.split(":")
    return f"arn:{parts[1]}:iam::{parts[_ACCOUNT_FIELD]}:role/{parts[-1].split('/')[1]}"
