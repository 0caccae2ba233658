import pytest

from emr_studio_constructs.review.encryption import Agreement, Encryption, Store
from emr_studio_constructs.review.encryption_reading import encryption_of
from review.by_hand import Json, by_hand, reviewed, statements_of
from review.reviewed import studios_in


def stores(resources: Json) -> dict[str, Store]:
    return {f"{each.id} {each.holds}": each for each in encryption_of(reviewed(resources)).stores}


def encryption_of_sample(sample: str, stack: str) -> Encryption:
    return next(encryption_of(each) for each in studios_in(sample) if each.stack == stack)


def rule(resources: Json) -> Json:
    found: Json = resources["Bucket"]["Properties"]["BucketEncryption"]["ServerSideEncryptionConfiguration"][0]
    return found


def test_notebooks_are_encrypted_with_the_key_that_the_studio_is_told_of() -> None:
    found = encryption_of(reviewed(by_hand()))
    (store,) = found.stores
    assert found.agreement is Agreement.SAME
    assert (store.holds, store.at_rest) == ("notebooks", "KMS key Key, with S3 Bucket Keys")
    assert store.in_transit == "TLS alone: its policy refuses the rest"
    assert found.keys == (store.key,)


def test_a_key_says_who_may_do_what_with_it() -> None:
    resources = by_hand()
    statements_of(resources, "Key").append(
        {
            "Effect": "Deny",
            "NotPrincipal": {"AWS": ["arn:aws:iam::111122223333:role/a", "*"]},
            "NotAction": "kms:Get*",
            "Resource": "*",
            "Condition": {"StringEquals": {"kms:CallerAccount": ["1", "2"]}},
        }
    )
    (key,) = encryption_of(reviewed(resources)).keys
    assert (key.id, key.is_defined, key.rotates) == ("Key", True, True)
    assert key.policy == (
        "allows the IAM policies of account 111122223333 kms:*",
        (
            "denies everybody but arn:aws:iam::111122223333:role/a, everybody all but kms:Get*, "
            "if kms:calleraccount StringEquals 1 or 2"
        ),
    )


@pytest.mark.parametrize("name", ["alias/notebooks", "arn:aws:kms:eu-west-1:111122223333:alias/notebooks"])
def test_a_key_is_the_same_by_its_alias(name: str) -> None:
    resources = by_hand()
    target = {"Fn::GetAtt": ["Key", "Arn"]}
    resources["Alias"] = {
        "Type": "AWS::KMS::Alias",
        "Properties": {"AliasName": "alias/notebooks", "TargetKeyId": target},
    }
    resources["Other"] = {"Type": "AWS::KMS::Alias", "Properties": {"AliasName": "alias/other", "TargetKeyId": "other"}}
    resources = {"Other": resources.pop("Other"), **resources}
    rule(resources)["ServerSideEncryptionByDefault"]["KMSMasterKeyID"] = name
    assert encryption_of(reviewed(resources)).agreement is Agreement.SAME


def test_keys_that_differ_do_not_agree() -> None:
    resources = by_hand()
    rule(resources)["ServerSideEncryptionByDefault"]["KMSMasterKeyID"] = "other"
    found = encryption_of(reviewed(resources))
    assert found.agreement is Agreement.DIFFERENT
    assert [(each.id, each.is_defined, each.rotates, each.policy) for each in found.keys][1:] == [
        ("other", False, None, ())
    ]


@pytest.mark.parametrize(
    ("is_told", "has_one", "agreement"),
    [
        (True, False, Agreement.BUCKET_HAS_NONE),
        (False, True, Agreement.STUDIO_IS_NOT_TOLD),
        (False, False, Agreement.NO_KEY),
    ],
)
def test_the_studio_and_its_bucket_may_each_have_no_key(is_told: bool, has_one: bool, agreement: Agreement) -> None:  # noqa: FBT001  # parametrized
    resources = by_hand()
    if not is_told:
        del resources["Studio"]["Properties"]["EncryptionKeyArn"]
    if not has_one:
        rule(resources)["ServerSideEncryptionByDefault"] = {"SSEAlgorithm": "AES256"}
    found = encryption_of(reviewed(resources))
    assert found.agreement is agreement
    assert found.stores[0].at_rest.startswith("KMS key Key" if has_one else "a key of S3")


