"""The tests of a stack with a Studio: nothing moved, nobody may do more than was meant, nobody loses anything.

Run by `pytest`, with `pip install 'emr-studio-constructs[testing]'`.
"""

from functools import cache
from pathlib import Path

from analytics_stack import AnalyticsStack
from aws_cdk import App
from aws_cdk.assertions import Template
from syrupy.assertion import SnapshotAssertion

from emr_studio_constructs.testing import (
    TemplateSnapshotExtension,
    UseCase,
    assert_allows,
    assert_no_replacement,
    assert_refuses,
)

# What is deployed, as `aws cloudformation get-template --template-stage Original --query TemplateBody` writes it.
DEPLOYED = Path(__file__).parent / "deployed.json"


@cache
def template() -> Template:
    """The stack's template, made once for all tests."""
    return Template.from_stack(AnalyticsStack(App(), "Analytics"))


def test_nothing_moved_that_was_not_meant_to(snapshot: SnapshotAssertion) -> None:
    assert template() == snapshot(extension_class=TemplateSnapshotExtension)


def test_the_next_deploy_replaces_nothing() -> None:
    assert_no_replacement(DEPLOYED, template())


def test_engineers_query_with_athena_and_alice_does_not() -> None:
    assert_allows(template(), person="data-engineers", use_case=UseCase.USE_ATHENA)
    assert_refuses(template(), person="alice@example.com", use_case=UseCase.USE_ATHENA)
