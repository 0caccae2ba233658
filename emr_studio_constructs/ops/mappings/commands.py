"""The commands about session mappings: `plan`, `apply` and `drift`; `export` is in its own file."""

from pathlib import Path
from typing import Annotated

import typer

from emr_studio_constructs.ops.access import Access
from emr_studio_constructs.ops.errors import DifferencesFoundError, OpsError
from emr_studio_constructs.ops.options import Output, OutputOption, ProfileOption, RegionOption
from emr_studio_constructs.ops.screen import write_json

from .as_json import comparison_as_json
from .comparison import Comparison, check_limits, compare
from .execution import carry_out_all
from .export_command import export
from .show import show_comparison, show_outcome
from .sources import targets_of

mappings = typer.Typer(help="Who is mapped to a Studio: declared, compared, brought in line.", no_args_is_help=True)

Source = Annotated[
    Path,
    typer.Argument(metavar="SOURCE", help="A config; a cloud assembly (cdk.out) or a template in it; a mappings file."),
]
StudioOrStack = Annotated[
    str | None, typer.Option("--studio", help="One Studio, by its key in the config, or one stack of an assembly.")
]
Prune = Annotated[
    bool,
    typer.Option("--prune", help="Delete who is not declared, of the types (users, groups) that are declared at all."),
]
ResolveNames = Annotated[
    bool, typer.Option("--resolve-names", help="Ask the Identity Store for ids, then compare and write by id.")
]


@mappings.command()
def plan(
    source: Source,
    *,
    studio: StudioOrStack = None,
    prune: Prune = False,
    resolve_names: ResolveNames = False,
    profile: ProfileOption = None,
    region: RegionOption = None,
    output: OutputOption = Output.TABLE,
) -> None:
    """Show what `apply` would write: + to create, ~ to update, - to delete.

    Ends with 2 where there is something to write, or the next deploy maps
    somebody (>), unmaps somebody (<) or fails over a mapping (!).
    Who is mapped and not declared (?) stays, unless --prune is given.
    """
    access = Access(profile=profile, region=region)
    found = _compared(source, access, studio=studio, prune=prune, resolve_names=resolve_names)
    _show(found, output)
    for each in found:
        check_limits(each)
    if not all(each.plan.is_met for each in found):
        raise DifferencesFoundError


@mappings.command()
def apply(
    source: Source,
    *,
    studio: StudioOrStack = None,
    prune: Prune = False,
    resolve_names: ResolveNames = False,
    profile: ProfileOption = None,
    region: RegionOption = None,
    output: OutputOption = Output.TABLE,
) -> None:
    """Write what `plan` shows by + ~ -, and nothing else.

    Can be interrupted, and run again to go on.
    Ends with 2 where something is left to the next deploy (> < !).
    """
    access = Access(profile=profile, region=region)
    found = _compared(source, access, studio=studio, prune=prune, resolve_names=resolve_names)
    for each in found:
        check_limits(each)
    if output is Output.TABLE:
        _show(found, output)
    outcomes = carry_out_all(found)
    if output is Output.JSON:
        pairs = zip(found, outcomes, strict=True)
        write_json({"studios": [comparison_as_json(each, outcome) for each, outcome in pairs]})
    else:
        for outcome in outcomes:
            show_outcome(outcome)
    total = sum(each.plan.number_of_writes for each in found)
    if not_started := sum(len(outcome.not_started) for outcome in outcomes):
        raise OpsError(f"interrupted, {not_started} of {total} writes were not begun: run it again to go on")
    if failed := sum(len(outcome.failed) for outcome in outcomes):
        raise OpsError(f"{failed} of {total} writes failed: mend what AWS said, and run it again")
    if any(each.plan.is_up_to_deploys for each in found):
        raise DifferencesFoundError


@mappings.command()
def drift(
    source: Source,
    *,
    studio: StudioOrStack = None,
    resolve_names: ResolveNames = False,
    profile: ProfileOption = None,
    region: RegionOption = None,
    output: OutputOption = Output.TABLE,
) -> None:
    """Show where a Studio differs from what was declared, and who is mapped without being declared (?).

    Writes nothing. Ends with 2 where there is a difference.
    """
    access = Access(profile=profile, region=region)
    found = _compared(source, access, studio=studio, resolve_names=resolve_names)
    _show(found, output)
    if not all(each.plan.is_met and not each.plan.strays for each in found):
        raise DifferencesFoundError


def _compared(
    source: Path, access: Access, *, studio: str | None, prune: bool = False, resolve_names: bool
) -> list[Comparison]:
    targets = targets_of(source, access, studio=studio)
    return [compare(target, prune=prune, resolve_names=resolve_names) for target in targets]


def _show(found: list[Comparison], output: Output) -> None:
    if output is Output.JSON:
        write_json({"studios": [comparison_as_json(each) for each in found]})
        return
    for each in found:
        show_comparison(each)


mappings.command()(export)
