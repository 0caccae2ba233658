import pytest
from rehearsals.given import Account, Json, a_name, a_policy, a_role, allow, trust
from rehearsals.given_studios import ON_KEY, a_bucket, a_key, a_service_role, access_to

from emr_studio_constructs.ops.checks.emr_tag import emr_tag
from emr_studio_constructs.ops.checks.roles import iam_things, service_role, service_role_name, user_role
from emr_studio_constructs.ops.checks.service_role_rights import service_role_key, service_role_storage
from emr_studio_constructs.ops.checks.subject import IamKind, IamThing
from ops.checks.asking import findings, said
from ops.checks.networks import a_network

TAG = "for-use-with-amazon-emr-managed-policies"


def test_roles_that_are_to_be_made_are_not_asked_about(account: Account) -> None:
    for check in (service_role, service_role_name, user_role, service_role_storage, service_role_key, emr_tag):
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


# --- other things in IAM ----------------------------------------------------------------------------------------------


def test_what_a_config_names_in_iam_is_there_or_a_problem(account: Account) -> None:
    iam, user, group = account.client("iam"), a_name("user"), a_name("group")
    iam.create_user(UserName=user)
    iam.create_group(GroupName=group)
    policy = a_policy(account)
    provider = iam.create_saml_provider(Name=a_name("idp"), SAMLMetadataDocument="<xml/>" * 200)["SAMLProviderArn"]
    there = {
        IamKind.ROLE: a_role(account, trusting=trust(account)),
        IamKind.USER: user,
        IamKind.GROUP: group,
        IamKind.POLICY: policy.rpartition("/")[2],
        IamKind.SAML_PROVIDER: provider,
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


# --- EMR's tag --------------------------------------------------------------------------------------------------------


def by_tag(condition_key: str) -> Json:
    condition = {"StringEquals": {f"{condition_key}/{TAG}": "true"}}
    return allow("ec2:CreateNetworkInterface", "*", Condition=condition)


def test_the_tag_matters_only_where_the_service_role_asks_for_it(account: Account) -> None:
    network = a_network(account)
    by_arn = a_role(account, by_tag("aws:RequestTag"), trusting=trust(account))
    assert said(account, emr_tag, **network.known, service_role_arn=by_arn) == []


def test_what_lacks_the_tag_is_a_warning_each(account: Account) -> None:
    network = a_network(account)
    inline = a_role(account, by_tag("aws:ResourceTag"), trusting=trust(account))
    attached = a_role(account, trusting=trust(account))
    policy = a_policy(account, by_tag("aws:ResourceTag"))
    account.client("iam").attach_role_policy(RoleName=attached.rpartition("/")[2], PolicyArn=policy)
    tagged, lacking = network.subnets[0], [network.subnets[1], network.workspace, network.engine]
    account.client("ec2").create_tags(Resources=[tagged], Tags=[{"Key": TAG, "Value": "true"}])
    for role in (inline, attached):
        found = findings(account, emr_tag, **network.known, service_role_arn=role)
        assert [(each.mark, each.about) for each in found] == [("warning", name) for name in lacking]
    account.client("ec2").create_tags(Resources=lacking, Tags=[{"Key": TAG, "Value": "true"}])
    assert [found.mark for found in findings(account, emr_tag, **network.known, service_role_arn=inline)] == ["good"]
