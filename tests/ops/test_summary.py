import sys
from pathlib import Path

import pytest
from samples import templates_of

from emr_studio_constructs.ops import summary
from ops.mappings.given_assembly import an_assembly


@pytest.fixture
def printed(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> str:
    """The summary of a sample."""
    [template] = templates_of(request.param).values()
    monkeypatch.setattr(sys, "argv", ["summary", str(an_assembly(tmp_path, {"Analytics": template}))])
    summary.main()
    return capsys.readouterr().out


@pytest.mark.parametrize("printed", ["minimal"], indirect=True)
def test_summary_says_who_may_do_what_in_lines_of_a_hundred_characters(printed: str) -> None:
    assert "role data-scientist" in printed
    assert "BASIC" in printed
    assert "EMR::Studio" in printed
    assert "those of the credentials at deployment" in printed
    assert max(map(len, printed.splitlines())) <= 100


@pytest.mark.parametrize("printed", ["people-file"], indirect=True)
def test_summary_says_who_maps_people_where_the_stack_does_not(printed: str) -> None:
    assert "People are mapped by `emr-studio mappings apply`." in printed


def test_summary_passes_over_stacks_without_a_studio_of_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assembly = an_assembly(tmp_path, {"Other": {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}})
    monkeypatch.setattr(sys, "argv", ["summary", str(assembly)])
    summary.main()
    assert capsys.readouterr().out == ""


def test_summary_says_what_to_do_without_a_cloud_assembly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["summary", str(tmp_path)])
    with pytest.raises(SystemExit, match=r"is no cloud assembly, it has no manifest\.json: run `cdk synth`"):
        summary.main()
