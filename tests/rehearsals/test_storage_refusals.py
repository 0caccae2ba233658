"""A good request, its location or the rights to it broken in one thing."""

from collections.abc import Callable

import pytest

from rehearsal.aws import LocalAws
from rehearsals.given import (
    INVALID,
    Account,
    Json,
    a_policy,
    a_role,
    allow,
    an_account,
    deny,
    document,
    refusal,
    trust,
)
from rehearsals.given_studios import a_bucket, a_service_role, access_to, bucket_of, studio_request

pytestmark = pytest.mark.usefixtures("directory")

Change = Callable[[Account, Json], Json]


def without(actions: str) -> Change:
    """A service role that may do all but this in its bucket, by an explicit deny in its own policy."""
    return lambda account, good: {"ServiceRole": a_service_role(account, bucket_of(good), deny(actions))}


def never_given(action: str) -> Change:
    """A service role whose policies leave one action out."""

    def change(account: Account, good: Json) -> Json:
        rights = [
            {**right, "Action": [each for each in right["Action"] if each != action]}
            for right in access_to(bucket_of(good))
        ]
        return {"ServiceRole": a_role(account, *rights, trusting=trust(account))}

    return change


def denied_by_the_bucket(account: Account, good: Json) -> Json:
    bucket = bucket_of(good)
    statement = deny("s3:PutObject", f"arn:aws:s3:::{bucket}/*", Principal="*")
    account.client("s3").put_bucket_policy(Bucket=bucket, Policy=document(statement))
    return {}


def bound_to(*actions: str) -> Change:
    return lambda account, good: {
        "ServiceRole": a_service_role(
            account, bucket_of(good), PermissionsBoundary=a_policy(account, allow(list(actions)))
        )
    }


def elsewhere(account: Account, good: Json) -> Json:
    return {"ServiceRole": a_service_role(account, f"{bucket_of(good)}-of-another-name")}


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        *(
            pytest.param(change(action), action, id=f"{action} is {how}")
            for action in (
                "s3:PutObject",
                "s3:GetObject",
                "s3:DeleteObject",
                "s3:ListBucket",
                "s3:GetEncryptionConfiguration",
            )
            for how, change in (("denied", without), ("not given", never_given))
        ),
        pytest.param(denied_by_the_bucket, "s3:PutObject", id="the bucket's policy denies it"),
        pytest.param(
            bound_to("s3:PutObject", "s3:*Object", "s3:GetEncryptionConfiguration"),
            "s3:ListBucket",
            id="the permissions boundary lacks it",
        ),
        pytest.param(
            elsewhere,
            "s3:PutObject, s3:GetObject, s3:DeleteObject, s3:ListBucket, s3:GetEncryptionConfiguration",
            id="its rights are to another bucket",
        ),
    ],
)
def test_a_service_role_that_cannot_reach_the_location_is_refused(
    account: Account, change: Change, lacking: str
) -> None:
    good = studio_request(account)
    message = f"Service role does not have permission to access {good['DefaultS3Location']}: {lacking}."
    assert refusal(account.emr.create_studio, **{**good, **change(account, good)}) == (INVALID, message)


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("s3://nobody-has-this", "Bucket nobody-has-this does not exist, or is not this account's."),
        ("s3://not a bucket", "Bucket not a bucket does not exist, or is not this account's."),
        ("nobody-has-this", "DefaultS3Location nobody-has-this is not an Amazon S3 URI."),
        ("s3:///notebooks", "DefaultS3Location s3:///notebooks is not an Amazon S3 URI."),
    ],
)
def test_a_location_is_refused_without_a_bucket_in_it(account: Account, location: str, message: str) -> None:
    request = studio_request(account, DefaultS3Location=location)
    assert refusal(account.emr.create_studio, **request) == (INVALID, message)


def test_a_bucket_of_another_account_is_refused(account: Account, aws: LocalAws) -> None:
    bucket = a_bucket(an_account(aws))
    request = studio_request(account, DefaultS3Location=f"s3://{bucket}", ServiceRole=a_service_role(account, bucket))
    expected = INVALID, f"Bucket {bucket} does not exist, or is not this account's."
    assert refusal(account.emr.create_studio, **request) == expected
