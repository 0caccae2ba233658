import json
from pathlib import Path

import pytest

from emr_studio_constructs.review.finding import Finding, Severity
from emr_studio_constructs.review.findings import findings_of
from emr_studio_constructs.review.records import records_in
from review.by_hand import by_hand, reviewed, statements_of


def assembly(directory: Path, **report: object) -> Path:
    """An assembly of the stack `Hand`, in which the CDK and a plug-in have recorded something."""
    metadata = {
        "/Hand/Another/Resource": [{"type": "aws:cdk:logicalId", "data": "Another"}],
        "/Hand/Policy/Resource": [{"type": "aws:cdk:logicalId", "data": "SessionPolicy"}],
        "/Hand/Bucket": [{"type": "aws:cdk:warning", "data": "be careful [ack: some:id]"}],
        "/Other/Bucket": [{"type": "aws:cdk:info", "data": "of another stack"}],
    }
    files = {
        "manifest.json": {
            "artifacts": {
                "Hand": {
                    "type": "aws:cloudformation:stack",
                    "additionalMetadataFile": "Hand.metadata.json",
                    "metadata": {"/Hand/Key": [{"type": "aws:cdk:info", "data": "good to know"}]},
                },
                "Stage": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "stage"}},
                "Tree": {"type": "cdk:tree"},
            }
        },
        "Hand.metadata.json": {path: entry for path, entry in metadata.items() if path.startswith("/Hand")},
        "stage/manifest.json": {
            "artifacts": {
                "Other": {
                    "type": "aws:cloudformation:stack",
                    "metadata": {path: entry for path, entry in metadata.items() if path.startswith("/Other")},
                }
            }
        },
        "validation-report.json": {"pluginReports": [{"pluginName": "Nag", "violations": [], **report}]},
    }
    for name, content in files.items():
        (directory / name).parent.mkdir(exist_ok=True)
        (directory / name).write_text(json.dumps(content), encoding="utf-8")
    return directory


def open_findings(directory: Path) -> list[Finding]:
    found = findings_of(reviewed(by_hand()), records_in(directory))
    return [each for each in found if each.severity is not Severity.ACCEPTED]


def violation(rule: str, path: str, **more: str) -> dict[str, object]:
    description = "It is bad - (Control IDs: AC-4(21), CM-7b)."
    return {"ruleName": rule, "description": description, "violatingConstructs": [{"constructPath": path}], **more}


def test_annotations_of_the_stack_are_findings(tmp_path: Path) -> None:
    found = open_findings(assembly(tmp_path))
    assert [(each.severity, each.where, each.what, each.rule) for each in found] == [
        (Severity.MEDIUM, "Hand/Bucket", "be careful", "some:id"),
        (Severity.LOW, "Hand/Key", "good to know", ""),
    ]


def test_an_assembly_without_a_report_has_annotations_alone(tmp_path: Path) -> None:
    (assembly(tmp_path) / "validation-report.json").unlink()
    assert len(open_findings(tmp_path)) == len(["warning", "info"])


@pytest.mark.parametrize(
    ("said", "severity"), [("error", Severity.HIGH), ("warning", Severity.MEDIUM), ("info", Severity.LOW)]
)
def test_what_a_plugin_finds_is_as_severe_as_it_says(said: str, severity: Severity, tmp_path: Path) -> None:
    directory = assembly(tmp_path, violations=[violation("Nag-S1", "Hand/Bucket/Resource", severity=said)])
    found = findings_of(reviewed(by_hand()), records_in(directory))
    (finding,) = [each for each in found if each.rule == "Nag-S1"]
    assert finding == Finding(
        severity=severity,
        where="Hand/Bucket",
        what="It is bad.",
        why="Nag finds it",
        fix="see to it, or acknowledge it with a reason",
        rule="Nag-S1",
    )


def test_what_is_acknowledged_is_accepted_for_that_reason(tmp_path: Path) -> None:
    directory = assembly(
        tmp_path, suppressedViolations=[violation("Nag-S1", "Hand/Bucket/Resource", reason="It must be.")]
    )
    found = findings_of(reviewed(by_hand()), records_in(directory))
    assert [(each.severity, each.why) for each in found if each.rule][-1:] == [(Severity.ACCEPTED, "It must be.")]


@pytest.mark.parametrize(
    ("rule", "severity"),
    [
        ("AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::<Data.Name>/*]", Severity.ACCEPTED),
        ("AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::<Data.Name>]", Severity.LOW),
        ("AwsSolutions-IAM5[Action::arn:<AWS::Partition>:s3:::<Data.Name>/*]", Severity.LOW),
    ],
    ids=["the same", "another resource", "an action"],
)
def test_an_acknowledged_wildcard_is_accepted_where_it_is_read(rule: str, severity: Severity, tmp_path: Path) -> None:
    resources = by_hand()
    objects = {"Fn::Sub": "arn:${AWS::Partition}:s3:::mine/*"}
    statements_of(resources, "SessionPolicy").append(
        {"Effect": "Allow", "Action": "s3:GetObjectAcl", "Resource": objects}
    )
    directory = assembly(tmp_path, suppressedViolations=[violation(rule, "Hand/Policy/Resource", reason="It is mine.")])
    found = findings_of(reviewed(resources), records_in(directory))
    assert [each.severity for each in found if "mine/*" in each.what] == [severity]


def test_what_is_acknowledged_of_one_policy_is_open_in_another(tmp_path: Path) -> None:
    resources = by_hand()
    statements_of(resources, "SessionPolicy")[0]["Resource"] = "arn:aws:s3:::mine/*"
    rule = "AwsSolutions-IAM5[Resource::arn:aws:s3:::mine/*]"
    accepted = violation(rule, "Hand/Another/Resource", reason="It is mine.")
    found = findings_of(reviewed(resources), records_in(assembly(tmp_path, suppressedViolations=[accepted])))
    assert [each.severity for each in found if "mine/*" in each.what] == [Severity.LOW]


def test_what_nag_says_of_wildcards_is_not_said_twice(tmp_path: Path) -> None:
    accepted = violation("AwsSolutions-IAM5[Resource::*]", "Hand/Policy/Resource", reason="It is mine.")
    records = records_in(assembly(tmp_path, suppressedViolations=[accepted]))
    assert [each for each in findings_of(reviewed(by_hand()), records) if each.rule.startswith("AwsSolutions")] == []
