"""What the page on changes shows works."""

import json
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aws_cdk import App, NestedStack, Stack
from conftest import ROOT, template_of

from emr_studio_constructs import EmrStudio
from emr_studio_constructs.changes import Loss
from ops.guard.given import Bench

PAGE = (ROOT / "docs" / "changes.md").read_text(encoding="utf-8")
ASSERTION, RENAMING = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)


def run(block: str) -> dict[str, Any]:
    """What a block defines."""
    found: dict[str, Any] = {"__name__": "page"}
    exec(compile(block, "docs/changes.md", "exec"), found)  # noqa: S102  # what a reader would run
    return found


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The directory of somebody's project."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tests" / "deployed").mkdir(parents=True)


def test_the_assertion_passes_until_somebody_would_lose_something() -> None:
    block = run(ASSERTION)
    deployed = block["analytics"]().to_json()
    block["DEPLOYED"].write_text(json.dumps(deployed), encoding="utf-8")
    block["test_the_next_deploy_costs_nobody_anything"]()

    [studio] = [each for each in deployed["Resources"].values() if each["Type"] == "AWS::EMR::Studio"]
    studio["Properties"]["AuthMode"] = "SSO"
    block["DEPLOYED"].write_text(json.dumps(deployed), encoding="utf-8")
    with pytest.raises(AssertionError, match="AuthMode cannot change in place"):
        block["test_the_next_deploy_costs_nobody_anything"]()


def test_what_is_renamed_back_stays(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    # As the CLI has it, templates say where the CDK defines a resource.
    new_app = partial(App, context={"aws:cdk:enable-path-metadata": True})
    monkeypatch.setattr("aws_cdk.App", new_app)
    stack = Stack(new_app(), "Analytics")
    EmrStudio(stack, "Studio")
    before, moved = template_of(stack), Path("moved.json")
    moved.write_text("{}", encoding="utf-8")
    renamed = template_of(run(RENAMING)["stack"])
    assert not before["Resources"].keys() & renamed["Resources"].keys()

    answer = bench.compare(before, renamed, "--output", "json")
    assert answer.code == 2
    [found] = answer.stacks
    pairs = {each["moved_to"]: each["logical_id"] for each in found["changes"] if each["moved_to"]}
    moved.write_text(json.dumps(pairs), encoding="utf-8")

    kept = template_of(run(RENAMING)["stack"])
    assert kept["Resources"].keys() == before["Resources"].keys()
    assert bench.compare(before, kept).code == 0


@pytest.mark.parametrize(("name", "studio"), [("Inner", "Notebooks"), ("Other", "Studio")])
def test_what_is_renamed_back_in_a_nested_stack_stays(bench: Bench, tmp_path: Path, name: str, studio: str) -> None:
    def assembly(name: str, studio: str, outer_ids: dict[str, str], inner_ids: dict[str, str]) -> Path:
        outdir = str(tmp_path / f"{name}-{studio}-{len(outer_ids)}-{len(inner_ids)}")
        app = App(outdir=outdir, context={"aws:cdk:enable-path-metadata": True})
        stack = Stack(app, "Analytics")
        nested = NestedStack(stack, name)
        EmrStudio(nested, studio)
        for each, ids in ((stack, outer_ids), (nested, inner_ids)):
            for new, old in ids.items():
                each.rename_logical_id(new, old)
        return Path(app.synth().directory)

    def moved(after: Path, depth: int) -> dict[str, str]:
        [stack] = bench.guard(after, "--deployed", before, "--output", "json").stacks
        pairs = [(each["moved_to"], each["logical_id"]) for each in stack["changes"] if each["moved_to"]]
        return {new.split("/")[-1]: old.split("/")[-1] for new, old in pairs if new.count("/") == depth}

    before = assembly("Inner", "Studio", {}, {}) / "Analytics.template.json"
    outer = moved(assembly(name, studio, {}, {}), 0)
    assert len(outer) == (name == "Other")
    inner = moved(assembly(name, studio, outer, {}), 1)
    assert inner
    assert bench.guard(assembly(name, studio, outer, inner), "--deployed", before).code == 0


def test_the_page_names_every_loss_and_no_other() -> None:
    table = PAGE.partition("| `--allow` |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([A-Z]+)` \|", table, flags=re.MULTILINE) == list(Loss)
