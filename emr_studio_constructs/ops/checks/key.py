"""Is the key one that EMR Studio can encrypt with, and who decides over its use.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-workspace-storage-encryption.html
"""

from collections.abc import Iterator

from emr_studio_constructs.ops.reader import Reader
from emr_studio_constructs.review.policy_documents import acts, principals_of, statements_of

from .encryption_reading import is_elsewhere, key_of, metadata_of
from .finding import GUIDE, Finding, good, problem, warning
from .subject import Subject

_PAGE = f"{GUIDE}/emr-studio-workspace-storage-encryption.html"
_KEY_POLICIES = "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html"
_STATES = "https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html"


def key(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the key is symmetric, enabled, and of the Studio's account and Region."""
    if (arn := key_of(read, subject)) is None:
        return
    found = metadata_of(read, arn)
    if is_elsewhere(read, arn):
        region, account = arn.split(":")[3:5]
        text = f"is of account {account} in {region}, the Studio of {read.aws.account} in {read.aws.region}"
        cause = f"the key is of the Studio's own account and Region: {_PAGE}"
        yield problem(arn, text, cause=cause, fix="name a key of the Studio's account and Region")
    elif found is None:
        text = "does not exist"
        yield problem(arn, text, cause=f"notebooks are encrypted with it: {_PAGE}", fix="name a key that exists")
    elif found["KeySpec"] != "SYMMETRIC_DEFAULT":
        text, cause = f"is of kind {found['KeySpec']}", f"the key must be symmetric: {_PAGE}"
        yield problem(arn, text, cause=cause, fix="name a key of kind SYMMETRIC_DEFAULT")
    elif found["KeyState"] != "Enabled":
        pending = found["KeyState"] == "PendingDeletion"
        cancel = f"aws kms cancel-key-deletion --key-id {arn} && " if pending else ""
        yield problem(
            arn,
            f"cannot be used: {found['KeyState']}",
            cause=f"notebooks can neither be saved nor opened: {_STATES}",
            command=f"{cancel}aws kms enable-key --key-id {arn}",
        )
    else:
        yield good(arn, "is symmetric and enabled")


def key_policy(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the key's policy leaves its use to the account's IAM policies, or names the service role."""
    if (arn := key_of(read, subject)) is None or metadata_of(read, arn) is None:
        return
    document = read.get("kms", "get_key_policy", KeyId=arn, PolicyName="default")["Policy"]
    account = read.aws.account
    trusted = {"*", account, f"arn:{read.partition}:iam::{account}:root", subject.service_role_arn}
    for statement in statements_of(document):
        if (
            statement["Effect"] == "Allow"
            and trusted.intersection(principals_of(statement, "AWS"))
            and acts(statement, "kms:Decrypt")
            and acts(statement, "kms:GenerateDataKey")
        ):
            yield good(arn, "its policy lets the service role use it, or leaves that to IAM")
            return
    yield warning(
        arn,
        "its policy neither names the service role nor leaves its use to IAM",
        cause=f"rights in the role's own policies do not count then, grants do: {_KEY_POLICIES}",
        fix=f"let arn:{read.partition}:iam::{account}:root use the key through S3 in its policy, or the service role",
    )
