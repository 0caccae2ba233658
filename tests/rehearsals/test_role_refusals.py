"""A good request, one of its roles broken in one thing."""

import re
from collections.abc import Callable

import pytest

from rehearsals.given import EMR, INVALID, Account, a_caller, a_role, allow, refusal, trust
from rehearsals.given_studios import sso_request

pytestmark = pytest.mark.usefixtures("directory")

CANNOT_ASSUME = r"{} is invalid: the entity does not have permissions to assume role arn:aws:iam::\d+:role/role-\d+\."
NO_ROLE = r"{} is invalid: role .+ does not exist\."


@pytest.mark.parametrize("member", ["ServiceRole", "UserRole"])
@pytest.mark.parametrize(
    ("role", "message"),
    [
        pytest.param(lambda a: f"arn:aws:iam::{a.id}:role/nobody", NO_ROLE, id="does not exist"),
        pytest.param(lambda _: "arn:aws:iam::123456789012:role/", NO_ROLE, id="is no role"),
        pytest.param(
            lambda a: a_role(a, trusting=trust(a)).replace(a.id, "123456789012"), NO_ROLE, id="is of another account"
        ),
        pytest.param(
            lambda a: a_role(a, trusting=trust(a), Path="/team/").replace("/team/", "/"), NO_ROLE, id="lacks its path"
        ),
        pytest.param(
            lambda a: a_role(a, trusting=trust(a, Principal={"Service": "ec2.amazonaws.com"})),
            CANNOT_ASSUME,
            id="trusts another service",
        ),
        pytest.param(
            lambda a: a_role(a, trusting=trust(a, Principal={"AWS": a.id})),
            CANNOT_ASSUME,
            id="trusts the account alone",
        ),
        pytest.param(
            lambda a: a_role(a, trusting=trust(a, Condition={"StringEquals": {"aws:SourceAccount": "123456789012"}})),
            CANNOT_ASSUME,
            id="trusts EMR for another account",
        ),
        pytest.param(
            lambda a: a_role(
                a, trusting=trust(a, Condition={"ArnLike": {"aws:SourceArn": "arn:aws:elasticmapreduce:us-east-1:*"}})
            ),
            CANNOT_ASSUME,
            id="trusts EMR in another Region",
        ),
        pytest.param(
            lambda a: a_role(a, trusting=trust(a, Action="sts:TagSession")), CANNOT_ASSUME, id="trusts EMR with less"
        ),
    ],
)
def test_a_role_is_refused_that(account: Account, member: str, role: Callable[[Account], str], message: str) -> None:
    code, found = refusal(account.emr.create_studio, **sso_request(account, **{member: role(account)}))
    assert code == INVALID
    assert re.fullmatch(message.format(member), found)


@pytest.mark.parametrize("member", ["ServiceRole", "UserRole"])
def test_whoever_creates_a_studio_must_be_let_pass_both_roles(account: Account, member: str) -> None:
    request = sso_request(account)
    create = allow("elasticmapreduce:CreateStudio")
    other = next(request[name] for name in ("ServiceRole", "UserRole") if name != member)
    to_emr = {"StringEquals": {"iam:PassedToService": EMR}}
    lacking = a_caller(account, create, allow("iam:PassRole", other))
    passing = a_caller(account, create, allow("iam:PassRole", [other, request[member]], Condition=to_emr))

    expected = (
        "AccessDeniedException",
        f"The caller is not authorized to perform: iam:PassRole on resource: {request[member]}",
    )
    assert refusal(account.client("emr", lacking).create_studio, **request) == expected
    assert account.client("emr", passing).create_studio(**request)["StudioId"]