def test_kms_without_a_key_is_s3s_own_of_kms() -> None:
    resources = by_hand()
    del rule(resources)["ServerSideEncryptionByDefault"]["KMSMasterKeyID"]
    assert encryption_of(reviewed(resources)).stores[0].at_rest == "KMS key alias/aws/s3, with S3 Bucket Keys"


def test_a_bucket_of_somebody_elses_is_unknown() -> None:
    resources = by_hand()
    resources["Studio"]["Properties"]["DefaultS3Location"] = "s3://theirs/team"
    found = encryption_of(reviewed(resources))
    assert found.agreement is Agreement.UNKNOWN
    assert (found.stores[0].id, found.stores[0].is_defined, found.stores[0].holds) == ("theirs", False, "notebooks")
    assert found.stores[0].at_rest.startswith("unknown")
    assert found.stores[0].in_transit.startswith("unknown")


@pytest.mark.parametrize("policy", ["none", "by another condition", "for reading alone"])
def test_tls_is_not_demanded_by_a_policy_that_lets_some_pass(policy: str) -> None:
    resources = by_hand()
    statement = statements_of(resources, "BucketPolicy")[0]
    if policy == "none":
        del resources["BucketPolicy"]
    elif policy == "by another condition":
        statement["Condition"]["StringEquals"] = {"aws:PrincipalAccount": "111122223333"}
    else:
        statement["Action"] = "s3:GetObject"
    assert encryption_of(reviewed(resources)).stores[0].in_transit == "TLS is not demanded"


def test_buckets_are_called_by_what_is_written_to_them() -> None:
    resources = by_hand()
    resources["Bucket"]["Properties"]["LoggingConfiguration"] = {"DestinationBucketName": {"Ref": "Logs"}}
    resources["Logs"] = {"Type": "AWS::S3::Bucket"}
    resources["Rest"] = {"Type": "AWS::S3::Bucket"}
    resources["Trail"] = {"Type": "AWS::CloudTrail::Trail", "Properties": {"S3BucketName": "trails"}}
    assert set(stores(resources)) == {
        "Bucket notebooks",
        "Logs access logs",
        "trails recorded calls",
        "Rest ",
        "Trail recorded calls, in its bucket",
    }
    assert stores(resources)["Rest "].at_rest == "a key of S3"


def test_stores_say_their_own_key_or_whose_they_use_without() -> None:
    resources = by_hand()
    resources["Log"] = {"Type": "AWS::Logs::LogGroup"}
    resources["Topic"] = {"Type": "AWS::SNS::Topic", "Properties": {"KmsMasterKeyId": {"Ref": "Key"}}}
    found = stores(resources)
    assert found["Log logs"].at_rest == "a key of CloudWatch Logs"
    assert found["Topic messages"].at_rest == "KMS key Key"


def test_a_stream_encrypts_where_it_is_told_to() -> None:
    resources = by_hand()
    told = {"DeliveryStreamEncryptionConfigurationInput": {"KeyType": "AWS_OWNED_CMK"}}
    resources["Told"] = {"Type": "AWS::KinesisFirehose::DeliveryStream", "Properties": told}
    resources["Untold"] = {"Type": "AWS::KinesisFirehose::DeliveryStream"}
    found = stores(resources)
    assert found["Told records, until they are delivered"].at_rest == "a key of Firehose"
    assert found["Untold records, until they are delivered"].at_rest == "nothing that the template names"


@pytest.mark.parametrize("kept", [True, False])
def test_logs_that_emr_serverless_does_not_keep_are_no_store(kept: bool) -> None:  # noqa: FBT001  # parametrized
    resources = by_hand()
    monitoring = {"ManagedPersistenceMonitoringConfiguration": {"Enabled": kept}}
    resources["Spark"] = {
        "Type": "AWS::EMRServerless::Application",
        "Properties": {"MonitoringConfiguration": monitoring},
    }
    assert ("Spark logs of Spark, 30 days" in stores(resources)) is kept


def test_the_sample_with_everything_shows_where_its_records_go() -> None:
    found = {each.holds: each for each in encryption_of_sample("everything", "Analytics").stores}
    assert found["access logs"].id == "example-access-logs"
    assert found["delivered records"].id == "example-audit"
    assert found["records, until they are delivered"].at_rest == "a key of Firehose"
