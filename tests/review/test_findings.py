from pathlib import Path

import pytest
from aws_cdk import App
from conftest import FLAGS
from samples import SAMPLES, stacks_of

from emr_studio_constructs.app.main import check_with_nag
from emr_studio_constructs.cfn import SynthesizedStack
from emr_studio_constructs.review.finding import Finding, Severity
from emr_studio_constructs.review.findings import RULES, findings_of
from emr_studio_constructs.review.records import Record, records_in
from emr_studio_constructs.review.rules.unknown import conditions_are_known
from emr_studio_constructs.review.studio import ReviewedStudio, studios_of
from review.breaks import BREAKS, Break, Found
from review.by_hand import by_hand, reviewed, statements_of
from review.reviewed import studios_in

# What a sample says of itself stays to be read.
ANNOTATION = "emr-studio-constructs:"


def open_findings(studio: ReviewedStudio, *records: Record) -> list[Finding]:
    return [each for each in findings_of(studio, records) if each.severity is not Severity.ACCEPTED]


@pytest.mark.parametrize("sample", SAMPLES)
def test_nothing_is_open_about_a_sample_as_its_synthesis_records_it(sample: str, tmp_path: Path) -> None:
    app = App(context=FLAGS, outdir=str(tmp_path))
    check_with_nag(app, stacks_of(sample, app))
    app.synth()
    records = records_in(tmp_path)
    assert len(records) > len(SAMPLES)
    found = [each for studio in studios_in(sample) for each in open_findings(studio, *records)]
    assert [each for each in found if not each.rule.startswith(ANNOTATION)] == []


def test_without_records_the_data_that_a_config_names_are_open() -> None:
    found = {each.what for sample in SAMPLES for studio in studios_in(sample) for each in open_findings(studio)}
    assert found == {
        "the statement AllowReadingData is about arn:aws:s3:::example-lake/sales/*",
        "the statement AllowReadingData is about arn:aws:s3:::example-scratch/*",
        "the statement AllowWritingData is about arn:aws:s3:::example-scratch/*",
        "the statement AllowReadingReports is about arn:aws:s3:::example-reports/*",
    }


def test_what_is_accepted_of_a_sample_has_its_reason() -> None:
    studio, *_ = studios_in("identity-center")
    accepted = findings_of(studio)
    assert {each.severity for each in accepted} == {Severity.ACCEPTED}
    assert "People make Workspaces, whose ids nobody knows before." in {each.why for each in accepted}
    assert [each for each in accepted if len(each.why) < 30 or each.fix] == []


def test_the_service_role_alone_may_be_passed_to_any_service() -> None:
    studio, *_ = studios_in("identity-center")
    passed = [each for each in findings_of(studio) if "passes roles to any service" in each.what]
    assert {each.severity for each in passed} == {Severity.ACCEPTED}
    assert len(passed) == 3, "one for each tier"


def test_nothing_is_open_about_a_good_template_by_hand() -> None:
    assert open_findings(reviewed(by_hand())) == []


def test_the_user_role_is_accepted_without_a_source() -> None:
    (finding,) = findings_of(reviewed(by_hand()))
    assert (finding.severity, finding.where) == (Severity.ACCEPTED, "UserRole")
    assert "locks everybody out" in finding.why


@pytest.mark.parametrize(("change", "expected"), BREAKS.values(), ids=BREAKS)
def test_what_is_broken_is_found(change: Break, expected: Found) -> None:
    resources = by_hand()
    change(resources)
    found = open_findings(reviewed(resources))
    severity, where, what = expected
    assert any((each.severity, each.where) == (severity, where) and what in each.what for each in found), found


@pytest.mark.parametrize(("change", "expected"), BREAKS.values(), ids=BREAKS)
def test_what_is_found_says_why_and_what_to_do(change: Break, expected: Found) -> None:
    resources = by_hand()
    change(resources)
    assert [each for each in open_findings(reviewed(resources)) if not (each.why and each.fix)] == [], expected


def test_every_rule_finds_something() -> None:
    silent = []
    for rule in RULES:
        found = []
        for change, _ in BREAKS.values():
            change(resources := by_hand())
            found += [each for each in rule(reviewed(resources)) if each.severity is not Severity.ACCEPTED]
        silent += [] if found else [rule]
    # Of conditions, which are no resources, a test of its own follows.
    assert silent == [conditions_are_known]


@pytest.mark.parametrize(
    ("rule", "default", "found"),
    [
        (
            {"Fn::Equals": [{"Ref": "Stage"}, "prod"]},
            {},
            ["C is taken not to hold, and depends on Stage"],
        ),
        ({"Fn::Not": [{"Condition": "D"}]}, {"Default": "prod"}, ["taken not to hold", "condition D is taken to hold"]),
        ({"Fn::Equals": [{"Ref": "AWS::Region"}, "eu-west-1"]}, {}, []),
    ],
)
def test_a_condition_that_only_the_deploy_knows_is_found(
    rule: dict[str, object], default: dict[str, str], found: list[str]
) -> None:
    conditions = {"C": rule, **({"D": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}} if default else {})}
    parameters = {"Stage": {"Type": "String", **default}}
    template = {"Parameters": parameters, "Conditions": conditions, "Resources": by_hand()}
    (studio,) = studios_of([SynthesizedStack(name="Hand", template=template)])
    said = [each.what for each in open_findings(studio) if each.where == "Hand"]
    assert len(said) == len(found)
    assert all(part in what for part, what in zip(found, said, strict=True))


