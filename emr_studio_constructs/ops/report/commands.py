"""The command `report`: a page about the Studios of an app, for whoever has to agree to them."""

from pathlib import Path
from typing import Annotated

import typer

from emr_studio_constructs.ops.errors import OpsError
from emr_studio_constructs.ops.options import StackOption
from emr_studio_constructs.ops.screen import aside, out

from .page import render
from .reading import sections_in
from .words import count


def report(
    cdk_out: Annotated[
        Path, typer.Argument(metavar="CDK_OUT", help="A cloud assembly (cdk.out), or a template in JSON.")
    ],
    *,
    stack: StackOption = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write.")] = Path("report.html"),
) -> None:
    """Write a page for reviewers: who may do what, network, encryption, cost, findings.

    Reads templates alone, and asks AWS nothing. The page is one file, which needs no network.
    """
    with aside().status("evaluating"):
        sections = sections_in(cdk_out, stack)
        page = render(sections)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        raise OpsError(f"{output} cannot be written, {error.strerror}: name another file by --output") from error
    out().print(f"{output}: {count(len(sections), 'Studio')}")
