"""The stacks of a cloud assembly."""

import json
from dataclasses import dataclass
from pathlib import Path

from .aws import ACCOUNT, REGION


@dataclass(frozen=True, kw_only=True, order=True)
class Environment:
    """An account and a Region."""

    account: str = ACCOUNT
    region: str = REGION

    def __str__(self) -> str:
        """As the CDK writes it."""
        return f"aws://{self.account}/{self.region}"


@dataclass(frozen=True, kw_only=True)
class Deployable:
    """A stack in an assembly."""

    id: str
    """How the CLI calls it."""
    name: str
    environment: Environment


def stacks_in(assembly: Path) -> list[Deployable]:
    """The stacks of an assembly; those without account and Region are of the rehearsal's own."""
    manifest = json.loads((assembly / "manifest.json").read_text(encoding="utf-8"))
    return [
        Deployable(
            id=artifact_id,
            name=artifact["properties"].get("stackName", artifact_id),
            environment=_environment(artifact["environment"]),
        )
        for artifact_id, artifact in manifest["artifacts"].items()
        if artifact["type"] == "aws:cloudformation:stack"
    ]


def _environment(address: str) -> Environment:
    account, _, region = address.removeprefix("aws://").partition("/")
    known = {}
    if account != "unknown-account":
        known["account"] = account
    if region != "unknown-region":
        known["region"] = region
    return Environment(**known)
