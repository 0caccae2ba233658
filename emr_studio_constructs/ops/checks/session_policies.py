"""Do session policies give people anything.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-user-permissions.html
"""

from collections.abc import Iterator

from emr_studio_constructs.ops.reader import Reader

from .finding import GUIDE, Finding, good, problem
from .iam_reading import role_of
from .subject import Subject

_PAGE = f"{GUIDE}/emr-studio-user-permissions.html"


def session_policies(read: Reader, subject: Subject) -> Iterator[Finding]:
    """Whether the policies that people are mapped to are there, and attached to the user role."""
    role = subject.user_role_arn
    if not subject.session_policies or role is None or role_of(read, role) is None:
        return
    name = role.rpartition("/")[2]
    attached = {
        policy["PolicyArn"]
        for policy in read.items("iam", "list_attached_role_policies", "AttachedPolicies", RoleName=name)
    }
    for arn, count in subject.session_policies.items():
        if arn in attached:
            yield good(arn, f"is attached to the user role, and {_people(count)} mapped to it")
        elif read.find("iam", "get_policy", PolicyArn=arn) is None:
            yield problem(
                arn,
                f"does not exist, and {_people(count)} mapped to it",
                cause=f"a session without its policy may do nothing: {_PAGE}",
                fix="map them to a policy that is there: emr-studio mappings, or a deploy",
            )
        else:
            yield problem(
                arn,
                f"is not attached to the user role, and {_people(count)} mapped to it",
                cause=f"a person may do what both user role and session policy allow, which is nothing: {_PAGE}",
                command=f"aws iam attach-role-policy --role-name {name} --policy-arn {arn}",
            )


def _people(count: int) -> str:
    return "1 user or group is" if count == 1 else f"{count} users and groups are"
