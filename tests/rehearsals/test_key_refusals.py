"""A good request with a key, which is broken in one thing."""

from collections.abc import Callable

import pytest

from rehearsal.aws import REGION
from rehearsals.given import INVALID, Account, a_role, allow, document, refusal, trust
from rehearsals.given_studios import ON_KEY, a_key, a_service_role, a_studio, bucket_of, kms_request, studio_request

pytestmark = pytest.mark.usefixtures("directory")


def test_a_bucket_that_encrypts_by_kms_is_refused_without_the_key(account: Account) -> None:
    request = kms_request(account)
    del request["EncryptionKeyArn"]
    expected = INVALID, f"Bucket {bucket_of(request)} is encrypted by KMS: EncryptionKeyArn must be specified."
    assert refusal(account.emr.create_studio, **request) == expected


def disabled(account: Account) -> str:
    key = a_key(account)
    account.client("kms").disable_key(KeyId=key)
    return key


def about_to_go(account: Account) -> str:
    key = a_key(account)
    account.client("kms").schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
    return key


@pytest.mark.parametrize(
    ("key", "message"),
    [
        pytest.param(
            lambda a: f"arn:aws:kms:{REGION}:{a.id}:key/11111111-2222-3333-4444-555555555555",
            "does not exist",
            id="does not exist",
        ),
        pytest.param(lambda a: a_key(a).replace(a.id, "123456789012"), "does not exist", id="is of another account"),
        pytest.param(lambda a: a_key(a).replace(REGION, "us-east-1"), "does not exist", id="is of another Region"),
        pytest.param(disabled, "is not enabled", id="is disabled"),
        pytest.param(about_to_go, "is not enabled", id="is about to be deleted"),
        pytest.param(
            lambda a: a_key(a, KeySpec="RSA_2048", KeyUsage="ENCRYPT_DECRYPT"),
            "must be a symmetric encryption key",
            id="is asymmetric",
        ),
        pytest.param(
            lambda a: a_key(a, KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC"),
            "must be a symmetric encryption key",
            id="is for signatures",
        ),
    ],
)
def test_a_key_is_refused_that(account: Account, key: Callable[[Account], str], message: str) -> None:
    given = key(account)
    request = {**studio_request(account), "EncryptionKeyArn": given}
    assert refusal(account.emr.create_studio, **request) == (INVALID, f"Key {given} {message}.")


@pytest.mark.parametrize("action", [*ON_KEY, "kms:DescribeKey"])
def test_a_service_role_is_refused_that_lacks_on_the_key(account: Account, action: str) -> None:
    key = a_key(account)
    given = [each for each in (*ON_KEY, "kms:DescribeKey") if each != action]
    request = kms_request(account, key=key, statement=allow(given, key))
    expected = INVALID, f"Service role does not have permission to access {key}: {action}."
    assert refusal(account.emr.create_studio, **request) == expected


def test_a_key_whose_policy_leaves_the_service_role_out_is_refused(account: Account) -> None:
    someone = a_role(account, trusting=trust(account))
    policy = document(allow("kms:*", Principal={"AWS": someone}))
    key = a_key(account, Policy=policy, BypassPolicyLockoutSafetyCheck=True)
    lacking = ", ".join([*ON_KEY, "kms:DescribeKey"])
    expected = INVALID, f"Service role does not have permission to access {key}: {lacking}."
    assert refusal(account.emr.create_studio, **kms_request(account, key=key)) == expected


@pytest.mark.parametrize("bucket_keys", [True, False], ids=["with Bucket Keys", "without Bucket Keys"])
@pytest.mark.parametrize("named", ["", "/*"], ids=["the bucket", "its objects"])
def test_s3_names_the_bucket_to_kms_with_bucket_keys_and_else_the_object(
    account: Account, *, bucket_keys: bool, named: str
) -> None:
    key = a_key(account)
    request = kms_request(account, key=key, bucket_keys=bucket_keys)
    arn = f"arn:aws:s3:::{bucket_of(request)}{named}"
    context = {"kms:ViaService": f"s3.{REGION}.amazonaws.com", "kms:EncryptionContext:aws:s3:arn": arn}
    through_s3 = allow(ON_KEY, key, Condition={"StringLike": context})
    request["ServiceRole"] = a_service_role(account, bucket_of(request), through_s3, allow("kms:DescribeKey", key))
    if bucket_keys == (named == ""):
        assert a_studio(account, request)
    else:
        expected = INVALID, f"Service role does not have permission to access {key}: {', '.join(ON_KEY)}."
        assert refusal(account.emr.create_studio, **request) == expected


def test_an_alias_is_taken_for_its_key(account: Account) -> None:
    key = a_key(account)
    request = kms_request(account, key=key)
    account.client("kms").create_alias(AliasName="alias/notebooks", TargetKeyId=key)
    assert a_studio(account, {**request, "EncryptionKeyArn": f"arn:aws:kms:{REGION}:{account.id}:alias/notebooks"})
