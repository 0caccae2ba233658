"""Compares who is declared with who is mapped, and refuses a plan that must not be carried out.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-considerations.html
"""

from dataclasses import dataclass

from emr_studio_constructs.choices import IdentityType
from emr_studio_constructs.ops.errors import OpsError
from emr_studio_constructs.ops.reader import Reader

from .actual import check_studio, mappings_of
from .directory import Directory
from .model import Mapping, Plan
from .planner import make_plan
from .target import Target


@dataclass(frozen=True)
class Comparison:
    """A Studio, and the plan for it."""

    target: Target
    plan: Plan


def compare(target: Target, *, prune: bool = False, resolve_names: bool = False) -> Comparison:
    """Reads who is mapped to a Studio, and plans how that becomes what is declared.

    Args:
        target: The Studio.
        prune: Whether to delete what is mapped and not declared.
        resolve_names: Whether to compare by ids, which the Identity Store knows.

    Raises:
        OpsError: The Studio can have no mappings, or none of it may be pruned; names cannot be resolved, or two
            declared identities are one.
    """
    if prune and target.not_to_prune:
        raise OpsError(f"--prune is refused for Studio {target.studio_id}: {target.not_to_prune}")
    read = Reader(target.aws)
    declared, actual = list(target.declared), mappings_of(read, target.studio_id)
    if not actual:
        check_studio(read, target.studio_id)
    if resolve_names:
        directory = Directory.of(read, target.instance_arn)
        declared, actual = directory.resolve(declared), directory.complete(actual)
    plan = make_plan(declared, actual, managed=target.managed, leaving=target.leaving, prune=prune)
    return Comparison(target, plan)


def check_limits(comparison: Comparison) -> None:
    """Refuses a plan that exceeds a quota or unmaps everybody, before anything of it is written.

    Raises:
        OpsError: It adds people beyond a quota, or deletes all mappings of a type.
    """
    plan, studio_id = comparison.plan, comparison.target.studio_id
    for kind in IdentityType:
        word, quota = kind.lower(), comparison.target.quotas[kind]
        staying = [mapping for mapping in _staying(plan) if mapping.identity.type is kind]
        new = [mapping for mapping in plan.creates if mapping.identity.type is kind]
        gone = [mapping for mapping in plan.deletes if mapping.identity.type is kind]
        if new and len(staying) + len(new) > quota:
            raise OpsError(
                f"Studio {studio_id} takes {quota} {word}s, and would have {len(staying) + len(new)}, "
                f"{len(new)} of them new: map groups instead, or raise {word}_quota if AWS has raised yours"
            )
        if gone and not (staying or new or any(waiting.identity.type is kind for waiting in plan.waiting)):
            raise OpsError(
                f"--prune would unmap every {word} of Studio {studio_id} ({len(gone)}), since none is declared: "
                f"declare those who stay, or unmap them by `aws emr delete-studio-session-mapping`"
            )


def _staying(plan: Plan) -> list[Mapping]:
    """Who is mapped and remains so, at least until the next deploy."""
    changed = [change.after for change in (*plan.updates, *plan.conflicts)]
    return [*plan.unchanged, *changed, *plan.strays, *plan.unmanaged, *plan.leaving]
