"""A decision names the statements that decide, and says why in one sentence."""

from dataclasses import replace
from typing import Any

import pytest

from emr_studio_constructs.evaluation import Decision, NamedPolicy, Policies, Request, Result, decide

ACCOUNT, OTHER = "111122223333", "999988887777"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/team/users"
SESSION = f"arn:aws:sts::{ACCOUNT}:assumed-role/users/anna"
ROOT = {"AWS": f"arn:aws:iam::{ACCOUNT}:root"}
KEY = f"arn:aws:kms:eu-west-1:{ACCOUNT}:key/1234"
READ = Request(principal=SESSION, action="s3:GetObject", resource="arn:aws:s3:::bucket/a")
DECRYPT = Request(principal=SESSION, action="kms:Decrypt", resource=KEY)


def statement(sid: str, action: str = "*", effect: str = "Allow", **elements: Any) -> dict[str, Any]:  # noqa: ANN401  # as IAM has it
    place = {} if {"Resource", "NotResource"} & set(elements) else {"Resource": "*"}
    return {"Sid": sid, "Effect": effect, "Action": action, **place, **elements}


def policy(name: str, *statements: dict[str, Any]) -> NamedPolicy:
    return NamedPolicy(name=name, document={"Version": "2012-10-17", "Statement": list(statements)})


ALL, NOTHING = policy("Everything", statement("All")), policy("Nothing", statement("Other", "ec2:*"))


def named(decision: Decision) -> list[str]:
    return [str(each) for each in decision.statements]


def test_names_each_statement_that_lets_a_request_through() -> None:
    session = policy("Tier", statement("Buckets", "s3:List*"), statement("Objects", "s3:Get*"))
    boundary = policy("Boundary", statement("Storage", "s3:*"))
    decision = decide(READ, Policies(identity=[NOTHING, ALL], session=session, boundary=boundary))
    assert decision.allowed
    assert decision.why == "allowed by All of Everything and Storage of Boundary and Objects of Tier"
    assert [(each.policy, each.number, each.sid) for each in decision.statements][-1] == ("Tier", 2, "Objects")
    assert decision.statements[-1].body == statement("Objects", "s3:Get*")


def test_names_the_denies_alone() -> None:
    deny = policy("Bucket", statement("TlsOnly", effect="Deny", Principal="*"))
    decision = decide(READ, Policies(identity=[ALL], resource=deny))
    assert (decision.result, decision.why) == (Result.EXPLICITLY_DENIED, "denied by TlsOnly of Bucket")
    assert named(decision) == ["TlsOnly of Bucket"]


