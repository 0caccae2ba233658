"""The benchmark compares like with like; what is measured is not for tests to judge."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from benchmarks import many, reconciler, synth
from benchmarks.calls import measure as count_calls
from benchmarks.draw import draw
from benchmarks.figures import Curves, Figure, Part
from benchmarks.pairs import Spread, by_turns, differences, ratios
from benchmarks.process import run
from benchmarks.show import json_of, table_of

Json = dict[str, Any]


def resources(cdk_out: Path) -> list[tuple[str, str]]:
    """The types and properties of a template's resources, references by the names that the template gives."""
    template = json.loads((cdk_out / "Analytics0.template.json").read_text(encoding="utf-8"))
    return sorted((each["Type"], json.dumps(each["Properties"])) for each in template["Resources"].values())


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("one")
    run("many", "1", cdk_out=directory)
    return directory


def test_turns_alternate_and_the_first_does_not_count() -> None:
    order: list[str] = []

    def turn(name: str) -> int:
        order.append(name)
        return len(order)

    found = by_turns(2, {"a": lambda: turn("a"), "b": lambda: turn("b")})
    assert order == ["a", "b", "a", "b", "a", "b"]
    assert found == {"a": [3, 5], "b": [4, 6]}


def test_ratios_and_differences_are_of_the_same_round() -> None:
    assert ratios([2, 6, 5], [1, 2, 5]) == Spread(2, 1, 3)
    assert differences([2, 6, 5], [1, 2, 5]) == Spread(1, 0, 4)


def test_what_is_written_by_hand_has_the_template_of_ours(tmp_path: Path) -> None:
    assert synth.same_by_hand(tmp_path)


def test_another_template_by_hand_is_not_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_allowed(template: Json) -> Mapping[str, Json]:
        return {name: {"Version": "2012-10-17", "Statement": []} for name in documents_of(template)}

    documents_of = synth._documents
    monkeypatch.setattr(synth, "_documents", none_allowed)
    with pytest.raises(RuntimeError, match=r"by_hand\.py must define the template of ours\.py"):
        synth.same_by_hand(tmp_path)


def test_the_floor_has_the_resources_of_ours(one: Path, tmp_path: Path) -> None:
    run("floor", "1", str(one / "Analytics0.template.json"), cdk_out=tmp_path)
    assert resources(tmp_path) == resources(one)
    assert sum(kind == "AWS::EMR::StudioSessionMapping" for kind, _ in resources(one)) == 105


def test_the_same_tree_has_the_same_logical_ids(one: Path, tmp_path: Path) -> None:
    template = one / "Analytics0.template.json"
    run("tree", "1", str(template), str(one / "tree.json"), cdk_out=tmp_path)
    ours, same = (
        json.loads((each / template.name).read_text(encoding="utf-8"))["Resources"] for each in (one, tmp_path)
    )
    assert same.keys() == ours.keys()


def test_memory_counts_node_too(one: Path, tmp_path: Path) -> None:
    alone = run("floor", "0", str(one / "Analytics0.template.json"), cdk_out=tmp_path).said["mib"]
    assert alone > 120, "Python with the CDK, and two processes of Node.js"


def test_studios_are_measured_in_all_sizes(tmp_path: Path) -> None:
    part = many.measure(1, tmp_path, sizes=(1, 2, 3))
    [times, memory] = part.curves
    assert all(list(points) == [1, 2, 3] for points in (*times.points.values(), *memory.points.values()))


def test_the_cdk_alone_is_what_the_package_loads_of_it() -> None:
    modules = run("load").said["modules"]
    assert {"aws_cdk.aws_emr", "constructs"} <= set(modules)
    assert set(run("load", "--alone", *modules).said["modules"]) == set(modules)


def test_a_further_person_costs_two_calls_of_node() -> None:
    figures = {figure.what: figure.value.median for figure in count_calls().figures}
    assert figures["a further person"] == figures["a further person: Create"] == 2
    assert figures["one Studio"] > figures["one Studio: Create"] > 20


@pytest.mark.parametrize("throttled", [0, 0.3])
def test_everybody_is_mapped_by_a_call_each_and_one_more_for_each_refusal(
    throttled: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconciler, "SECONDS_A_CALL", 0)
    monkeypatch.setattr(reconciler, "_PEOPLE", reconciler._PEOPLE[:8])
    applied = reconciler.apply(throttled)
    assert applied.failed == 0
    assert (applied.calls == 9) is (throttled == 0)


def test_what_was_found_is_shown_with_its_goals_and_drawn(tmp_path: Path) -> None:
    good, bad = (Figure(what=f"at {value}", value=Spread(value, 1, 3), unit="s", goal=2) for value in (1.5, 2.5))
    curves = Curves(title="time", x="Studios", y="seconds", points={"ours": {1: good.value, 10: bad.value}})
    parts = [Part(title="Studios", figures=[good, bad], curves=[curves])]
    console = Console(width=120)
    with console.capture() as shown:
        console.print(table_of(parts))
    [met, missed] = [line for line in shown.get().splitlines() if " at " in line]
    assert ("1.5 s" in met, "2 s met" in met) == (True, True)
    assert "2 s missed" in missed
    assert json.loads(json_of(parts))["parts"][0]["figures"][0]["value"] == {"median": 1.5, "low": 1, "high": 3}
    draw(parts, tmp_path / "drawn.svg")
    assert "</svg>" in (tmp_path / "drawn.svg").read_text(encoding="utf-8")
