import json

from rehearsals.given import Account, a_name, document
from rehearsals.given_studios import a_bucket, a_key

from emr_studio_constructs.ops.checks.key import key, key_policy
from ops.checks.asking import findings, said


def test_a_symmetric_key_that_iam_decides_over_is_good(account: Account) -> None:
    arn = a_key(account)
    assert said(account, key, encryption_key_arn=arn) == [f"good {arn} is symmetric and enabled"]
    assert [found.mark for found in findings(account, key_policy, encryption_key_arn=arn)] == ["good"]


def test_no_key_is_not_asked_about(account: Account) -> None:
    assert said(account, key) == said(account, key_policy) == []


def test_a_key_that_is_not_there_is_a_problem_once(account: Account) -> None:
    arn = f"arn:aws:kms:eu-west-1:{account.id}:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
    assert said(account, key, encryption_key_arn=arn) == [f"problem {arn} does not exist"]
    assert said(account, key_policy, encryption_key_arn=arn) == []


def test_a_key_of_another_place_is_a_problem(account: Account) -> None:
    for account_id, region in (("999999999999", "eu-west-1"), (account.id, "us-west-2")):
        arn = f"arn:aws:kms:{region}:{account_id}:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
        assert said(account, key, encryption_key_arn=arn) == [
            f"problem {arn} is of account {account_id} in {region}, the Studio of {account.id} in eu-west-1"
        ]


def test_a_key_that_cannot_be_used_is_a_problem(account: Account) -> None:
    kms = account.client("kms")
    rsa, disabled, leaving = (
        a_key(account, KeySpec="RSA_2048", KeyUsage="ENCRYPT_DECRYPT"),
        a_key(account),
        a_key(account),
    )
    kms.disable_key(KeyId=disabled)
    kms.schedule_key_deletion(KeyId=leaving)
    assert said(account, key, encryption_key_arn=rsa) == [f"problem {rsa} is of kind RSA_2048"]
    assert said(account, key, encryption_key_arn=disabled) == [f"problem {disabled} cannot be used: Disabled"]
    [found] = findings(account, key, encryption_key_arn=leaving)
    assert (found.mark, found.text) == ("problem", "cannot be used: PendingDeletion")
    assert found.command == f"aws kms cancel-key-deletion --key-id {leaving} && aws kms enable-key --key-id {leaving}"


def test_the_buckets_key_is_asked_about_where_the_studio_is_told_of_none(account: Account) -> None:
    disabled = a_key(account)
    name = a_bucket(account, key=disabled)
    account.client("kms").disable_key(KeyId=disabled)
    assert said(account, key, bucket=name) == [f"problem {disabled} cannot be used: Disabled"]


def test_a_key_given_by_its_id_or_alias_is_the_key(account: Account) -> None:
    arn, alias = a_key(account), f"alias/{a_name('key')}"
    account.client("kms").create_alias(AliasName=alias, TargetKeyId=arn)
    for name in (arn.rpartition("/")[2], alias):
        assert said(account, key, encryption_key_arn=name) == [f"good {arn} is symmetric and enabled"]
    assert said(account, key, bucket=a_bucket(account, key=alias)) == [f"good {arn} is symmetric and enabled"]


def test_a_key_whose_policy_names_others_alone_is_a_warning_unless_the_role_is_among_them(account: Account) -> None:
    role = f"arn:aws:iam::{account.id}:role/service"
    allowed = {"Effect": "Allow", "Action": "kms:*", "Resource": "*", "Principal": {"AWS": [role]}}
    arn = a_key(account, Policy=document(allowed))
    assert json.loads(account.client("kms").get_key_policy(KeyId=arn, PolicyName="default")["Policy"])
    assert [found.mark for found in findings(account, key_policy, encryption_key_arn=arn)] == ["warning"]
    known = {"encryption_key_arn": arn, "service_role_arn": role}
    assert [found.mark for found in findings(account, key_policy, **known)] == ["good"]
