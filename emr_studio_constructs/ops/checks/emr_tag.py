"""Have subnets and groups EMR's tag, where the service role's policies ask for it.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-service-role.html
"""

from collections.abc import Iterator

from .finding import GUIDE, Finding, good, warning
from .network_reading import group_of, subnets_of
from .policy_documents import acts, conditions_of, statements_of
from .reader import Json, Reader
from .roles import role_of
from .subject import Subject

_PAGE = f"{GUIDE}/emr-studio-service-role.html"
_TAG = "for-use-with-amazon-emr-managed-policies"


def emr_tag(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether subnets and groups have EMR's tag, where the service role's policies ask for it."""
    if subject.service_role_arn is None or not _asks_for_tag(read, subject.service_role_arn):
        return
    groups = (group_of(read, name) for name in subject.security_group_ids)
    things = {
        **{subnet["SubnetId"]: subnet for subnet in subnets_of(read, subject)},
        **{group["GroupId"]: group for group in groups if group},
    }
    lacking = [name for name, thing in things.items() if not _is_tagged(thing)]
    for name in lacking:
        yield warning(
            name,
            f"lacks the tag {_TAG}",
            cause=f"the service role makes network interfaces only where this tag is true: {_PAGE}",
            fix=f"aws ec2 create-tags --resources {name} --tags Key={_TAG},Value=true",
        )
    if things and not lacking:
        yield good(subject.service_role_arn, "asks for EMR's tag, which subnets and groups have")


def _asks_for_tag(read: Reader, role: str) -> bool:
    """Whether making a network interface takes the tag on what it is made in."""
    if role_of(read, role) is None:
        return False
    making = [each for each in _statements_of_role(read, role) if acts(each, "ec2:CreateNetworkInterface")]
    return any(key == f"aws:resourcetag/{_TAG}" for each in making for _, key, _ in conditions_of(each))


def _statements_of_role(read: Reader, arn: str) -> list[Json]:
    """The statements of a role's own and attached policies."""
    name = arn.rpartition("/")[2]
    documents = [
        read.get("iam", "get_role_policy", RoleName=name, PolicyName=policy)["PolicyDocument"]
        for policy in read.items("iam", "list_role_policies", "PolicyNames", RoleName=name)
    ]
    for attached in read.items("iam", "list_attached_role_policies", "AttachedPolicies", RoleName=name):
        policy = read.get("iam", "get_policy", PolicyArn=attached["PolicyArn"])["Policy"]
        version = {"PolicyArn": policy["Arn"], "VersionId": policy["DefaultVersionId"]}
        documents.append(read.get("iam", "get_policy_version", **version)["PolicyVersion"]["Document"])
    return [statement for document in documents for statement in statements_of(document)]


def _is_tagged(thing: Json) -> bool:
    return {"Key": _TAG, "Value": "true"} in thing.get("Tags", [])
