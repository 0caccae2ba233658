"""Says in a few lines what was synthesized: `python -m emr_studio_constructs.app.summary cdk.out`."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table

from emr_studio_constructs.policies.size import MANAGED_POLICY_LIMIT

from .config.auth import MappedBy
from .overview import Overview, overview_of


@dataclass(frozen=True, kw_only=True)
class Synthesized:
    """The stack of one Studio in a cloud assembly."""

    stack: str
    environment: str
    file: Path
    resources: Counter[str]
    overview: Overview


def read_assembly(directory: Path) -> Iterator[Synthesized]:
    """The Studios of a cloud assembly."""
    manifest = json.loads((directory / "manifest.json").read_text(encoding="utf-8"))
    for artifact_id, artifact in manifest["artifacts"].items():
        if artifact["type"] != "aws:cloudformation:stack":
            continue
        file = directory / artifact["properties"]["templateFile"]
        template = json.loads(file.read_text(encoding="utf-8"))
        if overview := overview_of(template):
            yield Synthesized(
                stack=artifact["properties"].get("stackName", artifact_id),
                environment=_environment(artifact["environment"]),
                file=file,
                resources=_kinds(template),
                overview=overview,
            )


def _environment(address: str) -> str:
    """The account and Region behind `aws://account/region`."""
    account, _, region = address.removeprefix("aws://").partition("/")
    if account == "unknown-account":
        return "those of the credentials at deployment"
    return f"{account} / {region}"


def _kinds(template: dict[str, Any]) -> Counter[str]:
    types = (resource["Type"] for resource in template["Resources"].values())
    return Counter(kind.removeprefix("AWS::") for kind in types if kind != "AWS::CDK::Metadata")


def render(studio: Synthesized) -> RenderableType:
    """A Studio in a frame: where it goes, what it is made of, who may do what, and how large the policies are."""
    overview = studio.overview
    facts = Table.grid(padding=(0, 2))
    facts.add_row("account / Region", studio.environment)
    facts.add_row("sign-in", overview.sign_in)
    facts.add_row("template", str(studio.file))
    kinds = (f"{count}\N{MULTIPLICATION SIGN}{kind}" for kind, count in sorted(studio.resources.items()))
    facts.add_row("resources", ", ".join(kinds))
    parts: list[RenderableType] = [facts]
    if overview.people:
        people = Table("who", "tier", title="People", title_justify="left", box=None)
        for who, tier in overview.people.items():
            people.add_row(who, tier or "signs in only")
        parts += ["", people]
    elif overview.mapped_by == MappedBy.CLI:
        parts += ["", "People are mapped by `emr-studio mappings apply`."]
    else:
        parts += ["", "Nobody was let in."]
    if overview.policy_sizes:
        sizes = Table(
            "tier", "characters", f"of {MANAGED_POLICY_LIMIT:,}", title="Policies", title_justify="left", box=None
        )
        for tier, size in overview.policy_sizes.items():
            sizes.add_row(tier, f"{size:,}", f"{size / MANAGED_POLICY_LIMIT:.0%}")
        parts += ["", sizes]
    return Panel(Group(*parts), title=studio.stack, title_align="left", width=100)


def main() -> None:
    """Prints the Studios of the cloud assembly that the first argument names."""
    directory = Path(sys.argv[1] if len(sys.argv) > 1 else "cdk.out")
    if not (directory / "manifest.json").is_file():
        sys.exit(f"{directory}: no cloud assembly: run cdk synth first")
    console = Console(width=100, highlight=False, markup=False)
    for studio in read_assembly(directory):
        console.print(render(studio))


if __name__ == "__main__":
    main()
