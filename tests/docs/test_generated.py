"""What pages are given by the code: all keys, commands, samples and examples, and links that lead to pages."""

import json

import pytest
from conftest import ROOT, Json
from samples import SAMPLES
from typer.core import TyperGroup
from typer.main import get_command

from docs_site.elsewhere import rewrite_links
from docs_site.generated import fill_in
from emr_studio_constructs.ops.main import app
from emr_studio_constructs.testing import UseCase

SCHEMA: Json = json.loads((ROOT / "config" / "schema.json").read_text(encoding="utf-8"))
BLOCKS = {name: block for name, block in SCHEMA["$defs"].items() if "properties" in block}


def page(name: str) -> str:
    return fill_in((ROOT / "docs" / name).read_text(encoding="utf-8"), ROOT)


@pytest.mark.parametrize("block", BLOCKS)
def test_every_key_of_a_config_is_told_in_its_block(block: str) -> None:
    anchor = block.removesuffix("Config").lower()
    section = page("reference/config.md").partition(f"{{ #{anchor} }}")[2].partition("\n## ")[0]
    for key, value in BLOCKS[block]["properties"].items():
        [line] = [line for line in section.splitlines() if line.startswith(f"| `{key}`")]
        assert " ".join(value["description"].split()) in line
        assert ("required" in line.split(" | ")[0]) == (key in BLOCKS[block].get("required", []))


def test_a_block_is_called_by_the_way_there_and_what_chooses_it() -> None:
    text = page("reference/config.md")
    assert "## `network.vpc`, `source: LOOKUP` {" in text
    assert "| `vpc` | [`source: NEW`](#newvpc)<br>" in text


def test_every_command_is_told_with_its_options() -> None:
    text = page("reference/commands.md")
    commands = get_command(app)
    assert isinstance(commands, TyperGroup)
    for name in commands.commands:
        assert f"## `emr-studio {name}`" in text
    assert "* `--deployed <path>`: A template to take for the deployed one" in text


def test_the_picture_of_the_help_has_every_command() -> None:
    picture = (ROOT / "docs" / "screens" / "help.svg").read_text(encoding="utf-8")
    commands = get_command(app)
    assert isinstance(commands, TyperGroup)
    assert [name for name in commands.commands if name not in picture] == []


def test_every_use_case_is_told_in_its_words() -> None:
    text = page("reference/testing.md")
    for use_case in UseCase:
        assert f"| `{use_case.name}` | {use_case.value} |" in text


def test_every_sample_is_shown_with_a_picture_of_each_studio() -> None:
    text = page("samples.md")
    for sample in SAMPLES:
        section = text.partition(f"{{ #{sample} }}")[2].partition("\n## ")[0]
        assert (ROOT / "config" / f"{sample}.yaml").read_text(encoding="utf-8").strip() in section
        assert section.count("<svg") == (4 if sample == "everything" else 1)


def test_every_example_is_shown_with_its_code() -> None:
    text = page("examples.md")
    files = sorted((ROOT / "examples").rglob("*.py"))
    assert len(files) > 5
    for file in files:
        assert file.read_text(encoding="utf-8").strip().rpartition('"""\n')[2] in text


def test_what_nobody_makes_is_refused() -> None:
    with pytest.raises(KeyError, match="weather"):
        fill_in("before\n<!-- generated: weather -->\nafter", ROOT)


@pytest.mark.parametrize(
    ("uri", "link", "expected"),
    [
        ("index.md", "docs/compute.md#emr-serverless", "compute.md#emr-serverless"),
        ("index.md", "LICENSE", "LICENSE.txt"),
        ("changelog.md", "docs/changes.md", "changes.md"),
        ("compute.md", "../config/quickstart.yaml", "samples.md#quickstart"),
        ("start.md", "../config/people/analytics.yaml", "samples.md#people-analytics"),
        ("start.md", "../config/schema.json", "config/schema.json"),
        ("testing.md", "../examples/tested_stack", "examples.md#tested_stack"),
        ("changes.md", "../CHANGELOG.md", "changelog.md"),
        ("changes.md", "#upgrades", "#upgrades"),
        ("changes.md", "https://example.com/docs/a.md", "https://example.com/docs/a.md"),
        ("reference/config.md", "../../config/everything.yaml", "../samples.md#everything"),
        ("reference/compute.md", "../compute.md", "../compute.md"),
        ("compute.md", "../cdk.json", "cdk.json"),
    ],
)
def test_a_link_to_a_file_leads_to_its_page(uri: str, link: str, expected: str) -> None:
    assert rewrite_links(f"See [it]({link}).", uri) == f"See [it]({expected})."
