"""Reads the stacks of a cloud assembly, with those of its stages.

https://docs.aws.amazon.com/cdk/v2/guide/configure-synth.html
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from emr_studio_constructs.ops.errors import OpsError

Json = dict[str, Any]

_MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Stack:
    """A synthesized stack."""

    id: str
    """How `cdk deploy` knows it."""
    name: str
    account: str | None
    region: str | None
    file: Path

    @property
    def place(self) -> tuple[str | None, str | None]:
        """Account and Region, as far as the app names them."""
        return self.account, self.region

    @cached_property
    def template(self) -> Json:
        """What is deployed next."""
        return _read(self.file)


def stacks_of(directory: Path) -> list[Stack]:
    """The stacks of an assembly.

    Raises:
        OpsError: The directory is none.
    """
    if not (directory / _MANIFEST).exists():
        raise OpsError(f"{directory} is no cloud assembly, it has no {_MANIFEST}: run `cdk synth`, and name cdk.out")
    return list(_stacks(directory))


def _stacks(directory: Path) -> Iterator[Stack]:
    for artifact_id, artifact in _read(directory / _MANIFEST)["artifacts"].items():
        match artifact["type"]:
            case "aws:cloudformation:stack":
                yield _stack(directory, artifact_id, artifact)
            case "cdk:cloud-assembly":
                yield from _stacks(directory / artifact["properties"]["directoryName"])


def _stack(directory: Path, artifact_id: str, artifact: Json) -> Stack:
    properties = artifact["properties"]
    account, _, region = artifact["environment"].removeprefix("aws://").partition("/")
    return Stack(
        id=artifact.get("displayName", artifact_id),
        name=properties.get("stackName", artifact_id),
        account=None if account == "unknown-account" else account,
        region=None if region == "unknown-region" else region,
        file=directory / properties["templateFile"],
    )


def _read(file: Path) -> Json:
    return dict(json.loads(file.read_text(encoding="utf-8")))
