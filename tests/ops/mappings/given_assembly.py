"""Cloud assemblies, as `cdk synth` writes them."""

import json
from pathlib import Path

from ops.mappings.given_people import Json


def an_assembly(directory: Path, templates: Json, *, account: str = "unknown-account", stage: str = "") -> Path:
    """A cloud assembly with a stack for each template, by name; its id is another. A stage may hold all."""
    assembly = directory / "cdk.out"
    inner = assembly / f"assembly-{stage}" if stage else assembly
    inner.mkdir(parents=True, exist_ok=True)
    artifacts = {}
    for name, template in templates.items():
        file = f"{name}.template.json"
        (inner / file).write_text(json.dumps(template), encoding="utf-8")
        artifacts[f"{stage}{name}1A2B3C4D"] = {
            "type": "aws:cloudformation:stack",
            "environment": f"aws://{account}/eu-west-1",
            "properties": {"templateFile": file, "stackName": name},
            "displayName": f"{stage}/{name}" if stage else f"{name}Id",
        }
        artifacts[f"{name}.assets"] = {"type": "cdk:asset-manifest"}
    _write_manifest(inner, artifacts)
    if stage:
        nested = {"type": "cdk:cloud-assembly", "properties": {"directoryName": inner.name, "displayName": stage}}
        _write_manifest(assembly, {inner.name: nested})
    return assembly


def _write_manifest(assembly: Path, artifacts: Json) -> None:
    (assembly / "manifest.json").write_text(json.dumps({"artifacts": artifacts}), encoding="utf-8")
