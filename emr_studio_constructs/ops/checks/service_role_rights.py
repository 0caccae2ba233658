"""May the service role do its work: reach the notebooks, use the key.

IAM's simulator answers for the role's policies and boundary, not for policies of the bucket, the key or the
organization.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
"""

from collections.abc import Iterator

from .finding import GUIDE, Finding, good, problem
from .reader import Reader
from .roles import role_of
from .subject import Subject

_PAGE = f"{GUIDE}/emr-studio-service-role.html"
_ON_OBJECTS = ("s3:PutObject", "s3:GetObject", "s3:DeleteObject")
_ON_BUCKET = ("s3:ListBucket", "s3:GetEncryptionConfiguration")
_ON_KEY = ("kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo")


def service_role_storage(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the service role reads, writes and lists notebooks."""
    if subject.bucket is None or subject.service_role_arn is None or role_of(read, subject.service_role_arn) is None:
        return
    arn = f"arn:{read.partition}:s3:::{subject.bucket}"
    context = {"aws:ResourceAccount": read.aws.account}
    refused = [
        *_refused(read, subject.service_role_arn, _ON_OBJECTS, f"{arn}/{subject.notebook}", context),
        *_refused(read, subject.service_role_arn, _ON_BUCKET, arn, {**context, "s3:prefix": f"{subject.prefix}/"}),
    ]
    yield _say(subject.service_role_arn, f"s3://{subject.bucket}/{subject.prefix}", refused)


def service_role_key(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the service role uses the key, for notebooks."""
    if subject.bucket is None or subject.service_role_arn is None or subject.encryption_key_arn is None:
        return
    if role_of(read, subject.service_role_arn) is None:
        return
    arn = f"arn:{read.partition}:s3:::{subject.bucket}"
    suffix = "amazonaws.com.cn" if read.partition == "aws-cn" else "amazonaws.com"
    context = {
        "kms:CallerAccount": read.aws.account,
        "kms:ViaService": f"s3.{read.aws.region}.{suffix}",
        "kms:EncryptionContext:aws:s3:arn": arn,
    }
    refused = _refused(read, subject.service_role_arn, _ON_KEY, subject.encryption_key_arn, context)
    yield _say(subject.service_role_arn, subject.encryption_key_arn, refused)


def _refused(read: Reader, role: str, actions: tuple[str, ...], on: str, context: dict[str, str]) -> list[str]:
    """Those of some actions that the role's policies do not allow."""
    entries = [
        {"ContextKeyName": key, "ContextKeyValues": [value], "ContextKeyType": "string"}
        for key, value in context.items()
    ]
    answer = read.get(
        "iam",
        "simulate_principal_policy",
        PolicySourceArn=role,
        ActionNames=list(actions),
        ResourceArns=[on],
        ContextEntries=entries,
    )
    return [each["EvalActionName"] for each in answer["EvaluationResults"] if each["EvalDecision"] != "allowed"]


def _say(role: str, what: str, refused: list[str]) -> Finding:
    if not refused:
        return good(role, f"may use {what}")
    return problem(
        role,
        f"may not use {what}: {', '.join(refused)}",
        cause=f"Workspaces are saved and opened by the service role: {_PAGE}",
        fix=f"allow these actions on {what} in a policy of the role",
    )
