import json
import os
import subprocess
import sys
from pathlib import Path

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


def test_app_says_so_when_cdk_nag_is_off(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_text("nag: false\n" + (ROOT / "config/minimal.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    result = run(["app.py"], tmp_path, file)
    assert result.returncode == 0, result.stderr
    assert "nag is false: cdk-nag checks nothing" in result.stderr
