"""What the test kit says where its extra is not installed."""

import importlib
import sys

import pytest

from emr_studio_constructs import testing


@pytest.mark.parametrize(
    ("lacking", "named"),
    [(["cfnlint"], "cfnlint"), (["syrupy"], "syrupy"), (["cfnlint", "syrupy"], "cfnlint and syrupy")],
)
def test_without_the_extra_it_is_said_what_to_install(
    lacking: list[str], named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in lacking:
        monkeypatch.setitem(sys.modules, name, None)
    fix = rf"testing needs {named}: install the extra, pip install 'emr-studio-constructs\[testing\]'"
    with pytest.raises(ModuleNotFoundError, match=fix):
        importlib.reload(testing)