def test_names_a_statement_without_sid_by_its_number() -> None:
    bare = NamedPolicy(name="Bare", document={"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}})
    assert decide(READ, Policies(identity=[bare])).why == "allowed by statement 1 of Bare"


@pytest.mark.parametrize(
    ("policies", "why"),
    [
        (Policies(), "no statement of the identity policies allows it"),
        (Policies(identity=[ALL], session=NOTHING), "no statement of the session policy allows it"),
        (Policies(identity=[ALL], boundary=NOTHING), "no statement of the permissions boundary allows it"),
        (
            Policies(identity=[NOTHING], session=NOTHING),
            "no statement of the identity policies or of the session policy allows it",
        ),
    ],
)
def test_names_the_policies_without_an_allow(policies: Policies, why: str) -> None:
    decision = decide(READ, policies)
    assert (decision.result, decision.why, decision.statements) == (Result.IMPLICITLY_DENIED, why, ())


def test_a_key_that_leaves_it_to_the_account_is_used_by_both_allows() -> None:
    key = policy("Key", statement("Account", "kms:*", Principal=ROOT))
    decision = decide(DECRYPT, Policies(identity=[ALL], resource=key))
    assert decision.why == "allowed by All of Everything and Account of Key"
    assert decide(DECRYPT, Policies(resource=key)).why == "no statement of the identity policies allows it"
    for asked in (DECRYPT, replace(DECRYPT, action="KMS:decrypt")):
        assert decide(asked, Policies(identity=[ALL])).why == "no statement of the resource policy allows it"


def test_a_key_that_names_the_role_is_used_without_other_allows() -> None:
    key = policy("Key", statement("Users", "kms:*", Principal={"AWS": ROLE}))
    assert decide(DECRYPT, Policies(resource=key)).why == "allowed by Users of Key"
    limited = decide(DECRYPT, Policies(resource=key, session=NOTHING))
    assert limited.why == "no statement of the session policy allows it"


def test_what_is_granted_directly_is_not_limited_by_other_policies() -> None:
    key = policy("Key", statement("Anna", "kms:*", Principal={"AWS": SESSION}))
    assert decide(DECRYPT, Policies(resource=key, session=NOTHING, boundary=NOTHING)).why == "allowed by Anna of Key"


@pytest.mark.parametrize(("boundary", "denied"), [(None, False), (ALL, True)])
def test_whoever_has_a_boundary_is_denied_by_every_not_principal(boundary: NamedPolicy | None, *, denied: bool) -> None:
    others = policy("Bucket", statement("Others", effect="Deny", NotPrincipal={"AWS": [ROLE, SESSION]}))
    decision = decide(READ, Policies(identity=[ALL], boundary=boundary, resource=others))
    assert decision.allowed is not denied


def test_another_account_must_allow_it_too() -> None:
    abroad = replace(READ, resource_account=OTHER)
    bucket = policy("Bucket", statement("Account", Principal=ROOT))
    anybody = policy("Bucket", statement("Anybody", Principal="*"))
    assert decide(abroad, Policies(identity=[ALL])).why == "no statement of the resource policy allows it"
    assert decide(abroad, Policies(identity=[ALL], resource=bucket)).allowed
    assert decide(abroad, Policies(resource=anybody)).why == "no statement of the identity policies allows it"
    there = replace(DECRYPT, resource=KEY.replace(ACCOUNT, OTHER))
    assert not decide(there, Policies(resource=anybody)).allowed


def test_what_belongs_to_aws_is_no_other_accounts() -> None:
    asked = Request(principal=SESSION, action="iam:GetPolicy", resource="arn:aws:iam::aws:policy/ReadOnlyAccess")
    assert decide(asked, Policies(identity=[ALL])).allowed


def test_a_service_is_allowed_by_the_policy_of_the_resource() -> None:
    asked = replace(READ, principal="elasticmapreduce.amazonaws.com", resource_account=OTHER)
    bucket = policy("Bucket", statement("Emr", Principal={"Service": "elasticmapreduce.amazonaws.com"}))
    assert decide(asked, Policies(resource=bucket)).why == "allowed by Emr of Bucket"
    assert decide(asked, Policies()).why == "no statement of the resource policy allows it"


def test_tags_and_contexts_of_sessions_need_the_trust_policy_too() -> None:
    asked = Request(principal=SESSION, action="sts:TagSession", resource=f"arn:aws:iam::{ACCOUNT}:role/other")
    trust = policy("Trust", {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": ROOT})
    assert not decide(asked, Policies(identity=[ALL], resource=trust)).allowed


def test_a_request_that_names_no_resource_is_about_everything_alone() -> None:
    asked = replace(READ, action="s3:ListAllMyBuckets", resource="*")
    buckets = policy("Buckets", statement("Any", Resource=["arn:aws:s3:::*", "arn:*"]))
    others = policy("Others", statement("Others", NotResource="arn:aws:s3:::secret"))
    assert [decide(asked, Policies(identity=[each])).allowed for each in (ALL, buckets, others)] == [True, False, True]


def test_a_role_is_known_by_its_name_whatever_its_path() -> None:
    for path, allowed in (("", True), ("a/b/", True), ("a/super", False)):
        bucket = policy("Bucket", statement("Users", Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:role/{path}users"}))
        assert decide(READ, Policies(resource=bucket)).allowed is allowed


def test_a_wildcard_of_a_resource_stays_in_its_part_but_in_the_last() -> None:
    logs = f"arn:aws:logs:eu-west-1:{ACCOUNT}:log-group:a:{ACCOUNT}:b"
    asked = Request(principal=SESSION, action="logs:GetLogEvents", resource=logs)
    for pattern, allowed in (
        (f"arn:aws:logs:*:{ACCOUNT}:b", False),
        (f"arn:aws:logs:*:{ACCOUNT}:*b", True),
        ("arn:aws:logs:*", True),
        ("arn:aws:logs*", True),
    ):
        only = policy("Logs", statement("Logs", Resource=pattern))
        assert decide(asked, Policies(identity=[only])).allowed is allowed
