"""What synthesized templates declare: the session mappings of a cloud assembly."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from emr_studio_constructs.ops.errors import OpsError

from .model import Declared, Deploy
from .stack import DeployedStack, Json, deployed_stack
from .target import DEFAULT_QUOTAS, Access, Target
from .template import MappingResource, mapping_resources

_MANIFEST = "manifest.json"


@dataclass(frozen=True)
class _Artifact:
    """A stack of an assembly."""

    id: str
    name: str
    account: str | None
    region: str | None
    template: Path


def targets_of_assembly(path: Path, access: Access, *, studio: str | None) -> Iterator[Target]:
    """The Studios to which the stacks of an assembly map people, or to which one of its stacks does.

    Args:
        path: The assembly's directory, or one template in it.
        access: The credentials, and the Region of a template that names none.
        studio: The one stack, by its id in the assembly.

    Raises:
        OpsError: There is no such template or mapping, a stack is not deployed, or a property cannot be read.
    """
    directory = path if path.is_dir() else path.parent
    artifacts = [found for found in _artifacts(directory) if path in (directory, found.template)]
    wanted = [
        (artifact, resources)
        for artifact in artifacts
        if studio in (None, artifact.id) and (resources := mapping_resources(_read(artifact.template)))
    ]
    if not wanted:
        raise OpsError(f"{path} has no session mapping{f' in a stack {studio}' if studio else ''}")
    for artifact, resources in wanted:
        yield from _targets(artifact, resources, access)


def _targets(artifact: _Artifact, resources: list[MappingResource], access: Access) -> Iterator[Target]:
    aws = access.connect(account=artifact.account, region=artifact.region)
    stack = deployed_stack(aws, artifact.name, stack_id=artifact.id)
    deployed = {_key(resource, stack) for resource in mapping_resources(stack.template)}
    by_studio: dict[str, list[Declared]] = {}
    for resource in resources:
        studio_id = resource.resolve("StudioId", stack.physical_ids)
        by_studio.setdefault(studio_id, []).append(
            Declared(
                identity=resource.identity,
                session_policy_arn=resource.resolve("SessionPolicyArn", stack.physical_ids),
                deploy=Deploy.NOTHING if _key(resource, stack) in deployed else resource.deploy,
            )
        )
    for studio_id, declared in by_studio.items():
        yield Target(
            aws=aws,
            source=f"stack {stack.name}",
            studio_id=studio_id,
            declared=tuple(declared),
            managed=frozenset(mapping.identity.type for mapping in declared),
            tiers={},
            quotas=DEFAULT_QUOTAS,
        )


def _key(resource: MappingResource, stack: DeployedStack) -> tuple[str, object]:
    """Who is mapped, and to which Studio."""
    return resource.resolve("StudioId", stack.physical_ids), resource.identity


def _artifacts(directory: Path) -> list[_Artifact]:
    manifest = directory / _MANIFEST
    if not manifest.exists():
        raise OpsError(f"{directory} is no cloud assembly, it has no {_MANIFEST}: run `cdk synth`, and name cdk.out")
    return [
        _artifact(directory, artifact_id, artifact)
        for artifact_id, artifact in _read(manifest)["artifacts"].items()
        if artifact["type"] == "aws:cloudformation:stack"
    ]


def _artifact(directory: Path, artifact_id: str, artifact: Json) -> _Artifact:
    properties = artifact["properties"]
    account, _, region = artifact["environment"].removeprefix("aws://").partition("/")
    return _Artifact(
        id=artifact_id,
        name=properties.get("stackName", artifact_id),
        account=None if account == "unknown-account" else account,
        region=None if region == "unknown-region" else region,
        template=directory / properties["templateFile"],
    )


def _read(file: Path) -> Json:
    return dict(json.loads(file.read_text(encoding="utf-8")))
