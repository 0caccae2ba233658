"""What IAM would not take is refused by name, rather than matching nothing."""

from typing import Any

import pytest

from emr_studio_constructs.evaluation import NamedPolicy, Policies, Request, decide

SESSION = "arn:aws:sts::111122223333:assumed-role/users/anna"
READ = Request(principal=SESSION, action="s3:GetObject", resource="arn:aws:s3:::bucket/a")
GOOD = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}


def identity(**elements: Any) -> Policies:  # noqa: ANN401  # as IAM has it
    statement = {name: value for name, value in {**GOOD, **elements}.items() if value is not None}
    document = {"Version": "2012-10-17", "Statement": [GOOD, statement]}
    return Policies(identity=[NamedPolicy(name="Tier", document=document)])


def when(operator: str, value: object) -> dict[str, Any]:
    return {"Condition": {operator: {"aws:key": value}}}


@pytest.mark.parametrize(
    ("elements", "message"),
    [
        ({"Effect": "allow"}, "the effect is Allow or Deny, not 'allow'"),
        ({"Actions": "s3:*"}, "no element of a statement: 'Actions'"),
        ({"Action": None}, "a statement names actions"),
        ({"NotAction": "s3:*"}, "Action and NotAction exclude each other"),
        ({"Action": "GetObject"}, "action 'GetObject' is not written as service:Action"),
        ({"Action": "s*:GetObject"}, r"action 's\*:GetObject' is not written"),
        ({"Action": {"Ref": "Name"}}, "{'Ref': 'Name'} is no text"),
        ({"Resource": None}, "a statement names resources or principals"),
        ({"NotResource": "*"}, "Resource and NotResource exclude each other"),
        ({"Resource": "s3:bucket"}, "resource 's3:bucket' is no ARN"),
        ({"Resource": "arn:aws:s3:*:bucket"}, "is no ARN: it has six parts, or ends with"),
        ({"Resource": "arn:aws:s3::${aws:userid}:a"}, "has a variable before the sixth part"),
        ({"Resource": "arn:aws:s3:::a/${aws:userid,'x'}"}, "no policy variable"),
        ({"Resource": {"Fn::GetAtt": "Bucket"}}, "is no text"),
        ({"Principal": "*"}, "statement 2 of Tier names principals, which policies of principals do not"),
        ({"Condition": "never"}, "'never' is no object"),
        ({"Condition": {"StringEquals": ["a"]}}, r"\['a'\] is no object"),
        (when("StringEqual", "a"), "condition operator 'StringEqual' is none of IAM's"),
        (when("stringequals", "a"), "condition operator 'stringequals' is none"),
        (when("ForSomeValues:StringEquals", "a"), "condition operator 'ForSomeValues:StringEquals' is none"),
        (when("NullIfExists", "true"), "condition operator 'NullIfExists' is none"),
        (when("Null", "maybe"), "Null of aws:key: 'maybe' is neither true nor false"),
        (when("Bool", "yes"), "Bool of aws:key: 'yes' is neither true nor false"),
        (when("NumericLessThan", "few"), "NumericLessThan of aws:key: could not convert"),
        (when("DateEquals", "today"), "DateEquals of aws:key: Invalid isoformat"),
        (when("IpAddress", "10.0.0.0/40"), "IpAddress of aws:key: '10.0.0.0/40'"),
        (when("BinaryEquals", "!"), "BinaryEquals of aws:key: "),
        (when("ArnLike", "*"), r"ArnLike of aws:key: '\*' is no ARN of six parts"),
        (when("StringLike", "${}"), r"StringLike of aws:key: no policy variable: \$\{\}"),
    ],
)
def test_refuses_a_statement_that_iam_would_not_take(elements: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message) as refused:
        decide(READ, identity(**elements))
    assert str(refused.value).startswith("statement 2 of Tier")


@pytest.mark.parametrize(
    ("principal", "message"),
    [
        (None, "names no principal, which policies of resources do"),
        ({"User": "anna"}, "principals are of the kinds AWS, CanonicalUser, Federated, Service, not 'User'"),
        ({"AWS": "arn:aws:iam::111122223333:role/*"}, "no wildcard stands for a part of a name or a kind"),
        ({"Service": "*"}, "no wildcard stands for a part of a name or a kind"),
    ],
)
def test_refuses_a_principal_that_iam_would_not_take(principal: object, message: str) -> None:
    document = {"Statement": [GOOD | ({} if principal is None else {"Principal": principal})]}
    with pytest.raises(ValueError, match=message):
        decide(READ, Policies(resource=NamedPolicy(name="Bucket", document=document)))


def test_refuses_a_statement_that_is_no_object() -> None:
    policy = NamedPolicy(name="Tier", document={"Statement": ["all"]})
    with pytest.raises(ValueError, match="Tier: a statement is an object, not 'all'"):
        decide(READ, Policies(identity=[policy]))


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({"Version": "2012-10-17"}, "Tier: a policy has statements"),
        ({"Statement": [GOOD], "Fn::Transform": {}}, "Tier: no element of a policy: 'Fn::Transform'"),
    ],
)
def test_refuses_a_document_that_is_no_policy(document: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        decide(READ, Policies(identity=[NamedPolicy(name="Tier", document=document)]))


def test_a_policy_may_have_an_id() -> None:
    policy = NamedPolicy(name="Tier", document={"Id": "mine", "Statement": [GOOD]})
    assert decide(READ, Policies(identity=[policy])).allowed


@pytest.mark.parametrize("principal", [None, SESSION])
def test_a_principal_is_refused_whoever_else_a_statement_names(principal: str | None) -> None:
    named = [each for each in (principal, "arn:aws:iam::111122223333:role/*") if each]
    document = {"Statement": [GOOD | {"Effect": "Deny", "Action": "ec2:*", "Principal": {"AWS": named}}]}
    with pytest.raises(ValueError, match="statement 1 of Bucket: principal 'arn:aws:iam::111122223333:role/"):
        decide(READ, Policies(resource=NamedPolicy(name="Bucket", document=document)))


@pytest.mark.parametrize(("resource", "meant"), [("Arn-value", True), ("Arn", False), ("arn:aws:kms:::key", False)])
def test_what_stands_for_an_arn_means_itself_alone(resource: str, *, meant: bool) -> None:
    asked = Request(principal=SESSION, action="s3:GetObject", resource=resource)
    assert decide(asked, identity(Effect="Deny", Resource="Arn-value")).allowed is not meant


def test_refuses_a_version_that_iam_does_not_have() -> None:
    policy = NamedPolicy(name="Tier", document={"Version": "2026-01-01", "Statement": [GOOD]})
    with pytest.raises(ValueError, match="Tier: the version is 2008-10-17 or 2012-10-17, not '2026-01-01'"):
        decide(READ, Policies(identity=[policy]))


@pytest.mark.parametrize("principal", ["arn:aws:iam::111122223333:root", "anna", "*", "arn:aws:iam::1:role/a"])
def test_refuses_a_principal_that_it_cannot_judge(principal: str) -> None:
    with pytest.raises(ValueError, match="cannot be judged: name a role session"):
        decide(Request(principal=principal, action="s3:GetObject"), Policies())


@pytest.mark.parametrize("resource", ["arn:aws:s3:::bucket/*", "arn:aws:s3:::bucke?"])
def test_refuses_a_request_about_several_resources(resource: str) -> None:
    with pytest.raises(ValueError, match="has wildcards: name one resource"):
        Request(principal=SESSION, action="s3:GetObject", resource=resource)
