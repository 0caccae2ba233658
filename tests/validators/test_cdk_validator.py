"""The validator in the CDK, with its findings as errors, has nothing against the samples."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from conftest import FLAGS
from samples import SAMPLES

ROOT = Path(__file__).parents[2]
ACKNOWLEDGED = {"W3010"}  # zones by name; the reason stands beside the acknowledgement


def synthesize(what: str, directory: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CDK_")}
    return subprocess.run(
        [sys.executable, str(Path(__file__).with_name("synthesize.py")), str(directory), what],
        env=kept | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def reports(directory: Path) -> list[dict[str, Any]]:
    """What each validator said about an app."""
    report = json.loads((directory / "validation-report.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = report["pluginReports"]
    return found


def test_the_cdk_finds_nothing_in_any_sample(tmp_path: Path) -> None:
    assert FLAGS["@aws-cdk/core:validateAgainstDefaultRules"] is True
    result = synthesize("samples", tmp_path)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    said = [report for sample in SAMPLES for report in reports(tmp_path / sample)]
    assert [violation for report in said for violation in report["violations"]] == []
    assert {report["conclusion"] for report in said} == {"success"}
    suppressed = [rule for report in said for rule in report["suppressedViolations"]]
    assert {rule["ruleName"] for rule in suppressed} == ACKNOWLEDGED
    assert all(rule["reason"] for rule in suppressed)


def test_the_cdk_finds_a_mistake(tmp_path: Path) -> None:
    result = synthesize("mistake", tmp_path)
    assert result.returncode != 0
    said = [violation for report in reports(tmp_path / "mistake") for violation in report["violations"]]
    assert said
    assert all(violation["description"].startswith("VpcId: 'not a VPC'") for violation in said)
