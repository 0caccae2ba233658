"""The package as others install it."""

import subprocess
import zipfile
from pathlib import Path

import aws_cdk
import pytest
from installed import build_wheel, install

USE_IT = """
import sys
import emr_studio_constructs as library
from aws_cdk import App, Stack
library.EmrStudio(Stack(App(), "Stack"), "Studio")
extras = {"pydantic", "yaml", "cdk_nag", "rich", "boto3", "typer"} & set(sys.modules)
assert not extras, extras
print(library.__file__)
"""

FORBID_EXTRAS = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"pydantic", "yaml", "cdk_nag", "rich", "boto3", "typer"}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Refuse())
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("dist"))


def test_wheel_holds_the_package_its_types_and_its_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "emr_studio_constructs/py.typed" in names
    assert "emr_studio_constructs/handlers/session_mapping.py" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"emr_studio_constructs"}


def test_wheel_needs_the_cdk_alone(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    metadata = archive.read(next(name for name in archive.namelist() if name.endswith("METADATA"))).decode()
    required = [line.split(" ", 1)[1] for line in metadata.splitlines() if line.startswith("Requires-Dist:")]
    assert [need for need in required if "extra ==" not in need] == ["aws-cdk-lib<3,>=2.274", "constructs<11,>=10.5"]


def test_wheel_works_in_a_clean_environment_without_any_extra(wheel: Path, tmp_path: Path) -> None:
    python = install(wheel, tmp_path / "venv")
    # The CDK of this environment serves the clean one, extras are refused: nothing is downloaded by a test.
    cdk = str(Path(aws_cdk.__file__).parent.parent)
    code = FORBID_EXTRAS + f"sys.path.append({cdk!r})\n" + USE_IT
    run = subprocess.run([python, "-I", "-c", code], check=False, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert str(tmp_path) in run.stdout
