"""A Studio that changes from deploy to deploy, each by the real CLI."""

import copy
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from aws_cdk import App
from conftest import FLAGS

from emr_studio_constructs.app.load import load_config
from emr_studio_constructs.app.main import define_stacks
from rehearsal.assembly import stacks_in
from rehearsal.inventory import Clients, studios_in
from rehearsal.stage import Change, Stage

Json = dict[str, Any]
Edit = Callable[[Json], None]

ACCOUNT, REGION = "444455556666", "eu-west-1"
VPC = "vpc-0a0a0a0a0a0a0a0a0"
SUBNETS = ("subnet-1a1a1a1a1a1a1a1a0", "subnet-2a2a2a2a2a2a2a2a0", "subnet-3a3a3a3a3a3a3a3a0")
USERS, GROUPS = ("alice@example.com", "bob@example.com"), ("analysts",)


def in_subnets(*subnets: str) -> Json:
    """The network of a Studio in these subnets of the VPC."""
    return {
        "vpc": {
            "source": "ATTRIBUTES",
            "vpc_id": VPC,
            "availability_zones": [f"{REGION}{letter}" for letter in "abc"[: len(subnets)]],
            "private_subnet_ids": list(subnets),
            "private_subnet_route_table_ids": [f"rtb-{subnet.removeprefix('subnet-')}" for subnet in subnets],
        }
    }


_IN_BOTH_MODES: Json = {
    "account": ACCOUNT,
    "region": REGION,
    "termination_protection": False,
    "network": in_subnets(*SUBNETS[:2]),
}
IDENTITY_CENTER: Json = {
    **_IN_BOTH_MODES,
    "auth": {"mode": "IDENTITY_CENTER"},
    "users": {"alice@example.com": "BASIC"},
    "groups": {"analysts": "BASIC"},
}
IAM: Json = {**_IN_BOTH_MODES, "auth": {"mode": "IAM"}}


def plant_network(clients: Clients) -> None:
    """Makes the VPC and its subnets."""
    ec2 = clients("ec2")
    ec2.create_vpc(CidrBlock="10.0.0.0/16", TagSpecifications=_chosen("vpc", VPC))
    for number, subnet in enumerate(SUBNETS):
        ec2.create_subnet(
            VpcId=VPC,
            CidrBlock=f"10.0.{number}.0/24",
            AvailabilityZone=f"{REGION}{'abc'[number]}",
            TagSpecifications=_chosen("subnet", subnet),
        )


def _chosen(kind: str, name: str) -> list[Json]:
    return [{"ResourceType": kind, "Tags": [{"Key": "rehearsal:id", "Value": name}]}]


@dataclass
class Story:
    """One Studio, in a stack of its own."""

    stage: Stage
    directory: Path
    name: str
    config: Json
    _chapters: int = field(default=0)

    def synth(self, *edits: Edit, **changes: object) -> Path:
        """The assembly of the config with keys changed for good; the template of a new stack may be edited."""
        self.config = {**copy.deepcopy(self.config), **changes}
        self._chapters += 1
        file = self.directory / f"{self._chapters}.yaml"
        file.write_text(yaml.safe_dump({"studios": {self.name: self.config}}), encoding="utf-8")
        assembly = self.directory / f"{self._chapters}.out"
        app = App(context=dict(FLAGS), outdir=str(assembly))
        define_stacks(app, *load_config(str(file)))
        app.synth()
        for edit in edits:
            _edit(assembly / f"{self.name}.template.json", edit)
        return assembly

    def deploy(self, *edits: Edit, **changes: object) -> None:
        """Deploys what `synth` makes of it."""
        self.stage.deploy(self.synth(*edits, **changes), _in_silence)

    def diff(self, **changes: object) -> list[Change]:
        """What `cdk diff` says of the changed config."""
        return self.stage.diff(self.synth(**changes), _in_silence)

    @property
    def clients(self) -> Clients:
        """The engineer's clients."""
        return self.stage.clients_of(stacks_in(self.directory / f"{self._chapters}.out")[0])

    @property
    def studio(self) -> Json:
        """The Studio of the stack."""
        [studio] = studios_in(self.clients, self.name)
        return studio

    @property
    def tiers(self) -> dict[str, str]:
        """Who is mapped to the Studio, and to which tier."""
        found = self.clients("emr").list_studio_session_mappings(StudioId=self.studio["StudioId"])
        policies = {mapping["IdentityName"]: mapping["SessionPolicyArn"] for mapping in found["SessionMappings"]}
        return {name: self._tier(arn) for name, arn in policies.items()}

    @property
    def status(self) -> str:
        """The stack's status."""
        found = self.clients("cloudformation").describe_stacks(StackName=self.name)["Stacks"][0]
        return str(found["StackStatus"])

    def kept(self, kind: str) -> list[str]:
        """What of a type CloudFormation left alone, in all that happened to the stack."""
        events = self.clients("cloudformation").describe_stack_events(StackName=self.name)["StackEvents"]
        return [
            event["PhysicalResourceId"]
            for event in events
            if (event["ResourceType"], event["ResourceStatus"]) == (kind, "DELETE_SKIPPED")
        ]

    def _tier(self, policy: str) -> str:
        description = self.clients("iam").get_policy(PolicyArn=policy)["Policy"]["Description"]
        return str(re.findall(r"tier (\S+)", description)[0])


def _edit(template: Path, edit: Edit) -> None:
    content = json.loads(template.read_text(encoding="utf-8"))
    edit(content)
    template.write_text(json.dumps(content), encoding="utf-8")


def _in_silence(_line: str) -> None:
    pass
