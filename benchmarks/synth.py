"""How long a whole synthesis takes, against the same template by hand, and against an app without a Studio."""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from .figures import Figure, Part
from .pairs import by_turns, ratios, spread
from .process import Done, run

GOAL = 1.05
_WITH_DOCUMENTS = ("AWS::IAM::ManagedPolicy", "AWS::KMS::Key")

Json = dict[str, Any]


def measure(rounds: int, directory: Path) -> Part:
    """Measures whole processes: with the CDK's check of templates, as `cdk synth` has it, and without.

    Raises:
        RuntimeError: The two templates differ.
    """
    apps = {"ours": ["ours"], "ours again": ["ours"], "by hand": same_by_hand(directory), "no Studio": ["empty"]}
    figures: list[Figure] = []
    for validate in (True, False):
        found = by_turns(
            rounds,
            {name: partial(run, *app, cdk_out=directory / name, validate=validate) for name, app in apps.items()},
        )
        figures += _figures(found, "" if validate else ", templates not checked", GOAL if validate else None)
    return Part(title="a whole synthesis of one Studio", figures=figures)


def same_by_hand(directory: Path) -> list[str]:
    """The app `by_hand` with its arguments, after a look whether its template is that of `ours`."""
    template, documents = _template(directory / "ours", "ours"), directory / "documents.json"
    documents.write_text(json.dumps(_documents(template)), encoding="utf-8")
    app = ["by_hand", str(documents)]
    if _template(directory / "by hand", *app) != template:
        message = "benchmarks/apps/by_hand.py must define the template of ours.py, got another: bring them in line"
        raise RuntimeError(message)
    return app


def _figures(found: dict[str, list[Done]], note: str, goal: float | None) -> Iterator[Figure]:
    seconds = {name: [done.seconds for done in runs] for name, runs in found.items()}
    cpu = {name: [done.cpu_seconds for done in runs] for name, runs in found.items()}
    for name in ("ours", "by hand", "no Studio"):
        yield Figure(what=f"{name}{note}", value=spread(seconds[name]), unit="s")
    yield Figure(what=f"ours / by hand{note}", value=ratios(seconds["ours"], seconds["by hand"]), goal=goal)
    yield Figure(what=f"ours / by hand, processor time{note}", value=ratios(cpu["ours"], cpu["by hand"]))
    yield Figure(what=f"ours / no Studio{note}", value=ratios(seconds["ours"], seconds["no Studio"]))
    yield Figure(what=f"noise: ours / ours{note}", value=ratios(seconds["ours again"], seconds["ours"]))
    yield Figure(what=f"noise: processor time{note}", value=ratios(cpu["ours again"], cpu["ours"]))


def _template(cdk_out: Path, *app: str) -> Json:
    run(*app, cdk_out=cdk_out)
    return dict(json.loads((cdk_out / "Analytics.template.json").read_text(encoding="utf-8")))


def _documents(template: Json) -> Json:
    """What a hand-written stack keeps in files: the permission policies, and the key's."""
    found: Sequence[tuple[str, Json]] = [
        (logical_id, resource["Properties"])
        for logical_id, resource in template["Resources"].items()
        if resource["Type"] in _WITH_DOCUMENTS
    ]
    return {logical_id: given.get("PolicyDocument") or given["KeyPolicy"] for logical_id, given in found}
