"""Compares who is declared with who is mapped."""

from dataclasses import dataclass

from .actual import mappings_of
from .directory import Directory
from .model import Plan
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
        OpsError: Names cannot be resolved, or two declared identities are one.
    """
    declared, actual = list(target.declared), mappings_of(target.aws.client("emr"), target.studio_id)
    if resolve_names:
        directory = Directory.of(target.aws, target.instance_arn)
        declared, actual = directory.resolve(declared), directory.complete(actual)
    return Comparison(target, make_plan(declared, actual, managed=target.managed, prune=prune))
