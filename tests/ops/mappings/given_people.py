"""A Studio on the local AWS, with people in its directory, and a stack or nothing that maps them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from rehearsals.given import Account, a_policy
from rehearsals.given_studios import a_studio, sso_request

from emr_studio_constructs.ops.main import run
from rehearsal.aws import root_of

Json = dict[str, Any]
PEOPLE = [f"user{number:03}" for number in range(100)]
GROUPS = [f"group{number}" for number in range(5)]
EXPORT = "the-studio"
OF_STUDIO: Json = {"StudioId": {"Ref": "Studio"}}
"""In a mapping of the stack that makes the Studio."""
IMPORTED: Json = {"StudioId": {"Fn::ImportValue": EXPORT}}
"""In a mapping of another stack."""


@dataclass
class Scene:
    """A Studio, its tiers' policies, and a shell in which `emr-studio` runs."""

    account: Account
    directory: Path
    shell: pytest.MonkeyPatch
    captured: pytest.CaptureFixture[str]
    studio: str = field(init=False)
    basic: str = field(init=False)
    advanced: str = field(init=False)

    def __post_init__(self) -> None:
        self.account.aws.set_people(dict.fromkeys(PEOPLE, ()), GROUPS)
        self.studio = a_studio(self.account, sso_request(self.account))
        self.basic, self.advanced = a_policy(self.account), a_policy(self.account)
        for name, value in self.account.aws.environment(root_of(self.account.id)).items():
            self.shell.setenv(name, value)

    @property
    def tiers(self) -> dict[str, str]:
        return {"BASIC": self.basic, "ADVANCED": self.advanced}

    @property
    def mapped(self) -> dict[str, str]:
        """Who is mapped, and to which tier."""
        by_arn = {arn: tier for tier, arn in self.tiers.items()}
        pages = self.account.emr.get_paginator("list_studio_session_mappings").paginate(StudioId=self.studio)
        rows = [row for page in pages for row in page["SessionMappings"]]
        return {row["IdentityName"]: by_arn[row["SessionPolicyArn"]] for row in rows}

    def map_by_hand(self, name: str, tier: str = "BASIC") -> None:
        self.account.emr.create_studio_session_mapping(
            StudioId=self.studio,
            IdentityType="GROUP" if name in GROUPS else "USER",
            IdentityName=name,
            SessionPolicyArn=self.tiers[tier],
        )

    def unmap_by_hand(self, name: str) -> None:
        kind = "GROUP" if name in GROUPS else "USER"
        self.account.emr.delete_studio_session_mapping(StudioId=self.studio, IdentityType=kind, IdentityName=name)

    def file(self, content: Json, name: str = "file.yaml") -> Path:
        path = self.directory / name
        path.write_text(yaml.safe_dump(content), encoding="utf-8")
        return path

    def mappings_file(self, **people: Mapping[str, object]) -> Path:
        """A mappings file of these users and groups."""
        return self.file({"studio_id": self.studio, "session_policies": self.tiers, **people}, "mappings.yaml")

    def config(self, *, mapped_by: str = "STACK", **studio: object) -> Path:
        """A config with one Studio, Analytics."""
        auth = {"mode": "IDENTITY_CENTER", "mapped_by": mapped_by}
        return self.file({"studios": {"Analytics": {"auth": auth, **studio}}}, "config.yaml")

    def deploy(self, *resources: Json, name: str = "Analytics") -> Json:
        """A stack as an app makes it, with these mappings; returns its template."""
        template: Json = {
            "Resources": {
                "Unrelated": {"Type": "AWS::IAM::ManagedPolicy", "Properties": _SOME_POLICY},
                "Other": {"Type": "AWS::IAM::ManagedPolicy", "Properties": _SOME_POLICY},
                **{f"Mapping{number}": resource for number, resource in enumerate(resources)},
            },
            "Outputs": {
                "StudioId": {"Value": self.studio},
                "SessionPolicies": {"Value": json.dumps(self.tiers)},
            },
        }
        self.create_stack(name, template)
        return template

    def deploy_studio(self, *resources: Json, name: str = "Analytics") -> Json:
        """A stack that makes the Studio, which from then on is that of the scene, exports it and has these mappings."""
        template: Json = {
            "Resources": {
                "Studio": {"Type": "AWS::EMR::Studio", "Properties": sso_request(self.account)},
                **{f"Mapping{number}": resource for number, resource in enumerate(resources)},
            },
            "Outputs": {"StudioId": {"Value": {"Ref": "Studio"}, "Export": {"Name": EXPORT}}},
        }
        self.create_stack(name, template)
        [stack] = self.account.client("cloudformation").describe_stacks(StackName=name)["Stacks"]
        [output] = stack["Outputs"]
        self.studio = output["OutputValue"]
        return template

    def create_stack(self, name: str, template: Json) -> None:
        self._deploy("create", name, template)

    def update_stack(self, name: str, template: Json) -> None:
        self._deploy("update", name, template)

    def _deploy(self, how: str, name: str, template: Json) -> None:
        client = self.account.client("cloudformation")
        deploy = client.create_stack if how == "create" else client.update_stack
        deploy(StackName=name, TemplateBody=json.dumps(template), Capabilities=["CAPABILITY_IAM"])
        client.get_waiter(f"stack_{how}_complete").wait(StackName=name, WaiterConfig={"Delay": 1})

    def mapping(self, name: str, tier: str = "BASIC", **changes: object) -> Json:
        """A resource that maps somebody by name."""
        properties = {
            "StudioId": self.studio,
            "IdentityType": "GROUP" if name in GROUPS else "USER",
            "IdentityName": name,
            "SessionPolicyArn": self.tiers[tier],
        }
        return {"Type": "AWS::EMR::StudioSessionMapping", "Properties": {**properties, **changes}}

    def emr_studio(self, *arguments: object) -> "Answer":
        """Runs the command line."""
        self.captured.readouterr()
        code = run([str(argument) for argument in arguments])
        said = self.captured.readouterr()
        return Answer(code, said.out, said.err)

    def asked(self, *arguments: object) -> tuple[int, Json]:
        """Runs a `mappings` command on one Studio; its exit code, and what it answers to a program."""
        answer = self.emr_studio("mappings", *arguments, "--output", "json")
        assert answer.out, answer.err
        [studio] = json.loads(answer.out)["studios"]
        return answer.code, studio


@dataclass(frozen=True)
class Answer:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


def names_in(mappings: Sequence[Json]) -> list[str]:
    return [mapping["identity_name"] for mapping in mappings]


_SOME_POLICY = {
    "PolicyDocument": {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}],
    }
}
