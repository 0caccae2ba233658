"""Captures of `emr-studio` in a terminal, for the docs: `python -m rehearsal.screens DIRECTORY`.

A Studio whose people the command line maps is deployed on a local AWS, and then some things happen to it by hand.
"""

import io
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.text import Text

from .assembly import stacks_in
from .config import in_one_file
from .emr_studio import run_emr_studio
from .environment import without_aws
from .inventory import Clients, Json
from .progress import Progress
from .rehearse import prepared
from .server import ROOT

_CONFIG = Path("config/people-file.yaml")
_ONE_CLICK = Path("config/quickstart.yaml")
_ASSEMBLY = "cdk.out"
_COLUMNS = 120
_STRANGER = "mallory@example.com"
_MEGABYTE = 1024 * 1024
# Fonts of the reader's machine: a picture in the docs fetches nothing.
_FETCHED_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


@dataclass(frozen=True)
class _Camera:
    """Runs commands and keeps what a terminal shows."""

    directory: Path
    environment: dict[str, str]

    def take(self, name: str, *arguments: str, where: Path = ROOT) -> None:
        """Writes a picture of a command and its answer; the answer's exit code stands below it."""
        done = run_emr_studio(*arguments, environment=self.environment, directory=where)
        console = Console(record=True, width=_COLUMNS, file=io.StringIO(), force_terminal=True)
        console.print(Text.assemble(("$ ", "green"), (f"emr-studio {' '.join(arguments)}", "bold")), soft_wrap=True)
        # What a terminal shows while it waits is not shown.
        console.print(Text.from_ansi(done.stdout or done.stderr))
        console.print(Text(f"exit {done.returncode}", "dim"))
        svg = console.export_svg(title="emr-studio", unique_id=name)
        (self.directory / f"{name}.svg").write_text(_FETCHED_FONTS.sub("", svg), encoding="utf-8")


def main() -> None:
    """Deploys, and captures a day in the life of a Studio."""
    kept = without_aws(os.environ)
    os.environ.clear()
    os.environ.update(kept)
    directory = Path(sys.argv[1])
    directory.mkdir(parents=True, exist_ok=True)
    progress = Progress(Console(highlight=False))
    with prepared(_CONFIG, progress) as (stage, assembly):
        terminal = {"FORCE_COLOR": "1", "COLUMNS": str(_COLUMNS), "TERM": "xterm-256color"}
        camera = _Camera(directory, {**stage.settings(), **terminal})
        config = str(_CONFIG)
        [environment] = {stack.environment for stack in stacks_in(assembly)}
        _break_the_network(stage.aws.client("ec2", account=environment.account, region=environment.region))
        camera.take("help", "--help")
        camera.take("preflight", "preflight", config)
        with progress.step("cdk deploy") as step:
            stage.deploy(assembly, step.say)
        [(stack, studio)] = stage.studios(assembly)
        camera.take("plan", "mappings", "plan", config)
        camera.take("apply", "mappings", "apply", config)
        stage.aws.add_people({_STRANGER: []})
        _happen_at_night(stage.clients_of(stack), studio)
        camera.take("drift", "mappings", "drift", config)
        camera.take("export", "mappings", "export", config)
        stage.synth(_ONE_CLICK, _ASSEMBLY)
        camera.take("cost", "cost", _ASSEMBLY, where=stage.project)
        stage.synth(_with_another_key(stage.project / "changed.yaml"), _ASSEMBLY)
        camera.take("guard", "guard", _ASSEMBLY, where=stage.project)
        camera.take("doctor", "doctor", studio["StudioId"])
        camera.take("teardown-check", "teardown-check", studio["StudioId"])


def _break_the_network(ec2: Any) -> None:
    """Takes the way out from one subnet, and names from all machines."""
    tables = ec2.describe_route_tables()["RouteTables"]
    table = next(table["RouteTableId"] for table in tables if any("NatGatewayId" in route for route in table["Routes"]))
    ec2.delete_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0")
    [vpc] = {found["VpcId"] for found in tables if found["RouteTableId"] == table}
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": False})


def _with_another_key(changed: Path) -> Path:
    """Writes the config anew, with buckets that S3 encrypts by its own key."""
    document = in_one_file(_CONFIG)
    for studio in document["studios"].values():
        studio["storage"] = {"source": "NEW", "encryption": "S3_MANAGED"}
    changed.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    return changed


def _happen_at_night(clients: Clients, studio: Json) -> None:
    """What is done by hand: a person more, a group less, a tier too high, a policy off the user role; and notebooks."""
    emr, iam, s3 = clients("emr"), clients("iam"), clients("s3")
    where = {"StudioId": studio["StudioId"]}
    mapped = {
        mapping["IdentityName"]: mapping for mapping in emr.list_studio_session_mappings(**where)["SessionMappings"]
    }
    stranger = {"IdentityType": "USER", "IdentityName": _STRANGER}
    advanced = mapped["alice@example.com"]["SessionPolicyArn"]
    bob = {"IdentityType": "USER", "IdentityName": "bob@example.com"}
    emr.create_studio_session_mapping(**where, **stranger, SessionPolicyArn=advanced)
    emr.update_studio_session_mapping(**where, **bob, SessionPolicyArn=advanced)
    emr.delete_studio_session_mapping(**where, IdentityType="GROUP", IdentityName="analysts")
    role = studio["UserRole"].rpartition("/")[2]
    iam.detach_role_policy(RoleName=role, PolicyArn=mapped["carol@example.com"]["SessionPolicyArn"])
    bucket = studio["DefaultS3Location"].removeprefix("s3://").partition("/")[0]
    for number in range(12):
        s3.put_object(Bucket=bucket, Key=f"e-{number:04}/notebook.ipynb", Body=bytes(_MEGABYTE))


if __name__ == "__main__":
    main()
