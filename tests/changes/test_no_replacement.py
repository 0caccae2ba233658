"""The assertion for the tests of those who use the library."""

import json
from pathlib import Path

import pytest
from aws_cdk.assertions import Template
from changing import STUDIO, a_studio_with_people, changed, the
from conftest import Json, new_stack, new_studio

from emr_studio_constructs import IamAuth, IdentityCenterAuth
from emr_studio_constructs.changes import Loss
from emr_studio_constructs.testing import assert_no_replacement


def test_what_changes_in_place_passes() -> None:
    before = a_studio_with_people()
    assert_no_replacement(before, changed(before, the(before, STUDIO), Name="another"))


def test_a_replaced_studio_fails_with_reason_and_cost() -> None:
    before = a_studio_with_people()
    with pytest.raises(AssertionError) as failed:
        assert_no_replacement(before, changed(before, the(before, STUDIO), AuthMode="IAM"))
    lines = str(failed.value).splitlines()
    assert lines[0].startswith(f"REPLACE {STUDIO} ")
    assert "  because AuthMode cannot change in place" in lines
    assert any(line.startswith("  people get a new URL") for line in lines)
    assert lines[-1] == "allow=['REPLACEMENT'] lets losses pass"


def test_what_is_allowed_passes_and_a_failing_deploy_never() -> None:
    before = a_studio_with_people()
    studio = the(before, STUDIO)
    assert_no_replacement(before, changed(before, studio, AuthMode="IAM"), allow=["REPLACEMENT"])
    fewer = changed(before, studio, SubnetIds=before["Resources"][studio]["Properties"]["SubnetIds"][:1])
    with pytest.raises(AssertionError, match="SubnetIds loses 1 of 2 subnets") as failed:
        assert_no_replacement(before, fewer, allow=["REPLACEMENT"])
    assert "allow" not in str(failed.value)


def test_an_unknown_loss_cannot_be_allowed() -> None:
    with pytest.raises(ValueError, match="allow must be of REPLACEMENT, DELETION, NOTEBOOKS, got 'REPLACE'"):
        assert_no_replacement({}, {}, allow=["REPLACE"])


def test_a_committed_file_is_compared_with_a_stack(tmp_path: Path) -> None:
    def template(auth: IamAuth | IdentityCenterAuth) -> Template:
        stack = new_stack()
        new_studio(stack, auth=auth)
        return Template.from_stack(stack)

    committed = tmp_path / "deployed.json"
    committed.write_text(json.dumps(template(IamAuth()).to_json()), encoding="utf-8")
    assert_no_replacement(committed, template(IamAuth()))
    assert_no_replacement(str(committed), committed)
    with pytest.raises(AssertionError, match="AuthMode"):
        assert_no_replacement(committed, template(IdentityCenterAuth()))


@pytest.mark.parametrize(
    "text", ["Resources: {Topic: {Type: AWS::SNS::Topic}}", '"Resources: {Topic: {Type: AWS::SNS::Topic}}"']
)
def test_a_file_may_be_in_yaml_as_the_aws_cli_writes_it_or_not(tmp_path: Path, text: str) -> None:
    file = tmp_path / "deployed"
    file.write_text(text, encoding="utf-8")
    assert_no_replacement(file, {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}})
    with pytest.raises(AssertionError, match="it was AWS::SNS::Topic"):
        assert_no_replacement(file, {"Resources": {"Topic": {"Type": "AWS::SQS::Queue"}}})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no such file or directory"),
        ("[]", "a template is an object with Resources"),
        ('{"TemplateBody": {}}', "it has no Resources"),
    ],
)
def test_a_file_without_a_template_is_named(tmp_path: Path, content: str | None, said: str) -> None:
    file = tmp_path / "deployed.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=f"^{file}: {said}: write a template by `aws cloudformation get-template "):
        assert_no_replacement(file, {"Resources": {}})


def test_a_nested_stack_with_another_template_fails_since_nobody_read_it() -> None:
    def outer(url: str, **properties: str) -> Json:
        nested = {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": url, **properties}}
        return {"Resources": {"Inner": nested}}

    assert_no_replacement(outer("old"), outer("old", TimeoutInMinutes="5"))
    assert_no_replacement({"Resources": {}}, outer("new"))
    with pytest.raises(AssertionError) as failed:
        assert_no_replacement(outer("old"), outer("new"), allow=list(Loss))
    assert str(failed.value) == (
        "nested stack Inner has another template, which is not read here: ask `emr-studio guard`"
    )


def test_a_moved_resource_says_where_to() -> None:
    bucket = {"Type": "AWS::S3::Bucket", "Properties": {}, "DeletionPolicy": "Retain"}
    with pytest.raises(AssertionError, match="MOVE AWS::S3::Bucket Old to New"):
        assert_no_replacement({"Resources": {"Old": bucket}}, {"Resources": {"New": bucket}})
