"""The engine answers rightly about small hand-made policies, and refuses questions it cannot answer."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from engine import EngineError, Policy, Question, Result, allowed, ask

ACCOUNT = "111122223333"
OTHER = "999988887777"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/service"
SESSION = f"arn:aws:sts::{ACCOUNT}:assumed-role/users/anna"
SAML = f"arn:aws:iam::{ACCOUNT}:saml-provider/idp"
SERVICE = "elasticmapreduce.amazonaws.com"
EMR = f"arn:aws:elasticmapreduce:eu-west-1:{ACCOUNT}"
EDITOR, CLUSTER, STUDIO = f"{EMR}:editor/e-ABC", f"{EMR}:cluster/j-ABC", f"{EMR}:studio/es-ABC"
EC2 = f"arn:aws:ec2:eu-west-1:{ACCOUNT}"
INTERFACE, SUBNET = f"{EC2}:network-interface/eni-0123456789abcdef0", f"{EC2}:subnet/subnet-0123456789abcdef0"
KEY = f"arn:aws:kms:eu-west-1:{ACCOUNT}:key/12345678-1234-1234-1234-123456789012"
SECRET = f"arn:aws:secretsmanager:eu-west-1:{ACCOUNT}:secret:git-AbCdEf"
OBJECT = "arn:aws:s3:::bucket/object"
SIGN_IN = "https://signin.aws.amazon.com/saml"


def policy(action: str, *, resource: str = "*", effect: str = "Allow", **more: object) -> Policy:
    return {
        "Version": "2012-10-17",
        "Statement": [{"Effect": effect, "Action": action, "Resource": resource, **more}],
    }


def trust(action: str, principal: Mapping[str, str], condition: Mapping[str, Mapping[str, str]]) -> Policy:
    statement = {"Effect": "Allow", "Action": action, "Principal": principal, "Condition": condition}
    return {"Version": "2012-10-17", "Statement": [statement]}


IN_ACCOUNT = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
ACCOUNT_KEY_POLICY = policy("kms:*", Principal=IN_ACCOUNT)
# Keys and roles are nobody's without a policy of their own.
NEEDED = {"kms": ACCOUNT_KEY_POLICY, "sts": trust("sts:*", IN_ACCOUNT, {})}

# action, resource, operator, context key, a value that is allowed, a value that is refused
KEYS = [
    ("s3:GetObject", OBJECT, "StringEquals", "aws:ResourceAccount", ACCOUNT, OTHER),
    ("s3:GetObject", OBJECT, "Bool", "aws:SecureTransport", "true", "false"),
    ("s3:ListBucket", "arn:aws:s3:::bucket", "StringLike", "s3:prefix", "studio/a", "other/a"),
    ("kms:Decrypt", KEY, "StringLike", "kms:ViaService", "s3.eu-west-1.amazonaws.com", "ec2.eu-west-1.amazonaws.com"),
    ("kms:Decrypt", KEY, "ArnLike", "kms:EncryptionContext:aws:s3:arn", OBJECT, "arn:aws:s3:::other"),
    ("kms:GenerateDataKey", KEY, "StringEquals", "kms:EncryptionContext:aws:s3:arn", OBJECT, "arn:aws:s3:::other"),
    (
        "elasticmapreduce:StartEditor",
        EDITOR,
        "StringEquals",
        "elasticmapreduce:ResourceTag/creatorUserId",
        "A:b",
        "C:d",
    ),
    ("elasticmapreduce:DescribeCluster", CLUSTER, "StringEquals", "elasticmapreduce:ResourceTag/team", "a", "b"),
    (
        "elasticmapreduce:CreateStudioPresignedUrl",
        STUDIO,
        "StringEquals",
        "elasticmapreduce:ResourceTag/team",
        "a",
        "b",
    ),
    ("elasticmapreduce:AttachEditor", EDITOR, "StringEquals", "aws:ResourceTag/team", "a", "b"),
    ("elasticmapreduce:RunJobFlow", "*", "StringEquals", "aws:RequestTag/team", "a", "b"),
    ("elasticmapreduce:CreateEditor", "*", "StringEquals", "aws:RequestTag/team", "a", "b"),
    ("ec2:DeleteNetworkInterface", INTERFACE, "StringEquals", "aws:ResourceTag/team", "a", "b"),
    ("ec2:CreateTags", INTERFACE, "StringEquals", "ec2:CreateAction", "CreateNetworkInterface", "RunInstances"),
    ("iam:PassRole", ROLE, "StringEquals", "iam:PassedToService", SERVICE, "ec2.amazonaws.com"),
    ("secretsmanager:GetSecretValue", SECRET, "StringEquals", "secretsmanager:ResourceTag/team", "a", "b"),
    ("secretsmanager:GetSecretValue", SECRET, "StringEquals", "aws:ResourceTag/team", "a", "b"),
    ("sts:AssumeRole", ROLE, "ArnLike", "aws:SourceArn", STUDIO, CLUSTER),
    ("sts:AssumeRole", ROLE, "StringEquals", "aws:SourceAccount", ACCOUNT, OTHER),
    ("elasticmapreduce:StartEditor", EDITOR, "ArnEquals", "aws:PrincipalArn", ROLE, f"{ROLE}s"),
    ("elasticmapreduce:StartEditor", EDITOR, "StringEquals", "aws:userid", "AROA:anna", "AROA:bob"),
]


def test_judges_every_context_key_allowed_refused_and_missing() -> None:
    questions = []
    for action, resource, operator, key, good, bad in KEYS:
        asked = Question(
            principal=SESSION,
            action=action,
            resource=resource,
            identity_policies=[policy(action, Condition={operator: {key: good.replace("studio/a", "studio/*")}})],
            resource_policy=NEEDED.get(action.partition(":")[0]),
        )
        questions += [asked.with_context({key: good}), asked.with_context({key: bad}), asked]
    answers = [answer.allowed for answer in ask(questions)]
    wrong = [KEYS[i][:4] for i in range(len(KEYS)) if answers[3 * i : 3 * i + 3] != [True, False, False]]
    assert wrong == []


def test_a_deny_on_a_renamed_key_is_explicit() -> None:
    key = "kms:EncryptionContext:aws:s3:arn"
    asked = Question(
        principal=SESSION,
        action="kms:Decrypt",
        resource=KEY,
        context={key: OBJECT},
        identity_policies=[
            policy("kms:*"),
            policy("kms:*", effect="Deny", Condition={"StringNotLike": {key: "arn:aws:s3:::bucket/*"}}),
        ],
        resource_policy=ACCOUNT_KEY_POLICY,
    )
    answers = ask([asked, asked.with_context({key: "arn:aws:s3:::other/x"})])
    assert [answer.result for answer in answers] == [Result.ALLOWED, Result.EXPLICITLY_DENIED]


def test_compares_a_tag_with_the_user_id_of_the_session() -> None:
    tag = "elasticmapreduce:ResourceTag/creatorUserId"
    own = policy("elasticmapreduce:*", Condition={"StringEquals": {tag: "${aws:userId}"}})
    asked = Question(
        principal=SESSION, action="elasticmapreduce:OpenEditorInConsole", resource=EDITOR, identity_policies=[own]
    ).session(user_id="AROA:anna")
    assert [a.allowed for a in ask([asked.with_context({tag: u}) for u in ("AROA:anna", "AROA:bob")])] == [True, False]


def test_a_session_policy_and_a_boundary_only_take_away() -> None:
    action = "elasticmapreduce:StartEditor"
    asked = Question(principal=SESSION, action=action, resource=EDITOR, identity_policies=[policy("*")])
    fits, other = policy(action, resource=f"{EMR}:editor/*"), policy("s3:*")
    questions = [
        replace(asked, session_policy=fits),
        replace(asked, session_policy=other),
        replace(asked, boundary=fits),
        replace(asked, boundary=other),
        replace(asked, session_policy=fits, identity_policies=[]),
    ]
    assert [answer.allowed for answer in ask(questions)] == [True, False, True, False, False]


@pytest.mark.parametrize("action", ["sts:AssumeRole", "sts:SetContext", "sts:TagSession"])
def test_a_trust_policy_trusts_its_service_for_its_source_alone(action: str) -> None:
    condition = {"StringEquals": {"aws:SourceAccount": ACCOUNT}, "ArnLike": {"aws:SourceArn": f"{EMR}:*"}}
    asked = Question(
        principal=SERVICE,
        action=action,
        resource=ROLE,
        context={"aws:SourceAccount": ACCOUNT, "aws:SourceArn": STUDIO},
        resource_policy=trust(action, {"Service": SERVICE}, condition),
    )
    refused = [
        replace(asked, principal="ec2.amazonaws.com"),
        replace(asked, action="sts:SetSourceIdentity"),
        asked.with_context({"aws:SourceAccount": OTHER}),
        asked.with_context({"aws:SourceArn": STUDIO.replace(ACCOUNT, OTHER)}),
        asked.with_context(without=["aws:SourceArn"]),
    ]
    assert [answer.allowed for answer in ask([asked, *refused])] == [True, *[False] * len(refused)]


def test_a_trust_policy_trusts_its_saml_provider_for_its_audience_alone() -> None:
    action, condition = "sts:AssumeRoleWithSAML", {"StringEquals": {"SAML:aud": SIGN_IN}}
    asked = Question(
        principal=SAML,
        action=action,
        resource=ROLE,
        context={"SAML:aud": SIGN_IN},
        resource_policy=trust("sts:*", {"Federated": SAML}, condition),
    )
    source = replace(asked, action="sts:SetSourceIdentity", also_known=["SAML:aud"])
    assert [
        answer.allowed
        for answer in ask(
            [
                asked,
                replace(asked, action="sts:TagSession"),
                source,
                asked.with_context({"SAML:aud": "https://example.com"}),
                source.with_context({"SAML:aud": "https://example.com"}),
                replace(asked, principal=f"{SAML}2"),
            ]
        )
    ] == [True, True, True, False, False, False]


def test_a_key_and_a_bucket_policy_count() -> None:
    decrypt = Question(principal=SESSION, action="kms:Decrypt", resource=KEY, identity_policies=[policy("kms:Decrypt")])
    insecure = policy("s3:*", effect="Deny", Principal="*", Condition={"Bool": {"aws:SecureTransport": "false"}})
    read = Question(
        principal=SESSION,
        action="s3:GetObject",
        resource=OBJECT,
        identity_policies=[policy("s3:*")],
        resource_policy=insecure,
    )
    answers = ask(
        [
            replace(decrypt, resource_policy=ACCOUNT_KEY_POLICY),
            decrypt,
            replace(decrypt, resource_policy=ACCOUNT_KEY_POLICY, identity_policies=[]),
            read.with_context({"aws:SecureTransport": "true"}),
            read.with_context({"aws:SecureTransport": "false"}),
            replace(read, resource_account=OTHER, resource_policy=None),
        ]
    )
    yes, no, never = Result.ALLOWED, Result.IMPLICITLY_DENIED, Result.EXPLICITLY_DENIED
    assert [answer.result for answer in answers] == [yes, no, no, yes, never, no]


def test_a_request_on_several_resources_needs_all_of_them() -> None:
    tag = "aws:ResourceTag/team"
    policies = [
        policy("ec2:CreateNetworkInterface", resource=f"{EC2}:network-interface/*"),
        policy("ec2:CreateNetworkInterface", resource=f"{EC2}:subnet/*", Condition={"StringEquals": {tag: "a"}}),
    ]
    asked = Question(
        principal=SESSION, action="ec2:CreateNetworkInterface", resource=INTERFACE, identity_policies=policies
    )
    answers = ask([replace(asked, also={SUBNET: {tag: "a"}}), replace(asked, also={SUBNET: {tag: "b"}})])
    assert [answer.allowed for answer in answers] == [True, False]
    assert answers[1].each == (Result.ALLOWED, Result.IMPLICITLY_DENIED)
    assert allowed(replace(asked, partial=True))
    with pytest.raises(EngineError, match="also requires a resource of type subnet"):
        ask([asked])


def test_a_request_that_names_no_resource_matches_everything_alone() -> None:
    action = "elasticmapreduce:CreateEditor"
    asked = Question(principal=SESSION, action=action, identity_policies=[policy(action)])
    narrow = replace(asked, identity_policies=[policy(action, resource=f"{EMR}:cluster/*")])
    assert [a.allowed for a in ask([asked, narrow, replace(narrow, resource=CLUSTER)])] == [True, False, True]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"action": "elasticmapreduce:Misspelt"}, "no such action"),
        ({"action": "elasticmapreduce:RunJobFlow"}, "must.use.wildcard"),
        ({"resource": OBJECT}, "no.resource.types"),
        ({"resource": "*"}, "requires editor"),
        ({"resource": f"{EMR}:editor/*"}, "name a concrete ARN"),
        ({"context": {"kms:ViaService": "s3"}}, "no such context key for this action and resource: kms:ViaService"),
        ({"context": {"aws:userid": ["a", "b"]}}, "holds one value"),
        ({"identity_policies": [{"Statement": [{"Effect": "Maybe"}]}]}, "identityPolicyErrors"),
    ],
)
def test_refuses_a_wrong_question(change: dict[str, Any], message: str) -> None:
    asked = Question(principal=SESSION, action="elasticmapreduce:StartEditor", resource=EDITOR)
    with pytest.raises(EngineError, match=message):
        ask([asked, replace(asked, **change)])


def test_ignores_a_context_key_only_where_the_question_says_so() -> None:
    asked = Question(
        principal=SESSION, action="elasticmapreduce:StartEditor", resource=EDITOR, context={"s3:prefix": "a"}
    )
    assert not allowed(replace(asked, may_ignore=["s3:prefix"]))


def test_names_the_missing_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMR_STUDIO_NODE_MODULES", "/nowhere")
    with pytest.raises(EngineError, match="npm ci"):
        ask([Question(principal=SESSION, action="s3:ListAllMyBuckets")])
