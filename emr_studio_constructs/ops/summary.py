"""Says in a few lines what was synthesized: `python -m emr_studio_constructs.ops.summary cdk.out`."""

import sys
from collections import Counter
from pathlib import Path

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table

from emr_studio_constructs.app.config.auth import MappedBy
from emr_studio_constructs.app.overview import Overview, overview_of
from emr_studio_constructs.policies.size import MANAGED_POLICY_LIMIT

from .assembly import Stack, stacks_of
from .errors import OpsError

_WIDTH = 100


def render(stack: Stack, overview: Overview) -> RenderableType:
    """A Studio in a frame: where it goes, what it is made of, who may do what, and how large the policies are."""
    facts = Table.grid(padding=(0, 2))
    facts.add_row("account / Region", _place(stack))
    facts.add_row("sign-in", overview.sign_in)
    facts.add_row("template", str(stack.file))
    facts.add_row("resources", _resources(stack))
    parts: list[RenderableType] = [facts, ""]
    if overview.people:
        people = Table("who", "tier", title="People", title_justify="left", box=None)
        for who, tier in overview.people.items():
            people.add_row(who, tier or "signs in only")
        parts.append(people)
    elif overview.mapped_by == MappedBy.CLI:
        parts.append("People are mapped by `emr-studio mappings apply`.")
    else:
        parts.append("Nobody was let in.")
    if overview.policy_sizes:
        limit = f"of {MANAGED_POLICY_LIMIT:,}"
        sizes = Table("tier", "characters", limit, title="Policies", title_justify="left", box=None)
        for tier, size in overview.policy_sizes.items():
            sizes.add_row(tier, f"{size:,}", f"{size / MANAGED_POLICY_LIMIT:.0%}")
        parts += ["", sizes]
    return Panel(Group(*parts), title=stack.name, title_align="left", width=_WIDTH)


def _place(stack: Stack) -> str:
    return f"{stack.account} / {stack.region}" if stack.account else "those of the credentials at deployment"


def _resources(stack: Stack) -> str:
    """How many there are of each type."""
    types = (resource["Type"] for resource in stack.template["Resources"].values())
    counts = Counter(kind.removeprefix("AWS::") for kind in types if kind != "AWS::CDK::Metadata")
    return ", ".join(f"{count}\N{MULTIPLICATION SIGN}{kind}" for kind, count in sorted(counts.items()))


def main() -> None:
    """Prints the Studios of the cloud assembly that the first argument names."""
    try:
        stacks = stacks_of(Path(sys.argv[1] if len(sys.argv) > 1 else "cdk.out"))
    except OpsError as error:
        sys.exit(str(error))
    console = Console(width=_WIDTH, highlight=False, markup=False)
    for stack in stacks:
        if overview := overview_of(stack.template):
            console.print(render(stack, overview))


if __name__ == "__main__":
    main()
