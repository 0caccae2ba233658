"""What a plan must not do: exceed a quota, or unmap everybody.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-considerations.html
"""

from collections.abc import Mapping as Table

from emr_studio_constructs.mappings import IdentityType
from emr_studio_constructs.ops.errors import OpsError

from .model import Mapping, Plan


def check_limits(plan: Plan, *, studio_id: str, quotas: Table[IdentityType, int]) -> None:
    """Refuses a plan before anything of it is written.

    Raises:
        OpsError: It adds people beyond a quota, or deletes all mappings of a type.
    """
    for kind in IdentityType:
        word = kind.lower()
        staying = [mapping for mapping in _staying(plan) if mapping.identity.type is kind]
        new = [mapping for mapping in plan.creates if mapping.identity.type is kind]
        gone = [mapping for mapping in plan.deletes if mapping.identity.type is kind]
        if new and len(staying) + len(new) > quotas[kind]:
            raise OpsError(
                f"Studio {studio_id} takes {quotas[kind]} {word}s, and would have {len(staying) + len(new)}, "
                f"{len(new)} of them new: map groups instead, or raise {word}_quota if AWS has raised yours"
            )
        if gone and not (staying or new or any(waiting.identity.type is kind for waiting in plan.waiting)):
            raise OpsError(
                f"--prune would unmap every {word} of Studio {studio_id} ({len(gone)}), since none is declared: "
                f"declare those who stay, or unmap them by `aws emr delete-studio-session-mapping`"
            )


def _staying(plan: Plan) -> list[Mapping]:
    """Who is mapped and remains so."""
    changed = [change.after for change in (*plan.updates, *plan.conflicts)]
    return [*plan.unchanged, *changed, *plan.strays, *plan.unmanaged]
