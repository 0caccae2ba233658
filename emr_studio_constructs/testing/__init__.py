"""Assertions for the tests of stacks with Studios. Needs the extra `[testing]`."""

from importlib.util import find_spec

if find_spec("cfnlint") is None:
    raise ModuleNotFoundError(
        "emr_studio_constructs.testing needs cfnlint: install the extra, pip install 'emr-studio-constructs[testing]'"
    )

from .no_replacement import assert_no_replacement

__all__ = ["assert_no_replacement"]
