"""The command by which somebody deletes a mapping by hand."""

import shlex

from .model import Identity


def delete_command(studio_id: str, identity: Identity, *, region: str | None = None) -> str:
    """The command, for an identity by its name or else by its id; without a Region, in that of the shell."""
    who = ("--identity-name", identity.name) if identity.name else ("--identity-id", identity.id or "")
    return shlex.join(
        [
            *("aws", "emr", "delete-studio-session-mapping"),
            *(("--region", region) if region else ()),
            *("--studio-id", studio_id, "--identity-type", identity.type.value, *who),
        ]
    )
