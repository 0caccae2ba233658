import pytest
from rehearsals.given import Account, Json, a_name, a_policy, a_role, allow, trust
from rehearsals.given_studios import ON_KEY, a_bucket, a_key, a_service_role, access_to

from emr_studio_constructs.ops.checks.iam_things import iam_things
from emr_studio_constructs.ops.checks.roles import service_role, service_role_name, user_role
from emr_studio_constructs.ops.checks.service_role_network import service_role_network
from emr_studio_constructs.ops.checks.service_role_rights import service_role_key, service_role_storage
from emr_studio_constructs.ops.checks.subject import IamKind, IamThing
from emr_studio_constructs.ops.reader import Reader
from ops.checks.asking import findings, said
from ops.checks.networks import a_network

TAG = "for-use-with-amazon-emr-managed-policies"


def test_roles_that_are_to_be_made_are_not_asked_about(account: Account) -> None:
    for check in (
        service_role,
        service_role_name,
        user_role,
        service_role_storage,
        service_role_key,
        service_role_network,
    ):
        assert said(account, check, bucket="notebooks", encryption_key_arn="arn:aws:kms:::key/1") == []


def test_a_role_with_the_trust_that_aws_documents_is_good(account: Account) -> None:
    role = a_role(account, trusting=trust(account))
    assert said(account, service_role, service_role_arn=role) == [f"good {role} EMR can take the service role on"]


def test_a_role_that_is_not_there_is_a_problem(account: Account) -> None:
    gone = f"arn:aws:iam::{account.id}:role/gone"
    other_path = a_role(account, trusting=trust(account)).replace("role/", "role/path/")
    assert said(account, service_role, service_role_arn=gone) == [f"problem {gone} the service role does not exist"]
    assert said(account, service_role, service_role_arn=other_path) == [
        f"problem {other_path} the service role does not exist"
    ]
    assert said(account, user_role, user_role_arn=gone) == [f"problem {gone} the user role does not exist"]


