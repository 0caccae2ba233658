import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from rich.console import Console
from samples import templates_of

from emr_studio_constructs.app import summary
from emr_studio_constructs.app.overview import overview_of

ROOT = Path(__file__).parents[2]


def run(module_or_file: list[str], directory: Path, config: Path | None = None) -> subprocess.CompletedProcess[str]:
    context = {"config": str(config)} if config else {}
    environment = os.environ | {"CDK_CONTEXT_JSON": json.dumps(context), "CDK_OUTDIR": str(directory / "cdk.out")}
    return subprocess.run(
        [sys.executable, *module_or_file],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_app_ends_with_1_and_a_readable_line_on_a_bad_file(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_text("studios:\n  A:\n    netwrok: {}\n", encoding="utf-8")
    result = run(["app.py"], tmp_path, file)
    assert result.returncode == 1
    assert result.stderr.strip().endswith(f"{file}:3: studios.A.netwrok: unknown key, did you mean 'network'?")
    assert "Traceback" not in result.stdout + result.stderr


def test_app_ends_with_1_and_a_readable_line_on_what_the_cdk_refuses(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_text(
        "studios:\n  A:\n    auth: {mode: IDENTITY_CENTER}\n    groups:\n      'analysts ': BASIC\n",
        encoding="utf-8",
    )
    result = run(["app.py"], tmp_path, file)
    assert result.returncode == 1
    assert f"{file}:5: studios.A.groups.analysts : " in result.stderr
    assert "Traceback" not in result.stdout + result.stderr


def test_app_says_so_when_cdk_nag_is_off_and_summary_sums_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file.yaml"
    file.write_text("nag: false\n" + (ROOT / "config/minimal.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    result = run(["app.py"], tmp_path, file)
    assert result.returncode == 0, result.stderr
    assert "nag is false: cdk-nag checks nothing" in result.stderr

    monkeypatch.setattr(sys, "argv", ["summary", str(tmp_path / "cdk.out")])
    summary.main()
    printed = capsys.readouterr().out
    assert "role data-scientist" in printed
    assert "BASIC" in printed
    assert "EMR::Studio" in printed
    assert max(map(len, printed.splitlines())) <= 100


def test_summary_says_what_to_do_without_a_cloud_assembly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["summary", str(tmp_path)])
    with pytest.raises(SystemExit, match="no cloud assembly: run cdk synth first"):
        summary.main()


def test_summary_says_who_maps_people_where_the_stack_does_not(capsys: pytest.CaptureFixture[str]) -> None:
    [template] = templates_of("people-file").values()
    overview = overview_of(template)
    assert overview
    studio = summary.Synthesized(
        stack="Analytics", environment="", file=Path("Analytics.json"), resources=Counter(), overview=overview
    )
    Console(width=100).print(summary.render(studio))
    printed = capsys.readouterr().out
    assert "People are mapped by `emr-studio mappings apply`." in printed
