import pytest
from rehearsals.given import Account, Json, a_name, an_account, deny, document
from rehearsals.given_studios import a_bucket, a_key, a_service_role

from emr_studio_constructs.ops.checks.bucket import access_logs, bucket, bucket_encryption, public_access
from emr_studio_constructs.ops.checks.bucket_policy import bucket_policy
from ops.checks.asking import findings, said
from rehearsal.aws import LocalAws

CHECKS = (bucket, bucket_encryption, public_access, bucket_policy)


def test_a_bucket_of_the_account_is_good(account: Account) -> None:
    name = a_bucket(account)
    for check in CHECKS:
        assert {found.mark for found in findings(account, check, bucket=name)} <= {"good"}


def test_a_bucket_that_is_to_be_made_is_not_asked_about(account: Account) -> None:
    for check in CHECKS:
        assert said(account, check) == []


def test_a_bucket_that_is_not_the_accounts_is_a_problem_once(account: Account, aws: LocalAws) -> None:
    for name in (a_bucket(an_account(aws)), "nobody-has-this"):
        answers = [
            answer for check in CHECKS for answer in said(account, check, bucket=name) if "unknown" not in answer
        ]
        assert answers == [f"problem {name} is no bucket of account {account.id}"]


def test_a_bucket_of_another_region_is_a_problem(account: Account) -> None:
    name = a_name(f"elsewhere-{account.id}")
    s3 = account.aws.client("s3", account=account.id, region="us-west-2")
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    assert said(account, bucket, bucket=name) == [f"problem {name} is in us-west-2, not in eu-west-1"]


def test_a_living_studios_bucket_of_another_account_is_a_warning_and_one_that_is_gone_a_problem(
    account: Account, aws: LocalAws
) -> None:
    name = a_bucket(an_account(aws))
    assert said(account, bucket, bucket=name, studio_id="es-1") == [
        f"warning {name} is no bucket of account {account.id}, but of another"
    ]
    assert said(account, bucket_policy, bucket=name, studio_id="es-1") == []
    [gone] = findings(account, bucket, bucket="nobody-has-this", studio_id="es-1")
    assert gone.mark == "problem"


def test_a_bucket_for_access_logs_is_there_or_a_problem(account: Account) -> None:
    name = a_bucket(account)
    assert [found.mark for found in findings(account, access_logs, access_log_bucket=name)] == ["good"]
    [found] = findings(account, access_logs, access_log_bucket="nobody-has-this")
    assert (found.mark, found.about) == ("problem", "nobody-has-this")


# --- encryption -------------------------------------------------------------------------------------------------------


def test_a_bucket_encrypts_with_the_key_that_the_studio_is_told_of(account: Account) -> None:
    key, other = a_key(account), a_key(account)
    name = a_bucket(account, key=key)
    assert said(account, bucket_encryption, bucket=name, encryption_key_arn=key) == [f"good {name} encrypts with {key}"]
    assert said(account, bucket_encryption, bucket=name, encryption_key_arn=other) == [
        f"problem {name} encrypts with {key}, not with {other}"
    ]


def test_a_key_by_its_id_is_the_same_key(account: Account) -> None:
    key = a_key(account)
    name = a_bucket(account, key=key.rpartition("/")[2])
    assert [found.mark for found in findings(account, bucket_encryption, bucket=name, encryption_key_arn=key)] == [
        "good"
    ]


@pytest.mark.parametrize(("role", "mark"), [(None, "problem"), ("arn:aws:iam::1:role/given", "warning")])
def test_a_key_that_the_studio_is_not_told_of_is_a_problem_for_a_role_of_ours(
    account: Account, role: str | None, mark: str
) -> None:
    key = a_key(account)
    [found] = findings(account, bucket_encryption, bucket=a_bucket(account, key=key), service_role_arn=role)
    assert (found.mark, found.fix) == (mark, f"name the key in the config, storage.encryption_key_arn: {key}")


def test_a_key_for_a_bucket_that_encrypts_by_s3_is_a_warning(account: Account) -> None:
    name = a_bucket(account)
    assert said(account, bucket_encryption, bucket=name, encryption_key_arn=a_key(account)) == [
        f"warning {name} encrypts by S3's own key, not by the one given"
    ]


def test_a_bucket_without_bucket_keys_is_a_warning(account: Account) -> None:
    key = a_key(account)
    name = a_bucket(account, key=key, bucket_keys=False)
    assert said(account, bucket_encryption, bucket=name, encryption_key_arn=key) == [
        f"warning {name} encrypts with the key given, without S3 Bucket Keys"
    ]


def test_s3s_own_key_by_kms_is_good(account: Account) -> None:
    for key in (None, "alias/aws/s3", f"arn:aws:kms:eu-west-1:{account.id}:alias/aws/s3"):
        name, default = a_bucket(account), {"SSEAlgorithm": "aws:kms", **({"KMSMasterKeyID": key} if key else {})}
        rule = {"ApplyServerSideEncryptionByDefault": default}
        account.client("s3").put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": [rule]})
        assert said(account, bucket_encryption, bucket=name) == [f"good {name} encrypts with a key of S3"]


