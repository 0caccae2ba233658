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
from emr_studio_constructs.suggest import did_you_mean

Json = dict[str, Any]

MANIFEST = "manifest.json"


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
        return read_json(self.file)


def stacks_of(directory: Path) -> list[Stack]:
    """The stacks of an assembly.

    Raises:
        OpsError: The directory is none.
    """
    if not (directory / MANIFEST).exists():
        raise OpsError(f"{directory} is no cloud assembly, it has no {MANIFEST}: run `cdk synth`, and name cdk.out")
    return list(_stacks(directory))


def chosen_stacks(path: Path, name: str | None) -> list[Stack]:
    """The stacks of an assembly, or those of one template in it, or the one of a name.

    Raises:
        OpsError: There is no such assembly, template or stack.
    """
    if not path.exists():
        raise OpsError(f"{path}: no such file or directory: run `cdk synth`, and name cdk.out")
    directory = path if path.is_dir() else path.parent
    stacks = [stack for stack in stacks_of(directory) if path in (directory, stack.file)]
    chosen = [stack for stack in stacks if name in (None, stack.id, stack.name)]
    if not chosen:
        if name and stacks:
            raise OpsError(f"{path} has no stack {name!r}{did_you_mean(name, (stack.id for stack in stacks))}")
        raise OpsError(f"{path} has no stack: name the cdk.out of an app with stacks, or a template in it")
    return chosen


def nested_template(url: object, directory: Path) -> Path | None:
    """The file that the CDK uploads to the `TemplateURL` of a nested stack, which may be put together from parts.

    Args:
        url: The property, as the template has it.
        directory: Where the template is; the assets of its stack are beside it.
    """
    written = json.dumps(url)
    for manifest in directory.glob("*.assets.json"):
        for asset in read_json(manifest)["files"].values():
            if any(destination["objectKey"] in written for destination in asset["destinations"].values()):
                return directory / str(asset["source"]["path"])
    return None


def _stacks(directory: Path) -> Iterator[Stack]:
    for artifact_id, artifact in read_json(directory / MANIFEST).get("artifacts", {}).items():
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


def read_json(file: Path) -> Json:
    """A file of an assembly.

    Raises:
        OpsError: It holds no JSON object.
    """
    try:
        return dict(json.loads(file.read_text(encoding="utf-8")))
    except (TypeError, ValueError) as error:
        raise OpsError(f"{file} is no JSON object: run `cdk synth` again") from error
