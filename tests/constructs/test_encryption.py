"""How notebooks are encrypted, and that EMR is told of the key."""

import pytest
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from buckets import KEY, KEY_READ, KEY_USE, default_template, encryption
from conftest import (
    new_stack,
    new_studio,
    service_role,
    statements,
    statements_of,
    studio_properties,
    studio_template,
    template_of,
)

from emr_studio_constructs import Encryption
from emr_studio_constructs.cfn import Resolver, key_policy, resources, the_only


def test_the_bucket_is_encrypted_with_the_key_that_emr_is_told_of() -> None:
    template = default_template()
    key = Resolver(template).physical(the_only(template, KEY)[0]).arn()
    assert encryption(template) == {
        "BucketKeyEnabled": True,
        "ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key},
    }
    assert studio_properties(template)["EncryptionKeyArn"] == key
    assert statements_of(template, service_role(template))[KEY_USE]["Resource"] == key


def test_the_key_rotates_and_works_through_s3_alone() -> None:
    template = default_template()
    name, key = the_only(template, KEY)
    assert key["Properties"]["EnableKeyRotation"] is True
    policy = statements([key_policy(template, name)])
    assert policy["AllowAccountToUseKeyThroughS3"]["Condition"]["StringEquals"] == {
        "kms:CallerAccount": "111122223333",
        "kms:ViaService": "s3.eu-west-1.amazonaws.com",
    }
    decrypting = [s["Sid"] for s in policy.values() if {"kms:Decrypt", "kms:*"} & set(s["Action"])]
    assert decrypting == ["AllowAccountToUseKeyThroughS3"]


def test_s3_managed_encryption_has_no_key_anywhere() -> None:
    template = studio_template(encryption=Encryption.S3_MANAGED)
    assert not resources(template, KEY)
    assert encryption(template)["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}
    assert "EncryptionKeyArn" not in studio_properties(template)
    assert not {KEY_USE, KEY_READ} & set(statements_of(template, service_role(template)))


def test_a_given_key_encrypts_the_bucket() -> None:
    stack = new_stack()
    key = kms.Key.from_key_arn(
        stack, "Key", "arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-1234567890ab"
    )
    new_studio(stack, encryption_key=key)
    template = template_of(stack)
    assert encryption(template)["ServerSideEncryptionByDefault"]["KMSMasterKeyID"] == key.key_arn
    assert studio_properties(template)["EncryptionKeyArn"] == key.key_arn


@pytest.mark.parametrize("given", ["by the bucket", "by itself", "twice"])
def test_emr_is_told_of_the_key_of_a_given_bucket(given: str) -> None:
    stack = new_stack()
    key = kms.Key(stack, "Key")
    arn = "arn:aws:s3:::notebooks"
    theirs = key if given != "by itself" else None
    bucket = s3.Bucket.from_bucket_attributes(stack, "Bucket", bucket_arn=arn, encryption_key=theirs)
    new_studio(stack, bucket=bucket, prefix="one", encryption_key=key if given != "by the bucket" else None)
    template = template_of(stack)
    key_arn = Resolver(template).physical(the_only(template, KEY)[0]).arn()
    assert studio_properties(template)["EncryptionKeyArn"] == key_arn
    used = statements_of(template, service_role(template))[KEY_USE]
    assert used["Resource"] == key_arn
    assert used["Condition"]["StringLike"] == {"kms:EncryptionContext:aws:s3:arn": [arn, f"{arn}/one/*"]}
