"""Mistakes in where and how notebooks are saved."""

from collections.abc import Callable

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from bad_inputs import Make, alias, bad, bucket, key, studio, studio_in
from conftest import Argument

from emr_studio_constructs import Encryption, NotebookStorageClass, OldNotebooks


def given_bucket(**arguments: Argument) -> dict[str, Argument]:
    return {"prefix": "notebooks", **arguments}


def with_key_of_another_bucket(stack: Stack) -> dict[str, Argument]:
    theirs = bucket(stack, encryption=s3.BucketEncryption.KMS)
    return given_bucket(bucket=theirs, encryption_key=key(stack))


def with_a_far_key(stack: Stack) -> dict[str, Argument]:
    far = s3.Bucket.from_bucket_attributes(
        stack, "Bucket", bucket_name="b-u-c-k-e-t", encryption_key=key(stack, region="us-east-1")
    )
    return given_bucket(bucket=far)


def beside_a_bucket(argument: str, value: Argument) -> Make:
    return studio_in(lambda stack: given_bucket(bucket=bucket(stack), **{argument: value}))


def with_key_of(spec: kms.KeySpec, usage: kms.KeyUsage) -> Callable[[Stack], dict[str, Argument]]:
    return lambda stack: {"encryption_key": kms.Key(stack, "Key", key_spec=spec, key_usage=usage)}


def own_alias(stack: Stack) -> kms.IAlias:
    return kms.Alias(stack, "Alias", alias_name="alias/notebooks", target_key=key(stack))


def encrypted_by(make: Callable[[Stack], kms.IKey]) -> Make:
    return studio_in(lambda stack: {"encryption_key": make(stack)})


def moving(storage_class: Argument, after: Argument) -> Make:
    return lambda _: OldNotebooks(storage_class=storage_class, after=after)


