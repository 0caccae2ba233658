"""Where the engine of record answers otherwise, the package answers as AWS's pages say."""

from collections.abc import Mapping
from typing import Any

import pytest
from engine import EngineError, Policy, Question, ask
from engine.own import decisions

from evaluation.generated import ACCOUNT, SESSION, TAG, TAGS, USER_ID

OBJECT, BUCKET = "arn:aws:s3:::bucket/team/a", "arn:aws:s3:::bucket"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/other"
KEY = f"arn:aws:kms:eu-west-1:{ACCOUNT}:key/12345678-1234-1234-1234-123456789012"
NONE_OF_IT: Policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}]}


def policy(*, version: str = "2012-10-17", action: str = "*", **elements: Any) -> Policy:  # noqa: ANN401  # as IAM has it
    return {"Version": version, "Statement": [{"Effect": "Allow", "Action": action, **elements}]}


def reading(context: Mapping[str, Any], **elements: Any) -> Question:  # noqa: ANN401  # as IAM has it
    """Whether a statement lets a bucket be listed."""
    return Question(
        principal=SESSION,
        action="s3:ListBucket",
        resource=BUCKET,
        context=context,
        identity_policies=[policy(**{"Resource": "*", **elements})],
    )


def when(operator: str, key: str, wanted: object, context: Mapping[str, Any]) -> Question:
    """Whether a condition holds."""
    return reading(context, Condition={operator: {key: wanted}})


# What AWS's page says, the question, and whether it is allowed by that.
DIFFERENCES: Mapping[str, tuple[Question, bool]] = {
    "what is granted to a session is not limited by its session policy (reference_policies_evaluation-logic)": (
        Question(
            principal=SESSION,
            action="s3:ListBucket",
            resource=BUCKET,
            session_policy=NONE_OF_IT,
            resource_policy=policy(Principal={"AWS": SESSION}, Resource="*"),
        ),
        True,
    ),
    "a role is assumed by nobody without its trust policy (reference_policies_evaluation-logic)": (
        Question(principal=SESSION, action="sts:AssumeRole", resource=ROLE, identity_policies=[policy(Resource="*")]),
        False,
    ),
    "an escape stands for its character wherever variables do (reference_policies_variables)": (
        when("StringEquals", TAG, "a${*}", {TAG: "a*"}),
        True,
    ),
    "policies of 2008-10-17 know no variables (reference_policies_variables)": (
        reading({TAG: "a", USER_ID: "a"}, version="2008-10-17", Condition={"StringEquals": {TAG: "${aws:userid}"}}),
        False,
    ),
    "an empty tag is a value, no default takes its place (reference_policies_variables)": (
        reading({TAG: ""}, Resource=f"arn:aws:s3:::bucke${{{TAG}, 't'}}"),
        False,
    ),
    "a variable without a value makes the statement invalid (reference_policies_variables)": (
        when(
            "ArnNotEquals",
            "aws:PrincipalArn",
            f"arn:aws:iam::1:role/${{{TAG}}}",
            {"aws:PrincipalArn": ROLE},
        ),
        False,
    ),
    "IfExists holds without the key, under ForAnyValue, too (reference_policies_elements_condition_operators)": (
        when("ForAnyValue:StringEqualsIfExists", TAGS, "a", {}),
        True,
    ),
    "a key that resolves to no values is null (reference_policies_condition-single-vs-multi-valued-context-keys)": (
        when("Null", TAGS, "true", {TAGS: []}),
        True,
    ),
    "dates are written as ISO 8601 or in seconds (reference_policies_elements_condition_operators)": (
        when("DateEquals", "aws:CurrentTime", "2026-01-01T00:00:00Z", {"aws:CurrentTime": "1767225600"}),
        True,
    ),
    "an address of version 6 is not one of version 4 (reference_policies_elements_condition_operators)": (
        when("NotIpAddress", "aws:SourceIp", "192.0.2.1", {"aws:SourceIp": "2001:db8::1"}),
        True,
    ),
    "wildcards stand in any part of an ARN after the service (reference_policies_elements_resource)": (
        Question(
            principal=SESSION,
            action="kms:Decrypt",
            resource=KEY,
            resource_policy=policy(Principal="*", Resource=KEY.replace("key/", "?ey/")),
        ),
        True,
    ),
    "NotResource means whatever is not listed (reference_policies_elements_notresource)": (
        Question(
            principal=SESSION,
            action="s3:ListBucket",
            resource=BUCKET,
            identity_policies=[policy(NotResource="arn:aws:ec2:*")],
        ),
        True,
    ),
}


@pytest.mark.parametrize("page", DIFFERENCES)
def test_follows_the_page_where_the_engine_of_record_does_not(page: str) -> None:
    question, allowed = DIFFERENCES[page]
    assert [decision.allowed for decision in decisions(question)] == [allowed]
    with pytest.raises(EngineError, match="the package's own engine answers otherwise"):
        ask([question])