@pytest.mark.parametrize(
    "change",
    [
        {"Principal": {"Service": "ec2.amazonaws.com"}},
        {"Action": "sts:TagSession"},
        {"Effect": "Deny"},
        {"Condition": {"StringEquals": {"aws:SourceAccount": "999999999999"}}},
        {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:elasticmapreduce:eu-west-1:999999999999:*"}}},
        {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:elasticmapreduce:us-east-1:ACCOUNT:*"}}},
    ],
)
def test_a_role_that_emr_cannot_take_on_is_a_problem(account: Account, change: Json) -> None:
    role = a_role(account, trusting=trust(account, **change))
    assert said(account, service_role, service_role_arn=role) == [f"problem {role} EMR cannot take the service role on"]


def test_a_user_role_without_set_context_is_a_warning(account: Account) -> None:
    both = {"Action": ["sts:AssumeRole", "sts:SetContext"]}
    good, old = a_role(account, trusting=trust(account, **both)), a_role(account, trusting=trust(account))
    assert [found.mark for found in findings(account, user_role, user_role_arn=good)] == ["good"]
    assert said(account, user_role, user_role_arn=old) == [
        f"good {old} EMR can take the user role on",
        f"warning {old} does not let EMR say who the person is: sts:SetContext",
    ]


def test_a_dot_in_a_service_role_is_a_problem_for_cloudformation(account: Account) -> None:
    for role, marks in (("role/studio.service", ["problem"]), ("role/studio-service", [])):
        found = findings(account, service_role_name, service_role_arn=f"arn:aws:iam::{account.id}:{role}")
        assert [each.mark for each in found] == marks


def test_roles_of_another_account_are_a_problem_even_where_a_role_has_that_name(account: Account) -> None:
    other = a_role(account, trusting=trust(account)).replace(account.id, "999999999999")
    text = f"is of account 999999999999, the Studio of {account.id}"
    assert said(account, service_role, service_role_arn=other) == [f"problem {other} the service role {text}"]
    thing = IamThing(kind=IamKind.ROLE, name_or_arn=other, key="compute[0].instance_role_arns")
    [found] = findings(account, iam_things, iam_things=(thing,))
    assert (found.mark, found.text) == ("problem", text)


# --- other things in IAM ----------------------------------------------------------------------------------------------


def test_what_a_config_names_in_iam_is_there_or_a_problem(account: Account) -> None:
    iam, user, group = account.client("iam"), a_name("user"), a_name("group")
    iam.create_user(UserName=user)
    iam.create_group(GroupName=group)
    policy = a_policy(account)
    provider = iam.create_saml_provider(Name=a_name("idp"), SAMLMetadataDocument="<xml/>" * 200)["SAMLProviderArn"]
    url = f"https://oidc.example.com/id/{a_name('eks')}"
    oidc = iam.create_open_id_connect_provider(Url=url, ClientIDList=["sts.amazonaws.com"])["OpenIDConnectProviderArn"]
    there = {
        IamKind.ROLE: a_role(account, trusting=trust(account)),
        IamKind.USER: user,
        IamKind.GROUP: group,
        IamKind.POLICY: policy.rpartition("/")[2],
        IamKind.SAML_PROVIDER: provider,
        IamKind.OIDC_PROVIDER: oidc,
    }
    for kind, name in there.items():
        thing, gone = (IamThing(kind=kind, name_or_arn=each, key="access[0]") for each in (name, f"{name}-gone"))
        found = findings(account, iam_things, iam_things=(thing, gone))
        assert [(each.mark, each.about) for each in found] == [("good", name), ("problem", f"{name}-gone")]
        assert found[1].fix == "make it, or correct access[0]"


# --- rights -----------------------------------------------------------------------------------------------------------


def test_a_service_role_that_reaches_its_part_of_the_bucket_is_good(account: Account) -> None:
    bucket = a_bucket(account)
    known = {"bucket": bucket, "prefix": "team", "service_role_arn": a_service_role(account, bucket)}
    assert [found.mark for found in findings(account, service_role_storage, **known)] == ["good"]


def test_a_service_role_without_some_rights_to_its_location_is_a_problem(account: Account) -> None:
    bucket = a_bucket(account)
    elsewhere = allow("s3:*", f"arn:aws:s3:::{bucket}/another-team/*")
    role = a_role(account, elsewhere, access_to(bucket)[1], trusting=trust(account))
    assert said(account, service_role_storage, bucket=bucket, prefix="team", service_role_arn=role) == [
        f"problem {role} may not use s3://{bucket}/team: s3:PutObject, s3:GetObject, s3:DeleteObject"
    ]


def test_a_service_role_uses_the_key_through_s3_or_has_a_problem(account: Account) -> None:
    bucket, key = a_bucket(account), a_key(account)
    through_s3 = {"StringEquals": {"kms:ViaService": "s3.eu-west-1.amazonaws.com", "kms:CallerAccount": account.id}}
    good = a_service_role(account, bucket, allow(ON_KEY, key, Condition=through_s3))
    bad = a_service_role(account, bucket, allow("kms:Decrypt", key))
    known = {"bucket": bucket, "encryption_key_arn": key}
    assert [found.mark for found in findings(account, service_role_key, **known, service_role_arn=good)] == ["good"]
    assert said(account, service_role_key, **known, service_role_arn=bad) == [
        f"problem {bad} may not use {key}: kms:GenerateDataKey, kms:ReEncryptFrom, kms:ReEncryptTo"
    ]


# --- the network ------------------------------------------------------------------------------------------------------

ON_NEW = ["ec2:CreateNetworkInterface", "ec2:CreateTags", "ec2:CreateNetworkInterfacePermission"]


def making(*, by_tag: bool) -> tuple[Json, Json]:
    """What AWS's page lets the service role do, with or without EMR's tag on subnets and groups."""
    condition = {"Condition": {"StringEquals": {f"aws:ResourceTag/{TAG}": "true"}}} if by_tag else {}
    there = [f"arn:aws:ec2:*:*:{kind}/*" for kind in ("subnet", "security-group")]
    return allow(ON_NEW, "arn:aws:ec2:*:*:network-interface/*"), allow(ON_NEW[0], there, **condition)


def test_a_service_role_without_rights_to_ec2_is_a_problem(account: Account) -> None:
    network, bucket = a_network(account), a_bucket(account)
    role = a_service_role(account, bucket)
    [found] = findings(account, service_role_network, **network.known, service_role_arn=role)
    assert (found.mark, found.about) == ("problem", role)
    assert all(action in found.text for action in ON_NEW)
    assert f"ec2:CreateNetworkInterface in subnet/{network.subnets[0]}" in found.text


def test_the_tag_matters_only_where_the_service_role_asks_for_it(account: Account) -> None:
    network = a_network(account)
    by_arn = a_role(account, *making(by_tag=False), trusting=trust(account))
    assert said(account, service_role_network, **network.known, service_role_arn=by_arn) == [
        f"good {by_arn} may make network interfaces"
    ]


def test_what_lacks_the_tag_is_a_problem_each(account: Account) -> None:
    network = a_network(account)
    role = a_role(account, *making(by_tag=True), trusting=trust(account))
    tagged, lacking = network.subnets[0], [network.subnets[1], network.workspace, network.engine]
    account.client("ec2").create_tags(Resources=[tagged], Tags=[{"Key": TAG, "Value": "true"}])
    found = findings(account, service_role_network, **network.known, service_role_arn=role)
    assert [(each.mark, each.about) for each in found] == [*(("problem", name) for name in lacking), ("good", role)]
    assert found[0].command == f"aws ec2 create-tags --resources {lacking[0]} --tags Key={TAG},Value=true"
    account.client("ec2").create_tags(Resources=lacking, Tags=[{"Key": TAG, "Value": "true"}])
    found = findings(account, service_role_network, **network.known, service_role_arn=role)
    assert [each.mark for each in found] == ["good"]


@pytest.mark.parametrize(
    ("more", "mark"),
    [
        ({}, "problem"),
        ({"MissingContextValues": ["aws:PrincipalTag/team"]}, "warning"),
        ({"OrganizationsDecisionDetail": {"AllowedByOrganizations": False}}, "warning"),
        ({"OrganizationsDecisionDetail": {"AllowedByOrganizations": True}}, "problem"),
    ],
)
def test_what_the_simulator_cannot_know_is_a_warning(
    account: Account, monkeypatch: pytest.MonkeyPatch, more: Json, mark: str
) -> None:
    # ministack's simulator knows no organizations.
    result = {"EvalActionName": "s3:PutObject", "EvalDecision": "implicitDeny", **more}
    monkeypatch.setattr("emr_studio_constructs.ops.checks.service_role_rights.role_of", lambda *_: {})
    monkeypatch.setattr(Reader, "get", lambda *_, **__: {"EvaluationResults": [result]})
    [found] = findings(account, service_role_storage, bucket="notebooks", service_role_arn="arn:aws:iam::1:role/r")
    assert found.mark == mark
