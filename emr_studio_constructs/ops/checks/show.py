"""How answers look: a line each for people, or JSON for programs."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from emr_studio_constructs.ops.errors import DifferencesFoundError
from emr_studio_constructs.ops.options import Output
from emr_studio_constructs.ops.screen import out, write_json

from .finding import Finding, Mark

# The worst first.
_SIGNS = {
    Mark.PROBLEM: ("\N{BALLOT X}", "bold red"),
    Mark.WARNING: ("!", "yellow"),
    Mark.UNKNOWN: ("?", "magenta"),
    Mark.GOOD: ("\N{CHECK MARK}", "green"),
}

Answers = Mapping[str, Sequence[Finding]]
"""The findings about each Studio, by its key or id."""


def show(answers: Answers, output: Output, *, verbose: bool) -> None:
    """Shows all findings, and how many there are of each mark.

    As JSON: `studios`, by key or id a list of findings, each with all fields of `Finding`; `summary`, by mark a number.

    Raises:
        DifferencesFoundError: Among them are problems, or something that could not be looked at.
    """
    counts = Counter(finding.mark for findings in answers.values() for finding in findings)
    if output is Output.JSON:
        studios = {studio: [asdict(finding) for finding in findings] for studio, findings in answers.items()}
        write_json({"studios": studios, "summary": {mark: counts[mark] for mark in Mark}})
    else:
        for studio, findings in answers.items():
            _show_studio(out(), studio, findings, verbose=verbose)
        out().print(_summary(counts, verbose=verbose))
    if counts[Mark.PROBLEM] or counts[Mark.UNKNOWN]:
        raise DifferencesFoundError


def _show_studio(console: Console, studio: str, findings: Sequence[Finding], *, verbose: bool) -> None:
    width = max((len(finding.check) for finding in findings), default=0)
    console.print(Text(studio, "bold"))
    for finding in findings:
        with_fix = verbose or finding.mark is Mark.PROBLEM
        console.print(_row(finding, width, with_cause=verbose, with_fix=with_fix))
        if finding.command and with_fix:
            # The terminal breaks it, so that it is one line again when it is copied.
            console.print(Text(f"    {finding.command}", "dim"), soft_wrap=True)


def _row(finding: Finding, width: int, *, with_cause: bool, with_fix: bool) -> Table:
    """A finding: its mark, its check in a column of a width, and what was found."""
    row = Table.grid(padding=(0, 2))
    row.add_column(no_wrap=True)
    row.add_column(no_wrap=True, min_width=width)
    row.add_column(overflow="fold")
    sign, style = _SIGNS[finding.mark]
    text = Text.assemble((_shortened(finding.about), "bold"), " ", _shortened(finding.text))
    if finding.cause and with_cause:
        text.append(f"\nwhy: {finding.cause}", "dim")
    if finding.fix and with_fix:
        text.append(f"\nfix: {finding.fix}", "dim")
    row.add_row(Text(sign, style), finding.check, text)
    return row


def _shortened(text: str) -> str:
    """What people read of an ARN: what follows the account."""
    return re.sub(r"\barn:([^\s:]*:){4}", "", text)


def _summary(counts: Counter[Mark], *, verbose: bool) -> Text:
    """How many there are of each mark, and how to read on."""
    hurting = counts[Mark.PROBLEM] + counts[Mark.WARNING] + counts[Mark.UNKNOWN]
    more = "" if verbose or not hurting else "; --verbose says why, and what to do"
    return Text(", ".join(_several(counts[mark], mark) for mark in _SIGNS if counts[mark]) + more)


def _several(count: int, mark: Mark) -> str:
    countable = mark in (Mark.PROBLEM, Mark.WARNING)
    return f"{count} {mark}{'s' * (countable and count != 1)}"