def test_a_key_that_aws_manages_is_s3s_own(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    key = a_key(account)
    name = a_bucket(account, key=key)
    # ministack has no keys that AWS manages.
    module = "emr_studio_constructs.ops.checks.encryption_reading"
    monkeypatch.setattr(f"{module}.metadata_of", lambda *_: {"Arn": key, "KeyManager": "AWS"})
    assert said(account, bucket_encryption, bucket=name) == [f"good {name} encrypts with a key of S3"]


# --- the public -------------------------------------------------------------------------------------------------------


def test_a_bucket_that_does_not_block_public_access_is_a_warning(account: Account) -> None:
    name = a_bucket(account)
    account.client("s3").delete_public_access_block(Bucket=name)
    names = "BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets"
    assert said(account, public_access, bucket=name) == [f"warning {name} does not block public access: {names}"]


def test_a_policy_that_lets_the_public_in_is_a_warning(account: Account) -> None:
    name = a_bucket(account)
    s3 = account.client("s3")
    # ministack does not say whether a policy is public.
    public = lambda **_: (type("Answer", (), {"status_code": 200}), {"PolicyStatus": {"IsPublic": True}})  # noqa: E731  # an answer
    s3.meta.events.register("before-call.s3.GetBucketPolicyStatus", public, unique_id="public")
    try:
        assert said(account, public_access, bucket=name) == [f"warning {name} its policy lets the public in"]
    finally:
        s3.meta.events.unregister("before-call.s3.GetBucketPolicyStatus", unique_id="public")


# --- the policy -------------------------------------------------------------------------------------------------------


def policy(account: Account, **statement: object) -> tuple[str, str]:
    """A bucket with a Deny for everybody in all of it, but for what a test says, and a service role."""
    name = a_bucket(account)
    role = a_service_role(account, name)
    on = [f"arn:aws:s3:::{name}", f"arn:aws:s3:::{name}/*"]
    written: Json = {**deny("s3:*", on, Principal="*", Sid="Closed"), **statement}
    if written["Principal"] == "the role":
        written["Principal"] = {"AWS": role}
    given = {key: value for key, value in written.items() if value is not None}
    content = document(given).replace("the role", role).replace("ACCOUNT", account.id)
    account.client("s3").put_bucket_policy(Bucket=name, Policy=content)
    return name, role


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        ({}, "the statement Closed of its policy denies the service role its work"),
        (
            {"Condition": {"StringEquals": {"aws:PrincipalAccount": "ACCOUNT"}}},
            "the statement Closed of its policy denies the service role its work",
        ),
        (
            {"Condition": {"Bool": {"aws:SecureTransport": "true"}}},
            "the statement Closed of its policy denies the service role its work",
        ),
        (
            {"Condition": {"StringNotEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}},
            "the statement Closed of its policy denies by s3:x-amz-acl",
        ),
        (
            {"Principal": None, "NotPrincipal": {"AWS": "arn:aws:iam::1:role/admin"}},
            "the statement Closed of its policy denies the service role its work",
        ),
        ({"Principal": "the role"}, "the statement Closed of its policy denies the service role its work"),
        (
            {"Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}},
            "the statement Closed of its policy denies by aws:sourcevpce",
        ),
        (
            {"Condition": {"StringNotLike": {"aws:PrincipalArn": "arn:aws:iam::1:role/admin"}}},
            "the statement Closed of its policy denies the service role its work",
        ),
        (
            {"Action": "s3:PutObject", "Condition": {"Null": {"s3:x-amz-server-side-encryption": "true"}}},
            "the statement Closed of its policy denies by s3:x-amz-server-side-encryption",
        ),
    ],
)
def test_a_deny_that_may_meet_the_service_role_is_named(account: Account, statement: Json, text: str) -> None:
    name, role = policy(account, **statement)
    [found] = findings(account, bucket_policy, bucket=name, prefix="team", service_role_arn=role)
    assert found.mark == ("warning" if "denies by" in text else "problem")
    assert (found.about, found.text) == (name, text)


@pytest.mark.parametrize(
    "statement",
    [
        {"Condition": {"Bool": {"aws:SecureTransport": "false"}}},
        {"Condition": {"NumericLessThan": {"s3:TlsVersion": "1.2"}}},
        {"Condition": {"ArnNotLike": {"aws:PrincipalArn": "the role"}}},
        {"Condition": {"StringNotEquals": {"aws:PrincipalAccount": ["1", "ACCOUNT"]}}},
        {"Condition": {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-1"}}},
        {"Condition": {"StringEquals": {"s3:x-amz-acl": ["public-read", "public-read-write"]}}},
        {"Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::1:role/admin"}}},
        {"Principal": None, "NotPrincipal": {"AWS": "the role"}},
        {"Action": ["s3:DeleteBucket", "s3:PutBucketPolicy"]},
        {"Principal": {"AWS": "arn:aws:iam::111111111111:role/another"}},
        {"Resource": "arn:aws:s3:::ANY/another-team/*"},
        {"Effect": "Allow", "Principal": "the role"},
    ],
)
def test_a_statement_that_does_not_meet_the_service_role_is_good(account: Account, statement: Json) -> None:
    name, role = policy(account, **statement)
    assert said(account, bucket_policy, bucket=name, prefix="team", service_role_arn=role) == [
        f"good {name} its policy denies the service role nothing"
    ]


@pytest.mark.parametrize(
    ("excepted", "marks"),
    [("arn:aws:iam::ACCOUNT:role/*", ["good"]), ("arn:aws:iam::ACCOUNT:role/studio-service", ["warning"])],
)
def test_an_exception_by_name_may_be_that_of_a_role_that_is_to_be_made(
    account: Account, excepted: str, marks: list[str]
) -> None:
    name, _ = policy(account, Condition={"ArnNotLike": {"aws:PrincipalArn": excepted}})
    assert [found.mark for found in findings(account, bucket_policy, bucket=name, prefix="team")] == marks
