"""Templates as snapshots."""

import json
from pathlib import Path

import pytest
from aws_cdk import aws_lambda as lambda_
from aws_cdk.assertions import Template
from conftest import Json, new_stack

from emr_studio_constructs.testing import TemplateSnapshotExtension, assert_no_replacement


@pytest.fixture(scope="module")
def function() -> Template:
    """A stack with a function: its code is an asset, and its deploy looks at the bootstrap version."""
    stack = new_stack()
    lambda_.Function(
        stack,
        "Function",
        runtime=lambda_.Runtime.PYTHON_3_13,
        handler="index.handler",
        code=lambda_.Code.from_asset(str(Path(__file__).parent)),
    )
    return Template.from_stack(stack)


def written(data: Json | Template) -> str:
    return str(TemplateSnapshotExtension().serialize(data))


def test_a_template_reads_the_same_as_a_dict(function: Template) -> None:
    assert written(function) == written(dict(function.to_json()))


def test_what_the_cdk_alone_changes_is_left_out(function: Template) -> None:
    template = dict(function.to_json())
    assert "BootstrapVersion" in template["Parameters"]
    content = json.loads(written(template))
    assert set(content) == {"Resources"}
    (code,) = [each["Properties"]["Code"] for each in content["Resources"].values() if "Code" in each["Properties"]]
    assert code["S3Key"] == "<hash>.zip"


def test_parameters_and_rules_of_ones_own_stay() -> None:
    own = {"Parameters": {"Vpc": {"Type": "String"}}, "Resources": {}, "Rules": {"Mine": {"Assertions": []}}}
    assert json.loads(written(own)) == own


def test_the_order_of_keys_makes_no_difference() -> None:
    topic, queue = {"Type": "AWS::SNS::Topic"}, {"Type": "AWS::SQS::Queue"}
    one = {"Resources": {"Topic": topic, "Queue": queue}}
    other = {"Resources": {"Queue": queue, "Topic": topic}}
    assert written(one) == written(other)


def test_any_other_change_makes_one() -> None:
    before = {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}
    after = {"Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "News"}}}}
    assert written(before) != written(after)


def test_several_templates_go_by_name(function: Template) -> None:
    both = {"One": function, "Other": {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}}
    content = json.loads(written(both))
    assert set(content["One"]) == set(content["Other"]) == {"Resources"}
    assert content["One"] == json.loads(written(function))


def test_a_snapshot_is_a_template_for_the_other_assertions(function: Template, tmp_path: Path) -> None:
    committed = tmp_path / "snapshot.json"
    committed.write_text(written(function), encoding="utf-8")
    assert_no_replacement(committed, function)
