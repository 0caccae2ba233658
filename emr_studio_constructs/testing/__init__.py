"""Assertions for the tests of stacks with Studios. Needs the extra `[testing]`."""

from importlib.util import find_spec

if _missing := [name for name in ("cfnlint", "syrupy") if find_spec(name) is None]:
    raise ModuleNotFoundError(
        f"emr_studio_constructs.testing needs {' and '.join(_missing)}: "
        "install the extra, pip install 'emr-studio-constructs[testing]'"
    )

from emr_studio_constructs.cfn import Resolver, Rule, identity_policies, resources, security_group_rules, the_only
from emr_studio_constructs.review.use_cases import UseCase

from .access import assert_allows, assert_refuses
from .no_replacement import assert_no_replacement
from .snapshot import TemplateSnapshotExtension

__all__ = [
    "Resolver",
    "Rule",
    "TemplateSnapshotExtension",
    "UseCase",
    "assert_allows",
    "assert_no_replacement",
    "assert_refuses",
    "identity_policies",
    "resources",
    "security_group_rules",
    "the_only",
]
