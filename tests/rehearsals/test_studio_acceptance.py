"""Good requests, which the local AWS must accept: else its refusals would prove nothing."""

from collections.abc import Callable

import pytest

from rehearsals.given import Account, Json, a_policy, a_role, allow, trust
from rehearsals.given_studios import (
    ON_OBJECTS,
    a_bucket,
    a_service_role,
    a_studio,
    a_subnet,
    bucket_of,
    kms_request,
    sso_request,
    studio_request,
)

pytestmark = pytest.mark.usefixtures("directory")

Change = Callable[[Account, Json], Json]


def iam_request(account: Account) -> Json:
    return studio_request(account)


@pytest.mark.parametrize(
    "good",
    [
        pytest.param(iam_request, id="in IAM mode"),
        pytest.param(sso_request, id="in SSO mode"),
        pytest.param(kms_request, id="with a key"),
        pytest.param(lambda account: kms_request(account, bucket_keys=False), id="with a key and without Bucket Keys"),
    ],
)
def test_a_good_request_is_accepted(account: Account, good: Callable[[Account], Json]) -> None:
    assert a_studio(account, good(account)).startswith("es-")


def with_role(account: Account, request: Json, **more: object) -> Json:
    return {"ServiceRole": a_service_role(account, bucket_of(request), **more)}


@pytest.mark.parametrize(
    ("end", "prefix"),
    [("", ""), ("/", ""), ("/a/b", "a/b/"), ("/a/b/", "a/b/")],
    ids=["a bucket", "a bucket with a slash", "a prefix", "a prefix with a slash"],
)
def test_rights_to_the_location_alone_are_enough_where_it_is(account: Account, end: str, prefix: str) -> None:
    bucket = a_bucket(account)
    arn = f"arn:aws:s3:::{bucket}"
    rights = [
        allow(ON_OBJECTS, f"{arn}/{prefix}e-*"),
        allow("s3:ListBucket", arn, Condition={"StringEquals": {"s3:prefix": prefix}}),
        allow("s3:GetEncryptionConfiguration", arn),
    ]
    role = a_role(account, *rights, trusting=trust(account))
    request = studio_request(account, DefaultS3Location=f"s3://{bucket}{end}", ServiceRole=role)
    assert a_studio(account, request).startswith("es-")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda a, good: with_role(a, good, Path="/team/emr/"), id="the role's ARN has a path"),
        pytest.param(lambda _, good: {"ServiceRole": good["ServiceRole"].split("/")[1]}, id="the role is named"),
        pytest.param(
            lambda a, good: with_role(a, good, PermissionsBoundary=a_policy(a, allow("s3:*"))),
            id="the boundary holds what the role needs",
        ),
        pytest.param(lambda _, good: {"SubnetIds": good["SubnetIds"][:1]}, id="there is one subnet"),
        pytest.param(
            lambda a, good: {"SubnetIds": [a_subnet(a, good["VpcId"]) for _ in range(5)]}, id="there are five subnets"
        ),
        pytest.param(
            lambda _, good: {"EngineSecurityGroupId": good["WorkspaceSecurityGroupId"]}, id="both groups are one"
        ),
    ],
)
def test_what_else_is_good_is_accepted(account: Account, change: Change) -> None:
    good = studio_request(account)
    assert a_studio(account, {**good, **change(account, good)}).startswith("es-")
