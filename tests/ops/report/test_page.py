"""What `emr-studio report` writes, and what it says where it cannot."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import ACCOUNT

from emr_studio_constructs.ops.main import run
from emr_studio_constructs.ops.report.page import HEADINGS
from ops.mappings.given_assembly import an_assembly
from ops.report.assemblies import Json, assembly_of, template_by_hand
from ops.report.browser import Browser

Write = Callable[..., str]

HOSTILE = "</script><img src=x onerror=alert(1)>"


class Elements(HTMLParser):
    """The names of all elements of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not [name for name, _ in attrs if name.startswith("on")]
        self.names.append(tag)


@pytest.fixture
def write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Write:
    def written(assembly: Path, *arguments: str) -> str:
        page = tmp_path / "report.html"
        assert run(["report", str(assembly), "-o", str(page), *arguments]) == 0, capsys.readouterr().err
        return page.read_text(encoding="utf-8")

    return written


@pytest.fixture
def by_hand(tmp_path: Path) -> Path:
    return an_assembly(tmp_path, {"ByHand": template_by_hand()})


def test_the_same_assembly_makes_the_same_bytes_in_another_process(everything: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    command = [sys.executable, "-m", "emr_studio_constructs.ops.main", "report", str(everything.parent / "cdk.out")]
    subprocess.run([*command, "-o", str(page)], check=True, env={**os.environ, "PYTHONHASHSEED": "1"})
    assert page.read_bytes() == everything.read_bytes()


def test_the_command_says_what_it_wrote_into_a_directory_that_it_made(
    by_hand: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "build" / "report.html"
    assert run(["report", str(by_hand), "-o", str(page)]) == 0
    assert capsys.readouterr().out == f"{page}: 1 Studio\n"


def test_a_studio_written_by_hand_has_all_sections(by_hand: Path, write: Write) -> None:
    page = write(by_hand)
    assert "<h1>Review of EMR Studio notebooks</h1>" in page
    assert all(f">{heading}</h3>" in page for heading in HEADINGS.values())
    assert 'aria-label="Yes: create Workspaces, alice (user)"' not in page  # it asks for more than this policy has
    assert 'aria-label="Partly: create Workspaces, alice (user)"' in page


@pytest.mark.parametrize("sample", ["minimal", "quickstart"])
def test_a_stack_for_any_account_says_that_its_place_is_made_up(sample: str, tmp_path: Path, write: Write) -> None:
    page = write(assembly_of(sample, tmp_path / "cdk.out"))
    assert "<dt>Account</dt><dd>not named; 111122223333 stands for it</dd>" in page
    assert "<dt>Region</dt><dd>not named; eu-west-1 stands for it</dd>" in page


def test_names_are_text_and_never_markup(tmp_path: Path, write: Write, browser: Browser) -> None:
    hostile = template_by_hand(name=HOSTILE, user=HOSTILE)
    page = write(an_assembly(tmp_path, {HOSTILE.replace("/", "-"): hostile}))
    assert "img" not in Elements(page).names
    assert Elements(page).names.count("script") == 1
    browser.open(tmp_path / "report.html")
    assert browser.seen() == {"console": [], "errors": [], "requests": [(tmp_path / "report.html").as_uri()]}
    assert browser.texts("h2") == [HOSTILE]


def test_scripts_that_are_not_the_page_s_own_do_not_run(
    by_hand: Path, tmp_path: Path, write: Write, browser: Browser
) -> None:
    page = write(by_hand).replace("</main>", "<script>document.title = 'taken over'</script></main>")
    (tmp_path / "changed.html").write_text(page, encoding="utf-8")
    browser.open(tmp_path / "changed.html")
    assert browser.evaluate("document.title") == "Review of EMR Studio notebooks"
    assert "Content Security Policy" in browser.seen()["console"][0]


def test_signs_that_hide_or_turn_a_name_around_are_shown(tmp_path: Path, write: Write) -> None:
    page = write(an_assembly(tmp_path, {"ByHand": template_by_hand(user="\u202enimda\x07")}))
    assert "\\u202enimda\\u0007 with policies" in page
    assert not {"\u202e", "\x07"} & set(page)


def test_a_template_alone_is_enough(tmp_path: Path, write: Write) -> None:
    file = tmp_path / "notebooks.template.json"
    file.write_text(json.dumps(template_by_hand()), encoding="utf-8")
    page = write(file)
    assert "<dt>Stack</dt><dd>notebooks</dd>" in page
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert f"<dt>Template</dt><dd>notebooks.template.json, SHA-256 {digest[:16]}" in page


@pytest.mark.parametrize("text", ["Resources: {}", "[1]", "{", ""])
def test_what_is_no_template_is_one_line(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "template.yaml"
    file.write_text(text, encoding="utf-8")
    assert run(["report", str(file)]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        f"{file} is no template in JSON: `cdk synth` writes such ones, into cdk.out"
    )


@pytest.mark.parametrize(
    ("breaks", "said"),
    [
        ({"VpcId": {"Ref": "Nowhere"}}, "'Nowhere'"),
        (
            {"VpcId": {"Ref": "AWS::NoValue"}, "Name": {"Ref": "AWS::NoValue"}},
            "has no VpcId",
        ),
    ],
)
def test_a_studio_that_cannot_be_is_one_line(
    breaks: Json, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template = template_by_hand()
    template["Resources"]["Studio"]["Properties"] |= breaks
    assert run(["report", str(an_assembly(tmp_path, {"ByHand": template})), "-o", str(tmp_path / "report.html")]) == 1
    line = capsys.readouterr().err.splitlines()[-1]
    assert line.startswith("Studio Studio of ByHand cannot be reviewed: ")
    assert said in line


def test_a_place_where_nothing_can_be_written_is_one_line(
    by_hand: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", str(by_hand), "-o", str(tmp_path)]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith(f"{tmp_path} cannot be written, Is a directory: ")


def test_what_the_page_does_not_know_is_said_before_all_else(by_hand: Path, write: Write) -> None:
    before, _, after = write(by_hand).partition('<main id="report">')
    assert "service control policies, policies and people in" in before
    assert "lets in whoever is mapped, by no policy" in after


def test_one_stack_is_chosen(everything: Path, write: Write) -> None:
    page = write(everything.parent / "cdk.out", "--stack", "Vault")
    assert page.count("<h2") == 1
    assert "<h1>Review of EMR Studio Vault-Studio-" in page


def test_stacks_of_one_name_in_two_places_are_told_apart(tmp_path: Path, write: Write) -> None:
    assembly = an_assembly(tmp_path, {"Same": template_by_hand()}, account=ACCOUNT)
    manifest = json.loads((assembly / "manifest.json").read_text(encoding="utf-8"))
    [here] = (each for each in manifest["artifacts"].values() if "environment" in each)
    manifest["artifacts"]["There"] = {**here, "environment": f"aws://{ACCOUNT}/us-east-1", "displayName": "There"}
    (assembly / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    page = write(assembly, "--stack", "There")
    assert "<dt>Region</dt><dd>us-east-1</dd>" in page
    assert page.count("<h2") == 1


def test_a_studio_in_a_nested_stack_is_found(tmp_path: Path, write: Write) -> None:
    inner = template_by_hand()
    url = {"Fn::Sub": "https://s3.${AWS::URLSuffix}/assets/inner.json"}
    outer: Json = {"Resources": {"Inner": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": url}}}}
    assembly = an_assembly(tmp_path, {"Inner": inner, "Outer": outer}, account=ACCOUNT)
    asset = {"source": {"path": "Inner.template.json"}, "destinations": {"current": {"objectKey": "inner.json"}}}
    (assembly / "Outer.assets.json").write_text(json.dumps({"files": {"inner": asset}}), encoding="utf-8")
    assert "<dt>Stack</dt><dd>Outer/Inner</dd>" in write(assembly, "--stack", "Outer")


def test_a_template_without_a_studio_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assembly = an_assembly(tmp_path, {"Empty": {"Resources": {}}})
    assert run(["report", str(assembly), "-o", str(tmp_path / "report.html")]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == (
        f"{assembly} has no AWS::EMR::Studio in EmptyId: name the cdk.out of an app with a Studio"
    )
    assert not (tmp_path / "report.html").exists()
