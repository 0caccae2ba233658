"""iam-policy-validator finds nothing in the policies of the samples, with AWS's lists of actions and condition keys.

It judges each document as deployed in each partition: actions exist, take their resources and conditions, operators fit
the types of their keys, sids are unique, sizes are in the limits, trust policies trust whom their action is for.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from iam_lint import Finding, findings
from samples import SAMPLES, templates_of
from services import write_services

from emr_studio_constructs.cfn import Document, Resolver, all_policy_documents
from emr_studio_constructs.cfn.policies import Kind

PARTITIONS = {"aws": "eu-west-1", "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1"}


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """Findings of a check, all or those where `where` and `message` occur, that are opinion or are not so."""

    check: str
    reason: str
    where: str = ""
    message: str = ""

    def covers(self, finding: Finding) -> bool:
        return (
            finding.check == self.check
            and re.search(self.where, finding.where) is not None
            and re.search(self.message, finding.message) is not None
        )


ACCEPTED = (
    Accepted(
        check="wildcard_resource",
        reason="An opinion: rows on all resources have their reason beside them; in a key's policy `*` is the key.",
    ),
    Accepted(
        check="sensitive_action",
        reason="An opinion: a list of actions that ought to have some condition, whatever their resources.",
    ),
    Accepted(
        check="action_condition_enforcement",
        message="s3:(Get|Put)Object.* require at least ONE of these conditions",
        reason="An opinion: the rows name their buckets; an organization's borders are not a Studio's to draw.",
    ),
    Accepted(
        check="action_condition_enforcement",
        where="AllowPassingServiceRoleForWorkspaceCreation$",
        message="`iam:PassRole` require condition `iam:PassedToService`",
        reason="AWS does not say which service the role is passed to; the role trusts EMR alone (DESIGN.md).",
    ),
    Accepted(
        check="condition_key_validation",
        message="`kms:EncryptionContext:aws:s3:arn` is not valid for action `kms:(Decrypt|GenerateDataKey)`",
        reason="Not so: the key is kms:EncryptionContext:${EncryptionContextKey}, and S3's context key is aws:s3:arn.",
    ),
    Accepted(
        check="condition_type_mismatch",
        message="`StringEquals(IfExists)?` expects.*:ExecutionRoleArn` is type `ARN`",
        reason="AWS's own policies for Studio compare these ARNs as text, which is narrower: no wildcard counts.",
    ),
    Accepted(
        check="trust_policy_validation",
        where="ExecutionRole.*AssumeRolePolicyDocument",
        message="missing required conditions: .*:aud`",
        reason="As AWS's own command writes it; the client ids of the identity provider say for whom tokens are.",
    ),
    Accepted(
        check="trust_policy_validation",
        where="LaunchRole.*AssumeRolePolicyDocument",
        message="service principal `servicecatalog.amazonaws.com` without",
        reason="AWS documents no source conditions for launch roles; a wrong one stops every launch.",
    ),
    Accepted(
        check="trust_policy_validation",
        where="UserRole.*AssumeRolePolicyDocument",
        message="service principal `elasticmapreduce.amazonaws.com` without",
        reason="AWS documents no source conditions for the user role; a wrong one locks everybody out (DESIGN.md).",
    ),
    Accepted(
        check="trust_policy_validation",
        where="FlowLogIAMRole.*AssumeRolePolicyDocument",
        message="service principal `vpc-flow-logs.amazonaws.com` without",
        reason="The CDK makes this role: it writes to the log group of the VPC alone.",
    ),
    Accepted(
        check="trust_policy_validation",
        where="AuditStreamDeliveryRole.*AssumeRolePolicyDocument",
        message="service principal `firehose.amazonaws.com` without",
        reason="AWS documents no source conditions for Firehose; a wrong one stops the audit without a word.",
    ),
)


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_services(tmp_path_factory.mktemp("services"))


@cache
def findings_of(sample: str, partition: str, services: Path) -> list[Finding]:
    documents = [
        document
        for template in templates_of(sample).values()
        for document in all_policy_documents(Resolver(template, partition=partition, region=PARTITIONS[partition]))
    ]
    assert {document.kind for document in documents} >= {"identity", "trust"}
    return findings(documents, services)


@pytest.mark.parametrize("partition", PARTITIONS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_the_validator_finds_nothing_else_in_any_policy(sample: str, partition: str, services: Path) -> None:
    found = findings_of(sample, partition, services)
    assert [finding for finding in found if not any(accepted.covers(finding) for accepted in ACCEPTED)] == []


def test_every_accepted_finding_is_found(services: Path) -> None:
    found = [finding for sample in SAMPLES for finding in findings_of(sample, "aws", services)]
    assert [accepted for accepted in ACCEPTED if not any(map(accepted.covers, found))] == []


def statement(**rest: object) -> dict[str, object]:
    return {"Sid": "It", "Effect": "Allow", **rest}


STUDIOS = "arn:aws:elasticmapreduce:eu-west-1:111122223333:studio/"
DESCRIBE = {"Action": "elasticmapreduce:DescribeStudio", "Resource": f"{STUDIOS}*"}
EC2 = {"Principal": {"Service": "ec2.amazonaws.com"}}


@pytest.mark.parametrize(
    ("check", "kind", "statements"),
    [
        ("action_validation", "identity", [statement(Action="elasticmapreduce:DescribeStduio", Resource="*")]),
        (
            "condition_key_validation",
            "identity",
            [statement(**DESCRIBE, Condition={"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}})],
        ),
        (
            "condition_type_mismatch",
            "identity",
            [statement(**DESCRIBE, Condition={"Bool": {"aws:SourceIp": "10.0.0.0/8"}})],
        ),
        ("action_resource_matching", "identity", [statement(Action="iam:ListRoles", Resource=f"{STUDIOS}*")]),
        ("sid_uniqueness", "identity", [statement(**DESCRIBE), statement(**DESCRIBE)]),
        ("policy_size", "identity", [statement(**DESCRIBE | {"Resource": [f"{STUDIOS}{n}" for n in range(999)]})]),
        ("trust_policy_validation", "trust", [statement(Action="sts:AssumeRoleWithSAML", **EC2)]),
    ],
)
def test_the_validator_sees(check: str, kind: Kind, statements: list[dict[str, object]], services: Path) -> None:
    policy = {"Version": "2012-10-17", "Statement": statements}
    document = Document(source="Role.Policy", type="AWS::IAM::Role", kind=kind, document=policy)
    assert check in {finding.check for finding in findings([document], services)}
