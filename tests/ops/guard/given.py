"""Templates of a Studio, and `emr-studio guard` in this process."""

import copy
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from emr_studio_constructs.ops.main import run
from ops.mappings.given_assembly import an_assembly

Json = dict[str, Any]

STUDIO: Json = {
    "AuthMode": "IAM",
    "DefaultS3Location": "s3://notebooks-111122223333/studio",
    "EngineSecurityGroupId": "sg-0a0a0a0a0a0a0a0a0",
    "Name": "analytics",
    "ServiceRole": "arn:aws:iam::111122223333:role/service",
    "SubnetIds": ["subnet-1a1a1a1a1a1a1a1a0", "subnet-2a2a2a2a2a2a2a2a0"],
    "VpcId": "vpc-0a0a0a0a0a0a0a0a0",
    "WorkspaceSecurityGroupId": "sg-1a1a1a1a1a1a1a1a0",
}


def a_template(**changes: object) -> Json:
    """A template with one Studio, which is kept where another takes its place."""
    studio = {
        "Type": "AWS::EMR::Studio",
        "Properties": {**copy.deepcopy(STUDIO), **changes},
        "UpdateReplacePolicy": "Retain",
        "Metadata": {"aws:cdk:path": "Analytics/Studio/Resource"},
    }
    return {"Resources": {"Studio": studio}}


@dataclass(frozen=True)
class Answer:
    """How the command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def stacks(self) -> list[Json]:
        return list(json.loads(self.out)["stacks"])

    @property
    def changes(self) -> list[tuple[str, str, str | None]]:
        """Of each change: stack, action and loss."""
        return [(each["stack"], row["action"], row["loss"]) for each in self.stacks for row in each["changes"]]


@dataclass(frozen=True)
class Bench:
    """A directory with a deployed template and an assembly."""

    directory: Path
    captured: pytest.CaptureFixture[str]

    def file(self, template: Json, name: str = "deployed.json") -> Path:
        path = self.directory / name
        path.write_text(json.dumps(template), encoding="utf-8")
        return path

    def assembly(self, **templates: Json) -> Path:
        return an_assembly(self.directory, templates)

    def compare(self, before: Json, after: Json, *arguments: str) -> Answer:
        """Guards the deploy of one template over another."""
        return self.guard(self.assembly(Analytics=after), "--deployed", self.file(before), *arguments)

    def guard(self, *arguments: object) -> Answer:
        self.captured.readouterr()
        code = run(["guard", *(str(argument) for argument in arguments)])
        said = self.captured.readouterr()
        return Answer(code, said.out, said.err)
