"""How every command ends, and what it says then."""

import re
import subprocess
import sys
from importlib.metadata import entry_points

import pytest

from emr_studio_constructs import ops
from emr_studio_constructs.ops.main import run
from emr_studio_constructs.ops.screen import out

WITHOUT = """
import sys
sys.modules[sys.argv[1]] = None
from emr_studio_constructs.ops import start
start()
"""


def test_help_ends_with_0_and_names_every_command_in_the_order_of_a_studios_life(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["--help"]) == 0
    commands = re.findall(r"^│ ([a-z][a-z-]*) ", capsys.readouterr().out, re.MULTILINE)
    assert commands == ["preflight", "guard", "cost", "report", "doctor", "mappings", "teardown-check"]


@pytest.mark.parametrize(
    "arguments", [["nothing"], ["doctor"], ["mappings", "plan", "x", "--all"], ["doctor", "es-1", "-o", "xml"]]
)
def test_wrong_usage_ends_with_1_since_2_says_that_something_differs(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 1
    said = capsys.readouterr()
    assert "Usage: emr-studio" in said.err
    assert said.out == ""


def test_a_file_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["preflight", "nowhere.yaml"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "nowhere.yaml: no such file or directory: name a file that is there"
    ]


def test_without_credentials_one_line_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "es-1234567890ABCDEF", "--region", "eu-west-1"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "no AWS credentials are found: sign in, or name a profile by --profile"
    ]


def test_without_a_region_one_line_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)
    assert run(["doctor", "es-1234567890ABCDEF"]) == 1
    assert capsys.readouterr().err.startswith("no Region is known: give --region")


def test_names_are_shown_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    out().print("team:fire:ops [bold]")
    assert capsys.readouterr().out == "team:fire:ops [bold]\n"


def test_the_script_says_which_extra_is_missing() -> None:
    done = start_without("typer")
    assert done.returncode == 1
    assert done.stderr.strip() == "emr-studio needs typer: install the extra, pip install 'emr-studio-constructs[ops]'"


def test_a_part_of_the_package_that_is_missing_is_not_taken_for_an_extra() -> None:
    done = start_without("emr_studio_constructs.ops.guard")
    assert done.returncode == 1
    assert "ModuleNotFoundError" in done.stderr
    assert "install the extra" not in done.stderr


def start_without(module: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", WITHOUT, module], check=False, capture_output=True, text=True)


def test_the_script_is_installed() -> None:
    [script] = entry_points(group="console_scripts", name="emr-studio")
    assert script.load() is ops.start
