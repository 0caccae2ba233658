"""Does the bucket's policy shut the service role out.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
"""

from collections.abc import Iterator

from emr_studio_constructs.ops.reader import Json, Reader
from emr_studio_constructs.review.policy_documents import acts, principals_of, reaches, statements_of

from .conditions import undecided
from .encryption_reading import is_ours
from .finding import Finding, good, problem, warning
from .subject import Subject

_PAGE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html"
_WORK = ("s3:PutObject", "s3:GetObject", "s3:DeleteObject", "s3:ListBucket", "s3:GetEncryptionConfiguration")
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
    if (name := subject.bucket) is None or not is_ours(read, name):
        return
    if not (found := read.find("s3", "get_bucket_policy", Bucket=name)):
        return
    meeting = False
    for statement in statements_of(found["Policy"]):
        if not _is_about_the_role(statement, read, subject) or (keys := undecided(statement, read, subject)) is None:
            continue
        meeting = True
        sid = statement.get("Sid", "without a Sid")
        if keys:
            reasons = {_REASONS.get(key, "whether it meets the role follows from them") for key in keys}
            yield warning(
                name,
                f"the statement {sid} of its policy denies by {', '.join(keys)}",
                cause=f"{'; '.join(sorted(reasons))}: {_PAGE}",
                fix=f"see that {sid} lets the service role pass, for example by ArnNotLike aws:PrincipalArn",
            )
        else:
            yield problem(
                name,
                f"the statement {sid} of its policy denies the service role its work",
                cause=f"no right of the role outweighs a Deny: {_PAGE}",
                fix=f"except the service role in {sid}, by ArnNotLike aws:PrincipalArn",
            )
    if not meeting:
        yield good(name, "its policy denies the service role nothing")


def _is_about_the_role(statement: Json, read: Reader, subject: Subject) -> bool:
    """Whether a statement denies the service role, but for conditions, what it does in the Studio's location."""
    arn = f"arn:{read.partition}:s3:::{subject.bucket}"
    return (
        statement["Effect"] == "Deny"
        and any(acts(statement, action) for action in _WORK)
        and (reaches(statement, arn) or reaches(statement, f"{arn}/{subject.notebook}"))
        and _names_the_role(statement, read, subject)
    )


def _names_the_role(statement: Json, read: Reader, subject: Subject) -> bool:
    """Whether a statement's principals are the role: by name, or by its account; NotPrincipal excepts by name alone."""
    if "NotPrincipal" in statement:
        excepted = principals_of({"Principal": statement["NotPrincipal"]}, "AWS")
        return not {"*", subject.service_role_arn}.intersection(excepted)
    account = read.aws.account
    ours = {"*", account, f"arn:{read.partition}:iam::{account}:root", subject.service_role_arn}
    return bool(ours.intersection(principals_of(statement, "AWS")))
