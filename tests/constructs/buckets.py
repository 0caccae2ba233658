"""Readers of the bucket and key in a Studio's template."""

import functools

from conftest import Json, studio_template

from emr_studio_constructs.cfn import Resolver, the_only

ALLOW_DELETION = "emr-studio-constructs:allow-data-deletion"
BUCKET, KEY = "AWS::S3::Bucket", "AWS::KMS::Key"
KEY_USE, KEY_READ = "AllowWorkspaceStorageEncryption", "AllowDescribingWorkspaceStorageKey"


@functools.cache
def default_template() -> Json:
    return studio_template()


def the_bucket(template: Json) -> Json:
    return Resolver(template).properties(the_only(template, BUCKET)[0])


def encryption(template: Json) -> Json:
    (rule,) = the_bucket(template)["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    return dict(rule)
