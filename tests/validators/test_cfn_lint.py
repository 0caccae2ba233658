"""cfn-lint finds nothing in the templates of the samples, with the resource types of Regions in three partitions."""

import json
from functools import cache

import pytest
from cfnlint.api import lint
from cfnlint.config import ManualArgs
from samples import SAMPLES, templates_of

REGIONS = ["eu-west-1", "us-east-1", "cn-north-1", "us-gov-west-1"]
# The type that other Regions lack is refused there by name.
WITH_ENDPOINTS = ["eu-west-1", "us-east-1"]
IGNORED = {
    "I1022": "The CDK writes Fn::Join, never Fn::Sub.",
    "W3005": "A dependency on a construct names all its resources, also those that are referenced anyway.",
    "W3010": "Zones are named in the template where the caller names them, or the CDK has looked them up.",
}


def findings(template: dict[str, object]) -> list[tuple[str, str]]:
    """What cfn-lint finds, hints included: rule, and where and why."""
    text = json.dumps(template)
    regions = WITH_ENDPOINTS if "AWS::EMRContainers::Endpoint" in text else REGIONS
    matches = lint(text, config=ManualArgs(regions=list(regions), include_checks=["I"]))
    return [(match.rule.id, f"{'/'.join(map(str, match.path))}: {match.message}") for match in matches]


@cache
def findings_of(sample: str) -> list[tuple[str, str]]:
    return [finding for template in templates_of(sample).values() for finding in findings(template)]


def resource(resource_type: str, **properties: object) -> dict[str, object]:
    return {"Resources": {"It": {"Type": resource_type, "Properties": properties}}}


@pytest.mark.parametrize("sample", SAMPLES)
def test_cfn_lint_finds_nothing(sample: str) -> None:
    assert [finding for finding in findings_of(sample) if finding[0] not in IGNORED] == []


def test_every_ignored_rule_is_one_that_finds_something() -> None:
    found = {rule for sample in SAMPLES for rule, _ in findings_of(sample)}
    assert set(IGNORED) - found == set()


@pytest.mark.parametrize(
    ("rule", "template"),
    [
        ("E3002", resource("AWS::S3::Bucket", BucketNaem="a-bucket")),
        ("E3006", resource("AWS::AppRunner::VpcConnector", Subnets=["subnet-0123456789abcdef0"])),
    ],
    ids=["an unknown property", "a type that China lacks"],
)
def test_cfn_lint_sees(rule: str, template: dict[str, object]) -> None:
    assert rule in [found for found, _ in findings(template)]
