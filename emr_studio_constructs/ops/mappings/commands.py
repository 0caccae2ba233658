"""The commands about session mappings: `plan`, `apply`, `drift` and `export`."""

import re
from pathlib import Path
from typing import Annotated

import typer
import yaml

from emr_studio_constructs.ops.errors import DifferencesFoundError, OpsError
from emr_studio_constructs.ops.options import Output, OutputOption, ProfileOption, RegionOption, StudioOption
from emr_studio_constructs.ops.screen import out, write_json

from .as_json import comparison_as_json
from .comparison import Comparison, compare
from .exports import export_studio, export_target
from .limits import check_limits
from .mappings_file import STUDIO_ID
from .progress import carry_out_all
from .show import show_comparison, show_outcome
from .sources import targets_of
from .target import Access

mappings = typer.Typer(help="Who is mapped to a Studio: declared, compared, brought in line.", no_args_is_help=True)

Source = Annotated[
    Path,
    typer.Argument(metavar="SOURCE", help="A config; a cloud assembly (cdk.out) or a template in it; a mappings file."),
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
    studio: StudioOption = None,
    prune: Prune = False,
    resolve_names: ResolveNames = False,
    profile: ProfileOption = None,
    region: RegionOption = None,
    output: OutputOption = Output.TABLE,
) -> None:
    """Show what `apply` would write: + to create, ~ to update, - to delete.

    Ends with 2 where there is something to write, or the next deploy creates a mapping (>) or fails over one (!).
    Who is mapped and not declared (?) stays, unless --prune is given.
    """
    targets = targets_of(source, Access(profile=profile, region=region), studio=studio)
    found = [compare(target, prune=prune, resolve_names=resolve_names) for target in targets]
    _show(found, output)
    _check(found)
    if not all(each.plan.is_met for each in found):
        raise DifferencesFoundError


@mappings.command()
def apply(
    source: Source,
    *,
    studio: StudioOption = None,
    prune: Prune = False,
    resolve_names: ResolveNames = False,
    profile: ProfileOption = None,
    region: RegionOption = None,
    output: OutputOption = Output.TABLE,
) -> None:
    """Write what `plan` shows, and nothing else. Can be interrupted, and run again to go on."""
    targets = targets_of(source, Access(profile=profile, region=region), studio=studio)
    found = [compare(target, prune=prune, resolve_names=resolve_names) for target in targets]
    _check(found)
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


@mappings.command()
def drift(
    source: Source,
    *,
    studio: StudioOption = None,
    resolve_names: ResolveNames = False,
    profile: ProfileOption = None,
    region: RegionOption = None,
    output: OutputOption = Output.TABLE,
) -> None:
    """Show where a Studio differs from what was declared, and who is mapped without being declared (?).

    Writes nothing. Ends with 2 where there is a difference.
    """
    targets = targets_of(source, Access(profile=profile, region=region), studio=studio)
    found = [compare(target, resolve_names=resolve_names) for target in targets]
    _show(found, output)
    if not all(each.plan.is_met and not each.plan.strays for each in found):
        raise DifferencesFoundError


@mappings.command()
def export(
    what: Annotated[str, typer.Argument(metavar="STUDIO_ID|CONFIG", help="A Studio, or the config of one.")],
    *,
    file: Annotated[Path | None, typer.Option("--file", help="A new file. Default: standard output.")] = None,
    by_id: Annotated[bool, typer.Option("--by-id", help="Write ids, where AWS gives them.")] = False,
    studio: StudioOption = None,
    profile: ProfileOption = None,
    region: RegionOption = None,
    output: OutputOption = Output.TABLE,
) -> None:
    """Write down who is mapped: a mappings file for a Studio, users and groups for a config."""
    access = Access(profile=profile, region=region)
    if re.match(STUDIO_ID, what):
        found = export_studio(access.connect(), what, by_id=by_id)
    else:
        targets = targets_of(Path(what), access, studio=studio)
        if len(targets) > 1:
            raise OpsError(f"{what} has {len(targets)} Studios with mappings: choose one by --studio")
        found = export_target(targets[0], by_id=by_id)
    if output is Output.JSON:
        write_json(found)
        return
    text = yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=1000)
    if file is None:
        out().print(text, end="", soft_wrap=True)
        return
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(text)
    except OSError as error:
        raise OpsError(f"{file}: {(error.strerror or 'cannot be written').lower()}: name a new file") from error


def _show(found: list[Comparison], output: Output) -> None:
    if output is Output.JSON:
        write_json({"studios": [comparison_as_json(each) for each in found]})
        return
    for each in found:
        show_comparison(each)


def _check(found: list[Comparison]) -> None:
    for each in found:
        check_limits(each.plan, studio_id=each.target.studio_id, quotas=each.target.quotas)
