"""cfn-lint and the CDK's validator, which looks at stacks alone, find nothing in the ready-made cluster template."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cfnlint.api import lint
from cfnlint.config import ManualArgs
from conftest import new_app, new_stack
from template_files import a_template

from emr_studio_constructs import ClusterRoles, ClusterTemplates, SparkClusterTemplate

Json = dict[str, Any]
ROOT = Path(__file__).parents[2]
REGIONS = ["eu-west-1", "us-east-1", "cn-north-1", "us-gov-west-1"]


@cache
def ready_made(region: str | None, *, full: bool) -> str:
    """The template as it is uploaded, with the defaults alone or with every choice."""
    app = new_app()
    stack = new_stack(app, region=region)
    choices: Json = {
        "log_uri": "s3://example-logs/emr/",
        "security_configuration": "identity-center",
        "cluster_tags": {"team": "data"},
    }
    roles = ClusterRoles(stack, "ClusterRoles", role_path="/emr/" if full else None)
    spark = SparkClusterTemplate(stack, "Spark", roles=roles, **(choices if full else {}))
    ClusterTemplates(stack, "Templates", templates={"spark": spark}, provider_name="Data platform")
    (file,) = Path(app.synth().directory).glob("*.product.template.json")
    return file.read_text(encoding="utf-8")


def findings(template: str) -> list[tuple[str, str]]:
    """What cfn-lint finds, hints included."""
    matches = lint(template, config=ManualArgs(regions=list(REGIONS), include_checks=["I"]))
    return [(match.rule.id, match.message) for match in matches]


def validated(template: str, directory: Path) -> tuple[int, list[str]]:
    """How the synthesis of a stack with the template ends, and what the CDK's validator says."""
    file, kept = directory / "template.json", {n: v for n, v in os.environ.items() if not n.startswith("CDK_")}
    file.write_text(template, encoding="utf-8")
    script = Path(__file__).with_name("synthesize_template.py")
    result = subprocess.run(
        [sys.executable, str(script), str(directory / "out"), str(file)],
        env=kept | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=300,
        check=False,
    )
    report = json.loads((directory / "out" / "validation-report.json").read_text(encoding="utf-8"))
    violations = [violation for plugin in report["pluginReports"] for violation in plugin["violations"]]
    return result.returncode, [violation["description"] for violation in violations]


@pytest.mark.parametrize("full", [False, True], ids=["defaults", "every choice"])
@pytest.mark.parametrize("region", ["eu-west-1", None], ids=["a Region", "any Region"])
def test_cfn_lint_finds_nothing(region: str | None, full: bool) -> None:  # noqa: FBT001  # a case of the test
    # The CDK writes Fn::Join, never Fn::Sub.
    assert [finding for finding in findings(ready_made(region, full=full)) if finding[0] != "I1022"] == []


def test_the_cdk_finds_nothing(tmp_path: Path) -> None:
    assert validated(ready_made(None, full=True), tmp_path) == (0, [])


def test_both_find_a_mistake(tmp_path: Path) -> None:
    mistaken = json.dumps(a_template(cluster={"ReleaseLabel": 7, "Nmae": "x"}))
    assert "E3002" in [rule for rule, _ in findings(mistaken)]
    code, said = validated(mistaken, tmp_path)
    assert (code != 0, said != []) == (True, True)
