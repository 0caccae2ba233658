"""A good request, its sign-in or its network broken in one thing; and updates of a good Studio."""

import re
from collections.abc import Callable

import pytest

from rehearsals.given import INVALID, Account, Json, a_role, refusal, trust
from rehearsals.given_studios import a_bucket, a_group, a_key, a_studio, a_subnet, a_vpc, sso_request, studio_request

pytestmark = pytest.mark.usefixtures("directory")

Change = Callable[[Account, Json], Json]


@pytest.mark.parametrize(
    ("request_in", "change", "message"),
    [
        pytest.param(
            studio_request,
            lambda account: {"UserRole": a_role(account, trusting=trust(account))},
            "UserRole must not be specified when AuthMode is IAM.",
            id="a user role in IAM mode",
        ),
        pytest.param(
            sso_request,
            lambda _: {"UserRole": ""},
            "UserRole must be specified when AuthMode is SSO.",
            id="no user role in SSO mode",
        ),
        *(
            pytest.param(
                studio_request,
                lambda _, name=name, value=value: {name: value},
                f"{name} must not be specified when AuthMode is IAM.",
                id=f"{name} in IAM mode",
            )
            for name, value in [
                ("IdcInstanceArn", "arn:aws:sso:::instance/ssoins-1234567890abcdef"),
                ("IdcUserAssignment", "REQUIRED"),
                ("TrustedIdentityPropagationEnabled", True),
            ]
        ),
    ],
)
def test_what_does_not_go_with_the_sign_in_is_refused(
    account: Account, request_in: Callable[..., Json], change: Callable[[Account], Json], message: str
) -> None:
    assert refusal(account.emr.create_studio, **request_in(account, **change(account))) == (INVALID, message)


def test_sso_mode_is_refused_where_identity_center_is_not_enabled(account: Account) -> None:
    (account.aws.directory / "people.json").unlink()
    expected = INVALID, "IAM Identity Center is not enabled."
    assert refusal(account.emr.create_studio, **sso_request(account)) == expected


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(
            lambda _a, _r: {"SubnetIds": []}, "A Studio must have 1 to 5 subnets, but 0 were specified", id="no subnet"
        ),
        pytest.param(
            lambda a, good: {"SubnetIds": [a_subnet(a, good["VpcId"]) for _ in range(6)]},
            "A Studio must have 1 to 5 subnets, but 6 were specified",
            id="six subnets",
        ),
        pytest.param(
            lambda _a, good: {"SubnetIds": [*good["SubnetIds"], "subnet-0123456789abcdef0"]},
            "The subnet ID 'subnet-0123456789abcdef0' does not exist",
            id="an unknown subnet",
        ),
        pytest.param(
            lambda a, good: {"SubnetIds": [*good["SubnetIds"], a_subnet(a, a_vpc(a))]},
            r"Subnet subnet-\w+ does not belong to VPC vpc-\w+",
            id="a subnet outside the VPC",
        ),
        pytest.param(
            lambda _a, _r: {"VpcId": "vpc-0123456789abcdef0"},
            "The vpc ID 'vpc-0123456789abcdef0' does not exist",
            id="an unknown VPC",
        ),
        *(
            case
            for name in ("WorkspaceSecurityGroupId", "EngineSecurityGroupId")
            for case in [
                pytest.param(
                    lambda _a, _r, name=name: {name: "sg-0123456789abcdef0"},
                    "The security group 'sg-0123456789abcdef0' does not exist",
                    id=f"an unknown {name}",
                ),
                pytest.param(
                    lambda a, _r, name=name: {name: a_group(a, a_vpc(a))},
                    r"Security group sg-\w+ does not belong to VPC vpc-\w+",
                    id=f"{name} outside the VPC",
                ),
            ]
        ),
    ],
)
def test_what_is_not_in_one_vpc_is_refused(account: Account, change: Change, message: str) -> None:
    good = studio_request(account)
    code, found = refusal(account.emr.create_studio, **{**good, **change(account, good)})
    assert code == INVALID
    assert re.fullmatch(f"{message}\\.", found)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param(
            lambda _a, good: {"SubnetIds": good["SubnetIds"][1:]},
            r"Subnets cannot be removed from a Studio: subnet-\w+",
            id="a subnet is left out",
        ),
        pytest.param(
            lambda a, good: {"SubnetIds": [*good["SubnetIds"], a_subnet(a, a_vpc(a))]},
            r"Subnet subnet-\w+ does not belong to VPC vpc-\w+",
            id="a subnet is outside the VPC",
        ),
        pytest.param(
            lambda a, good: {"SubnetIds": [*good["SubnetIds"], *(a_subnet(a, good["VpcId"]) for _ in range(4))]},
            "A Studio must have 1 to 5 subnets, but 6 were specified",
            id="there are too many subnets",
        ),
        pytest.param(
            lambda a, _: {"DefaultS3Location": f"s3://{a_bucket(a)}"},
            r"Service role does not have permission to access s3://\S+: .+",
            id="the service role does not reach the new location",
        ),
        pytest.param(
            lambda a, _: {"EncryptionKeyArn": a_key(a)},
            r"Service role does not have permission to access arn:aws:kms:\S+: .+",
            id="the service role does not use the new key",
        ),
    ],
)
def test_an_update_is_refused_when(account: Account, change: Change, message: str) -> None:
    good = studio_request(account)
    studio = a_studio(account, good)
    before = account.emr.describe_studio(StudioId=studio)["Studio"]
    code, found = refusal(account.emr.update_studio, StudioId=studio, **change(account, good))
    assert code == INVALID
    assert re.fullmatch(f"{message}\\.", found)
    assert account.emr.describe_studio(StudioId=studio)["Studio"] == before
