"""Does the bucket's policy shut the service role out.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
"""

from collections.abc import Iterator

from .finding import Finding, good, problem, warning
from .policy_documents import acts, conditions_of, fits, principals_of, reaches, statements_of
from .reader import Json, Reader
from .subject import Subject

_PAGE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html"
_WORK = ("s3:PutObject", "s3:GetObject", "s3:DeleteObject", "s3:ListBucket", "s3:GetEncryptionConfiguration")
# EMR calls S3 by TLS, of a version that AWS still takes.
_HARMLESS = {"aws:securetransport", "s3:tlsversion"}
_FROM_ELSEWHERE = "AWS does not say from which network EMR saves notebooks"
_BY_DEFAULT = "EMR may leave encryption to the bucket's default"
_REASONS = {
    "aws:sourcevpc": _FROM_ELSEWHERE,
    "aws:sourcevpce": _FROM_ELSEWHERE,
    "aws:sourceip": _FROM_ELSEWHERE,
    "aws:vpcsourceip": _FROM_ELSEWHERE,
    "s3:x-amz-server-side-encryption": _BY_DEFAULT,
    "s3:x-amz-server-side-encryption-aws-kms-key-id": _BY_DEFAULT,
}


def bucket_policy(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether a Deny of the bucket's policy meets the service role at its work."""
    if (name := subject.bucket) is None or not (found := read.find("s3", "get_bucket_policy", Bucket=name)):
        return
    meeting = [each for each in statements_of(found["Policy"]) if _may_meet(each, read, subject)]
    for statement in meeting:
        sid = statement.get("Sid", "without a Sid")
        keys = [key for _, key, _ in conditions_of(statement)]
        if not keys:
            yield problem(
                name,
                f"the statement {sid} of its policy denies the service role its work",
                cause=f"no right of the role outweighs a Deny: {_PAGE}",
                fix=f"except the service role in {sid}, by ArnNotLike aws:PrincipalArn",
            )
            continue
        reasons = {_REASONS[key] for key in keys if key in _REASONS} or {"whether it meets the role follows from them"}
        yield warning(
            name,
            f"the statement {sid} of its policy denies by {', '.join(keys)}",
            cause=f"{'; '.join(sorted(reasons))}: {_PAGE}",
            fix=f"see that {sid} lets the service role pass, for example by ArnNotLike aws:PrincipalArn",
        )
    if not meeting:
        yield good(name, "its policy denies the service role nothing")


def _may_meet(statement: Json, read: Reader, subject: Subject) -> bool:
    """Whether a statement may deny the service role something it does in the Studio's part of the bucket."""
    arn = f"arn:{read.partition}:s3:::{subject.bucket}"
    return (
        statement["Effect"] == "Deny"
        and any(acts(statement, action) for action in _WORK)
        and (reaches(statement, arn) or reaches(statement, f"{arn}/{subject.notebook}"))
        and _is_about_the_role(statement, read, subject)
        and not _lets_the_role_pass(statement, subject)
    )


def _is_about_the_role(statement: Json, read: Reader, subject: Subject) -> bool:
    if "NotPrincipal" in statement:
        return True
    account = read.aws.account
    ours = {"*", account, f"arn:{read.partition}:iam::{account}:root", subject.service_role_arn}
    return any(each in ours for each in principals_of(statement, "AWS"))


def _lets_the_role_pass(statement: Json, subject: Subject) -> bool:
    """Whether all that a statement denies is what EMR does not do, or the service role is excepted by name."""
    conditions = list(conditions_of(statement))
    if any(key in _HARMLESS for _, key, _ in conditions):
        return True
    return any(
        key == "aws:principalarn" and "Not" in operator and fits(excepted, subject.service_role_arn or "")
        for operator, key, excepted in conditions
    )
