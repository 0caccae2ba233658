"""What else a caller needs than the action they called: to pass a role to a service, above all.

https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
"""

from collections.abc import Mapping

from .emulator.request import caller_may
from .errors import AwsError

EMR = "elasticmapreduce.amazonaws.com"
"""EMR, as roles are passed to it and trust it."""


def check_passing(role: str, service: str) -> None:
    """Refuses who may not pass this role to this service."""
    check_caller("iam:PassRole", role, {"iam:PassedToService": service})


def check_caller(action: str, resource: str, context: Mapping[str, str]) -> None:
    """Refuses who may not do this beside what they called."""
    if not caller_may(action, resource, context):
        message = f"The caller is not authorized to perform: {action} on resource: {resource}"
        raise AwsError("AccessDeniedException", message)
