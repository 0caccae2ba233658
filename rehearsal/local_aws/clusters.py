"""Who may run a cluster, beside RunJobFlow itself: its roles are passed, its tags are set."""

from typing import Any

from .emulator.request import account, region
from .passing import EMR, check_caller, check_passing

Json = dict[str, Any]
_PASSED_TO = {"ServiceRole": EMR, "JobFlowRole": "ec2.amazonaws.com"}


def check_new_cluster(request: Json) -> None:
    """Refuses who may not. Roles are ARNs, or names of roles in the path `/`.

    An instance profile is taken for the role of its path and name.

    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-roles.html
    https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-access-iam-tag-based-access-control.html
    """
    for member, service in _PASSED_TO.items():
        if role := request.get(member):
            check_passing(_arn_of(role), service)
    if tags := request.get("Tags"):
        asked = {f"elasticmapreduce:RequestTag/{tag['Key']}": tag["Value"] for tag in tags}
        check_caller("elasticmapreduce:AddTags", f"arn:aws:elasticmapreduce:{region()}:{account()}:cluster/*", asked)


def _arn_of(role: str) -> str:
    if role.startswith("arn:"):
        return role.replace(":instance-profile/", ":role/")
    return f"arn:aws:iam::{account()}:role/{role}"