ONLY_OF_A_NEW_BUCKET: dict[str, Argument] = {
    "encryption": Encryption.KMS,
    "server_access_logs_prefix": "logs/",
    "noncurrent_version_expiration": Duration.days(1),
    "old_notebooks": OldNotebooks(storage_class=NotebookStorageClass.INTELLIGENT_TIERING, after=Duration.days(30)),
    "removal_policy": RemovalPolicy.RETAIN,
}
BAD_STORAGE = [
    *(
        bad(
            f"{argument} of a given bucket",
            beside_a_bucket(argument, value),
            *(argument, "must not be given with bucket", "set it there"),
        )
        for argument, value in ONLY_OF_A_NEW_BUCKET.items()
    ),
    bad(
        "logs of a given bucket",
        studio_in(lambda s: given_bucket(bucket=bucket(s), server_access_logs_bucket=bucket(s, "Logs"))),
        *("server_access_logs_bucket", "must not be given with bucket", "set it there"),
    ),
    bad(
        "a given bucket without a prefix",
        studio_in(lambda s: {"bucket": bucket(s)}),
        "bucket",
        "needs prefix",
        "prefix=''",
    ),
    bad(
        "a prefix with / before it",
        studio(prefix="/a"),
        "prefix",
        "'/a'",
        "must be parts divided by /",
        "without / at its ends",
    ),
    bad(
        "a prefix with / behind it",
        studio(prefix="a/"),
        "prefix",
        "'a/'",
        "must be parts divided by /",
        "without / at its ends",
    ),
    bad(
        "a prefix of slashes",
        studio(prefix="/"),
        "prefix",
        "'/'",
        "must be parts divided by /",
        "without / at its ends",
    ),
    *(
        bad(f"{prefix!r} as the prefix", studio(prefix=prefix), "prefix", repr(prefix), "must be parts divided by /")
        for prefix in ("a//b", "../x", "a/..", "a/./b", " ", "a/b ")
    ),
    bad("a long prefix", studio(prefix="x" * 513), "prefix", "got 513", "must have 0 to 512 characters"),
    bad("a prefix with a blank", studio(prefix="a b"), "prefix", "'a b'", "must be parts divided by /"),
    bad("no encryption", studio(encryption="NONE"), "encryption", "'NONE'", "must be one of KMS, S3_MANAGED"),
    bad(
        "a prefix of logs that go nowhere",
        studio(server_access_logs_prefix="logs/"),
        *("server_access_logs_prefix", "needs server_access_logs_bucket beside it", "say where logs go"),
    ),
    *(
        bad(
            f"a key of spec {spec.value}",
            studio_in(with_key_of(spec, usage)),
            *("encryption_key", "must be symmetric", "got Stack/Key with key_spec", spec.value),
        )
        for spec, usage in (
            (kms.KeySpec.RSA_2048, kms.KeyUsage.ENCRYPT_DECRYPT),
            (kms.KeySpec.HMAC_256, kms.KeyUsage.GENERATE_VERIFY_MAC),
        )
    ),
    bad(
        "a key that encrypts nothing",
        studio_in(lambda stack: {"encryption": Encryption.S3_MANAGED, "encryption_key": key(stack)}),
        *("encryption_key", "must not be given with encryption=Encryption.S3_MANAGED", "leave out one"),
    ),
    bad(
        "a key of another account",
        studio_in(lambda stack: {"encryption_key": key(stack, account="999988887777")}),
        *("encryption_key", "must be in the stack's account 111122223333", "got one in 999988887777"),
    ),
    bad(
        "a key of another Region",
        studio_in(lambda stack: {"encryption_key": key(stack, region="us-east-1")}),
        *("encryption_key", "must be in the stack's Region eu-west-1", "got one in us-east-1"),
    ),
    bad(
        "a bucket whose key is of another Region",
        studio_in(with_a_far_key),
        *("encryption_key", "must be in the stack's Region eu-west-1", "got one in us-east-1", "EMR takes no other"),
    ),
    bad(
        "a key that is not the bucket's",
        studio_in(with_key_of_another_bucket),
        "encryption_key",
        "must be the key of bucket",
        "Stack/Bucket/Key",
        "got Stack/Key",
    ),
    bad(
        "a bucket with a key of S3's own",
        studio_in(lambda s: given_bucket(bucket=bucket(s, encryption=s3.BucketEncryption.KMS_MANAGED))),
        *("bucket", "Stack/Bucket", "EMR cannot be told of", "encryption_key of its own"),
    ),
    *(
        bad(
            f"old versions kept for {time.to_hours()} hours",
            studio(noncurrent_version_expiration=time),
            *("noncurrent_version_expiration", f"got {got}", "must be whole days, 1 or more", "use Duration.days"),
        )
        for time, got in ((Duration.days(0), "0"), (Duration.hours(12), "0.5"), (Duration.hours(36), "1.5"))
    ),
    *(
        bad(
            f"{storage_class} after {got}",
            moving(storage_class, after),
            *("after", f"got {got}", f"must be whole days, {least} or more", "use Duration.days"),
        )
        for storage_class, after, got, least in (
            ("INFREQUENT_ACCESS", Duration.days(29), "29", 30),
            ("INTELLIGENT_TIERING", Duration.hours(36), "1.5", 0),
            ("GLACIER_INSTANT_RETRIEVAL", 90, "90", 0),
        )
    ),
    *(
        bad(
            f"{name} alias for a key",
            encrypted_by(make),
            *("encryption_key must be a key, got the alias Stack/Alias", "pass the key"),
        )
        for name, make in (("an imported", alias), ("an own", own_alias))
    ),
    bad(
        "a time alone for old notebooks",
        studio(old_notebooks=Duration.days(30)),
        *("old_notebooks must be OldNotebooks(...)", "got Duration"),
    ),
    bad(
        "a storage class that takes a restore",
        moving("DEEP_ARCHIVE", Duration.days(90)),
        *("storage_class", "'DEEP_ARCHIVE'", "must be one of INTELLIGENT_TIERING, INFREQUENT_ACCESS, GLACIER_INSTANT"),
    ),
]
