"""The project that the start page tells, without a checkout: its files, and what the CDK CLI makes of them."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from conftest import ROOT

from emr_studio_constructs.app import schema

PAGE = (ROOT / "docs" / "start.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """The only block of the page in a language."""
    [found] = re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)
    return str(found)


def test_a_project_by_the_page_makes_a_studio(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(block("python"), encoding="utf-8")
    (tmp_path / "cdk.json").write_text(block("json"), encoding="utf-8")
    shutil.copy(ROOT / "config" / "minimal.yaml", tmp_path / "studio.yaml")
    [synth] = re.findall(r"^(cdk synth.*?)  +#", PAGE, flags=re.MULTILINE)
    command = [str(ROOT / "node_modules/.bin/cdk"), *synth.replace("FILE", "studio.yaml").split()[1:], "--quiet"]
    run = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "CI": "true"}, check=False, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    template = json.loads((tmp_path / "cdk.out" / "Analytics.template.json").read_text(encoding="utf-8"))
    assert "AWS::EMR::Studio" in {resource["Type"] for resource in template["Resources"].values()}
    assert "StudioUrl" in template["Outputs"]


def test_the_schema_comes_from_where_the_page_says() -> None:
    assert f"python3 -m {schema.__name__} config > schema.json" in PAGE
