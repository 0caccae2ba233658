"""The tests of the example `tested_stack` pass as they are, and each notices what it is there for."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

EXAMPLE = ROOT / "examples" / "tested_stack"
SNAPSHOT = "nothing_moved_that_was_not_meant_to"
# what is written in place of what, and who notices
MISTAKES = {
    "a tier too high": ("Tier.BASIC", "Tier.ADVANCED", {SNAPSHOT, "engineers_query_with_athena_and_alice_does_not"}),
    "another VPC": ("vpc-0a1b2c3d4e5f60718", "vpc-0123456789abcdef0", {SNAPSHOT, "the_next_deploy_replaces_nothing"}),
    "a description": ("vpc=vpc,", 'vpc=vpc, description="Notebooks",', {SNAPSHOT}),
}


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "tested_stack", ignore=shutil.ignore_patterns("__pycache__")))


def failures(directory: Path) -> set[str]:
    """The tests that fail in a directory."""
    command = [sys.executable, "-m", "pytest", "-q", "-rf", "-p", "no:cacheprovider"]
    run = subprocess.run(command, cwd=directory, check=False, capture_output=True, text=True)
    assert run.returncode in (0, 1), run.stdout + run.stderr
    assert " passed" in run.stdout or " failed" in run.stdout
    return set(re.findall(r"^FAILED \S+::test_(\w+)", run.stdout, flags=re.MULTILINE))


def test_they_pass(example: Path) -> None:
    assert failures(example) == set()


@pytest.mark.parametrize("mistake", MISTAKES)
def test_they_notice(mistake: str, example: Path) -> None:
    file, (right, wrong, noticed_by) = example / "analytics_stack.py", MISTAKES[mistake]
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong), encoding="utf-8")
    assert failures(example) == noticed_by