def test_a_parameter_that_the_outer_stack_gives_is_known() -> None:
    inner = {
        "Parameters": {"Stage": {"Type": "String"}},
        "Conditions": {"C": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}},
        "Resources": by_hand(),
    }
    nested = {"Type": "AWS::CloudFormation::Stack", "Properties": {"Parameters": {"Stage": "prod"}}}
    parts = {"Inner": SynthesizedStack(name="Inner", template=inner)}
    (studio,) = studios_of([SynthesizedStack(name="Outer", template={"Resources": {"Inner": nested}}, nested=parts)])
    assert open_findings(studio) == []


def test_a_policy_that_cannot_be_judged_is_found_once() -> None:
    resources = by_hand()
    BREAKS["a key's policy that IAM refuses"][0](resources)
    assert len([each for each in open_findings(reviewed(resources)) if "arn:aws:iam::*:root" in each.what]) == 1


def test_statements_of_other_services_are_no_policies() -> None:
    resources = by_hand()
    limit = {"Name": "x", "Statement": {"RateBasedStatement": {"Limit": 100}}}
    resources["Firewall"] = {"Type": "AWS::WAFv2::WebACL", "Properties": {"Rules": [limit]}}
    assert open_findings(reviewed(resources)) == []


def test_the_worst_comes_first() -> None:
    resources = by_hand()
    for name in ("no versions", "public by policy", "one zone"):
        BREAKS[name][0](resources)
    severities = [each.severity for each in findings_of(reviewed(resources))]
    assert severities == [Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.ACCEPTED]


SECRETS = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:*"
TAGGED = {"StringEquals": {"aws:ResourceTag/for-use-with-amazon-emr-managed-policies": "true"}}


@pytest.mark.parametrize(
    ("condition", "severity"), [(TAGGED, Severity.ACCEPTED), ({}, Severity.LOW)], ids=["with it", "without it"]
)
def test_a_reason_holds_with_the_conditions_of_its_row(condition: dict[str, object], severity: Severity) -> None:
    resources = by_hand()
    statement = {
        "Effect": "Allow",
        "Action": "secretsmanager:GetSecretValue",
        "Resource": SECRETS,
        "Condition": condition,
    }
    statements_of(resources, "SessionPolicy").append(statement)
    assert [each.severity for each in findings_of(reviewed(resources)) if SECRETS in each.what] == [severity]


@pytest.mark.parametrize(
    ("objects", "severity"),
    [("bucket/team/*", Severity.ACCEPTED), ("bucket/*", Severity.LOW), ("other/*", Severity.LOW)],
)
def test_a_reason_for_notebooks_holds_in_the_place_of_the_studio(objects: str, severity: Severity) -> None:
    resources = by_hand()
    resources["Bucket"]["Properties"]["BucketName"] = "bucket"
    statement = {
        "Effect": "Allow",
        "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
        "Resource": f"arn:aws:s3:::{objects}",
        "Condition": {"StringEquals": {"aws:ResourceAccount": "111122223333"}},
    }
    statements_of(resources, "SessionPolicy").append(statement)
    assert [each.severity for each in findings_of(reviewed(resources)) if objects in each.what] == [severity]


def test_a_reason_does_not_hold_for_other_actions() -> None:
    resources = by_hand()
    resource = "arn:aws:elasticmapreduce:eu-west-1:111122223333:cluster/*"
    actions = ["elasticmapreduce:DescribeCluster", "elasticmapreduce:PutAutoScalingPolicy"]
    statements_of(resources, "SessionPolicy").append({"Effect": "Allow", "Action": actions, "Resource": resource})
    assert [each.severity for each in findings_of(reviewed(resources)) if resource in each.what] == [Severity.LOW]


@pytest.mark.parametrize("logical_id", ["Key", "BucketPolicy"])
def test_what_is_for_everybody_under_a_condition_is_not_for_the_public(logical_id: str) -> None:
    resources = by_hand()
    condition = {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}
    statement = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": condition}
    statements_of(resources, logical_id).append(statement)
    found = open_findings(reviewed(resources))
    assert [each.what for each in found if each.severity is Severity.HIGH] == []


def test_a_key_that_kms_cannot_rotate_need_not_rotate() -> None:
    resources = by_hand()
    resources["Signing"] = {**resources["Key"], "Properties": {**resources["Key"]["Properties"], "KeySpec": "RSA_2048"}}
    resources["Signing"]["Properties"]["EnableKeyRotation"] = False
    assert open_findings(reviewed(resources)) == []
