"""The page of everything, made once."""

from pathlib import Path

import pytest

from emr_studio_constructs.ops.main import run
from ops.report.assemblies import assembly_of


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of all Studios of `config/everything.yaml`."""
    directory = tmp_path_factory.mktemp("everything")
    assembly_of("everything", directory / "cdk.out")
    page = directory / "report.html"
    assert run(["report", str(directory / "cdk.out"), "-o", str(page)]) == 0
    return page
