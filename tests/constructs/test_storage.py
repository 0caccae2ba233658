"""Where notebooks are saved, how they are encrypted, and what happens to them on deletion."""

import pytest
from aws_cdk import Duration, RemovalPolicy, Token
from aws_cdk import aws_s3 as s3
from buckets import ALLOW_DELETION, BUCKET, KEY, default_template, the_bucket
from conftest import (
    FLAGS,
    Argument,
    Json,
    new_app,
    new_stack,
    new_studio,
    service_role,
    statements_of,
    studio_properties,
    studio_template,
    template_of,
    warnings_of,
)

from emr_studio_constructs import NotebookStorageClass, OldNotebooks
from emr_studio_constructs.cfn import Resolver, bucket_policy, resources, the_only


def lifecycle(**arguments: Argument) -> dict[str, Json]:
    return {rule["Id"]: rule for rule in the_bucket(studio_template(**arguments))["LifecycleConfiguration"]["Rules"]}


def test_the_bucket_is_private_versioned_and_owned_by_the_account() -> None:
    bucket = the_bucket(default_template())
    assert all(bucket["PublicAccessBlockConfiguration"].values())
    assert len(bucket["PublicAccessBlockConfiguration"]) == 4
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert bucket["OwnershipControls"] == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
    assert "BucketName" not in bucket


def test_the_bucket_is_reached_over_tls_alone() -> None:
    template = default_template()
    policy = bucket_policy(template, the_only(template, BUCKET)[0])
    assert policy
    (refused,) = (s for s in policy["Statement"] if s["Effect"] == "Deny")
    arn = Resolver(template).physical(the_only(template, BUCKET)[0]).arn()
    assert refused["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert refused["Resource"] == [arn, f"{arn}/*"]
    assert (refused["Action"], refused["Principal"]) == ("s3:*", {"AWS": "*"})


def test_a_prefix_is_the_studios_part_of_the_bucket() -> None:
    template = studio_template(prefix="notebooks/one")
    arn = Resolver(template).physical(the_only(template, BUCKET)[0]).arn()
    assert studio_properties(template)["DefaultS3Location"] == f"s3://{arn.rpartition(':')[2]}/notebooks/one"
    assert statements_of(template, service_role(template))["ObjectActions"]["Resource"] == f"{arn}/notebooks/one/*"


@pytest.mark.parametrize(("prefix", "objects"), [("one", "one/*"), ("", "*")])
def test_a_given_bucket_is_used_as_it_is(prefix: str, objects: str) -> None:
    stack = new_stack()
    new_studio(stack, bucket=s3.Bucket.from_bucket_name(stack, "Bucket", "notebooks"), prefix=prefix)
    template = template_of(stack)
    assert not resources(template, BUCKET)
    assert not resources(template, "AWS::S3::BucketPolicy")
    assert not resources(template, KEY)
    assert studio_properties(template)["DefaultS3Location"] == f"s3://notebooks/{prefix}".rstrip("/")
    allowed = statements_of(template, service_role(template))
    assert allowed["ObjectActions"]["Resource"] == f"arn:aws:s3:::notebooks/{objects}"
    assert allowed["BucketActions"]["Resource"] == "arn:aws:s3:::notebooks"


def test_old_versions_expire_and_broken_uploads_are_cleaned_up() -> None:
    rules = lifecycle()
    assert rules["ExpireNoncurrentVersions"]["NoncurrentVersionExpiration"] == {"NoncurrentDays": 90}
    assert rules["AbortIncompleteUploads"]["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 7}
    assert not any("ExpirationInDays" in rule for rule in rules.values())


def test_how_long_old_versions_stay_is_by_choice() -> None:
    rules = lifecycle(noncurrent_version_expiration=Duration.days(7))
    assert rules["ExpireNoncurrentVersions"]["NoncurrentVersionExpiration"] == {"NoncurrentDays": 7}
    assert "MoveOldNotebooks" not in rules


@pytest.mark.parametrize(
    ("choice", "days", "storage_class"),
    [
        (NotebookStorageClass.INTELLIGENT_TIERING, 0, "INTELLIGENT_TIERING"),
        (NotebookStorageClass.INFREQUENT_ACCESS, 30, "STANDARD_IA"),
        (NotebookStorageClass.GLACIER_INSTANT_RETRIEVAL, 1, "GLACIER_IR"),
    ],
)
def test_old_notebooks_move_to_the_chosen_class(choice: NotebookStorageClass, days: int, storage_class: str) -> None:
    rule = lifecycle(old_notebooks=OldNotebooks(storage_class=choice, after=Duration.days(days)))["MoveOldNotebooks"]
    assert rule == {
        "Id": "MoveOldNotebooks",
        "Status": "Enabled",
        "Transitions": [{"StorageClass": storage_class, "TransitionInDays": days}],
    }


def test_old_notebooks_can_move_to_no_class_that_takes_a_restore() -> None:
    assert {"GLACIER", "DEEP_ARCHIVE", "GLACIER_FLEXIBLE_RETRIEVAL"}.isdisjoint(NotebookStorageClass)


def test_a_storage_class_may_be_given_by_its_name_and_the_time_by_a_token() -> None:
    days = Duration.days(Token.as_number({"Ref": "Days"}))
    moving = OldNotebooks(storage_class="INFREQUENT_ACCESS", after=days)  # type: ignore[arg-type]  # plain text
    bucket = the_only(studio_template(old_notebooks=moving), BUCKET)[1]
    *_, rule = bucket["Properties"]["LifecycleConfiguration"]["Rules"]
    assert rule["Transitions"] == [{"StorageClass": "STANDARD_IA", "TransitionInDays": {"Ref": "Days"}}]


def test_access_is_logged_where_asked() -> None:
    stack = new_stack()
    logs = s3.Bucket.from_bucket_name(stack, "Logs", "access-logs")
    new_studio(stack, server_access_logs_bucket=logs, server_access_logs_prefix="studio/")
    logging = the_bucket(template_of(stack))["LoggingConfiguration"]
    assert logging == {"DestinationBucketName": "access-logs", "LogFilePrefix": "studio/"}


@pytest.mark.parametrize(
    ("removal_policy", "context", "kept", "warnings"),
    [
        (None, None, True, []),
        (RemovalPolicy.RETAIN, True, True, []),
        (None, True, True, []),
        (RemovalPolicy.DESTROY, None, True, ["DataDeletionNotAllowed"]),
        (RemovalPolicy.DESTROY, False, True, ["DataDeletionNotAllowed"]),
        (RemovalPolicy.DESTROY, True, False, []),
        (RemovalPolicy.DESTROY, "true", False, []),
    ],
)
def test_notebooks_are_deleted_by_argument_and_context_together_alone(
    removal_policy: RemovalPolicy | None, context: object, *, kept: bool, warnings: list[str]
) -> None:
    stack = new_stack(new_app({**FLAGS, **({} if context is None else {ALLOW_DELETION: context})}))
    new_studio(stack, removal_policy=removal_policy)
    template = template_of(stack)
    for kind in (BUCKET, KEY):
        policy = "Retain" if removal_policy == RemovalPolicy.RETAIN else "RetainExceptOnCreate"
        assert the_only(template, kind)[1]["DeletionPolicy"] == (policy if kept else "Delete")
        assert the_only(template, kind)[1]["UpdateReplacePolicy"] == ("Retain" if kept else "Delete")
    assert bool(resources(template, "Custom::S3AutoDeleteObjects")) is not kept
    assert warnings_of(stack) == warnings
