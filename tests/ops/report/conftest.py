"""The page of everything, made once, and a browser, started once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from emr_studio_constructs.ops.main import run
from ops.report.assemblies import assembly_of
from ops.report.browser import Browser


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of all Studios of `config/everything.yaml`."""
    directory = tmp_path_factory.mktemp("everything")
    assembly_of("everything", directory / "cdk.out")
    page = directory / "report.html"
    assert run(["report", str(directory / "cdk.out"), "-o", str(page)]) == 0
    return page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with Browser.started() as browser:
        yield browser
