"""Do the conditions of a policy's statement hold for the service role at work in its bucket, as far as one can tell.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

from emr_studio_constructs.ops.reader import Json, Reader
from emr_studio_constructs.review.policy_documents import conditions_of, fits

from .subject import Subject

# EMR calls S3 by TLS, of a version that AWS still takes, and for a role of the account's own organization.
_MET = {"s3:tlsversion", "aws:principalorgid"}
# As a request has them that sets no ACL.
_ABSENT = {"s3:x-amz-acl"}
_EXACT = {"StringEquals", "StringNotEquals", "Bool"}


def undecided(statement: Json, read: Reader, subject: Subject) -> list[str] | None:
    """The condition keys on which it depends whether a Deny meets the service role; none at all where it does not."""
    keys = []
    for operator, key, values in conditions_of(statement):
        holds = _holds(operator, key, values, read, subject)
        if holds is False:
            return None
        if holds is None:
            keys.append(key)
    return keys


def _holds(operator: str, key: str, values: list[str], read: Reader, subject: Subject) -> bool | None:
    operator = operator.rpartition(":")[2].removesuffix("IfExists")
    negated = "Not" in operator
    if operator == "Null" or (key in _ABSENT and negated):
        return None
    if key in _MET or key in _ABSENT:
        return False
    value = {
        "aws:principalarn": _role(read, subject),
        "aws:principalaccount": read.aws.account,
        "aws:principalisawsservice": "false",
        "aws:securetransport": "true",
    }.get(key)
    if value is None:
        return None
    matches = value in values if operator in _EXACT else fits(values, value)
    # Of a role that is to be made only a pattern for all roles is sure to fit.
    if not matches and key == "aws:principalarn" and subject.service_role_arn is None:
        return None
    return matches is not negated


def _role(read: Reader, subject: Subject) -> str | None:
    return subject.service_role_arn or f"arn:{read.partition}:iam::{read.aws.account}:role/TO-BE-MADE"
