"""The package as a consumer has it: the wheel with its extras, stacks by the README, tests by the page on testing."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import aws_cdk
import pytest
from conftest import ROOT
from installed import build_wheel, install


@dataclass(frozen=True)
class Consumer:
    """Somebody's project, with the Python that has the wheel."""

    project: Path
    python: Path

    def run(self, *arguments: str) -> str:
        """What a command says that has to succeed."""
        run = subprocess.run(
            [str(self.python), *arguments], cwd=self.project, check=False, capture_output=True, text=True
        )
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout


def blocks(page: str) -> list[str]:
    """The Python of a page."""
    return re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.fixture(scope="module")
def consumer(tmp_path_factory: pytest.TempPathFactory) -> Consumer:
    python = install(build_wheel(tmp_path_factory.mktemp("dist")), tmp_path_factory.mktemp("venv"))
    # What the wheel and its extras need is served by this environment; of the checkout itself, that says nothing.
    (site_packages,) = (python.parents[1] / "lib").glob("python*/site-packages")
    (site_packages / "needed.pth").write_text(str(Path(aws_cdk.__file__).parents[1]), encoding="utf-8")
    project = tmp_path_factory.mktemp("project")
    for number, block in enumerate(blocks("README.md")):
        (project / f"readme_{number}.py").write_text(block, encoding="utf-8")
    shutil.copy(ROOT / "examples/tested_stack/analytics_stack.py", project)
    shutil.copy(ROOT / "examples/tested_stack/deployed.json", project)
    (project / "test_analytics.py").write_text("".join(blocks("docs/testing.md")), encoding="utf-8")
    return Consumer(project, python)


def test_what_runs_is_the_wheel(consumer: Consumer) -> None:
    found = consumer.run("-c", "import emr_studio_constructs; print(emr_studio_constructs.__file__)")
    assert Path(found.strip()).is_relative_to(consumer.python.parents[1])


def test_stacks_of_the_readme_run(consumer: Consumer) -> None:
    stacks = sorted(consumer.project.glob("readme_*.py"))
    assert len(stacks) >= 2
    for stack in stacks:
        consumer.run(stack.name)


def test_tests_by_the_page_pass(consumer: Consumer) -> None:
    consumer.run("-m", "pytest", "-q", "--snapshot-update")
    consumer.run("-m", "pytest", "-q")


def test_command_line_starts(consumer: Consumer) -> None:
    assert "guard" in consumer.run(str(consumer.python.parent / "emr-studio"), "--help")


def test_mypy_finds_nothing_in_what_they_wrote(consumer: Consumer) -> None:
    # In a cache of its own: one of both would be made anew for each, since the package is at two places.
    cache = os.fspath(ROOT / ".mypy_cache" / "consumer")
    consumer.run("-m", "mypy", "--strict", f"--cache-dir={cache}", ".")
