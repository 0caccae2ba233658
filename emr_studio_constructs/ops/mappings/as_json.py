"""Plans and what became of them, for programs. The keys are a contract."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from .comparison import Comparison
from .execution import Outcome
from .model import Change, Mapping, Write
from .target import Target

Json = dict[str, Any]


def comparison_as_json(comparison: Comparison, outcome: Outcome | None = None) -> Json:
    """A Studio and the plan for it; after `apply`, with what became of it.

    - `creates`, `updates`, `deletes`: what is, or would be, written.
    - `waiting`: what the next deploy creates. `leaving`: what it deletes; `declared` are those to be made again then.
    - `conflicts`: over what it would fail. `of_stack` are those that a deployed stack has, by the other kind of
      identity or in another stack: take them out in one deploy, add them in the next. Delete the others before it.
    - `strays`: who is mapped and not declared. `unmanaged`: who is mapped, of a type that is not declared,
      or to a Studio that the source does not make.
    - `unchanged`: how many are as declared.
    - `done`, `failed` with the `reason`, `not_started`: after `apply` alone.

    Each mapping has `identity_type`, `identity_name`, `identity_id`, `tier`, `session_policy_arn` and `created`; in
    `updates` and `conflicts` also `tier_before` and `session_policy_arn_before`; in what `apply` adds also `write`.
    """
    target, plan = comparison.target, comparison.plan
    answer: Json = {
        "studio_id": target.studio_id,
        "source": target.source,
        "creates": _mappings(target, plan.creates),
        "updates": [_change(target, change) for change in plan.updates],
        "deletes": _mappings(target, plan.deletes),
        "waiting": _mappings(target, plan.waiting),
        "leaving": [{**_mapping(target, each), "declared": each.declared} for each in plan.leaving],
        "conflicts": [{**_change(target, each), "of_stack": each.of_stack} for each in plan.conflicts],
        "strays": _mappings(target, plan.strays),
        "unmanaged": _mappings(target, plan.unmanaged),
        "unchanged": len(plan.unchanged),
    }
    if outcome:
        answer["done"] = [_write(target, change) for change in outcome.done]
        answer["failed"] = [{**_write(target, failure.write), "reason": failure.reason} for failure in outcome.failed]
        answer["not_started"] = [_write(target, change) for change in outcome.not_started]
    return answer


def _mappings(target: Target, mappings: Iterable[Mapping]) -> list[Json]:
    return [_mapping(target, mapping) for mapping in mappings]


def _mapping(target: Target, mapping: Mapping) -> Json:
    identity = mapping.identity
    return {
        "identity_type": identity.type.value,
        "identity_name": identity.label or identity.name,
        "identity_id": identity.id,
        "tier": target.tier(mapping.session_policy_arn),
        "session_policy_arn": mapping.session_policy_arn,
        "created": mapping.created.astimezone(UTC).isoformat() if mapping.created else None,
    }


def _change(target: Target, change: Change) -> Json:
    before = change.before.session_policy_arn
    return {
        **_mapping(target, change.after),
        "tier_before": target.tier(before),
        "session_policy_arn_before": before,
    }


def _write(target: Target, change: Write) -> Json:
    return {"write": change.kind.value, **_mapping(target, change.mapping)}
