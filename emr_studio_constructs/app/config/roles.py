"""The IAM roles and policies that a Studio brings."""

from .part import Part
from .text import IamNameOrArn, IamPath, RoleArn


class RolesConfig(Part):
    """How roles and policies are made."""

    service_role_arn: RoleArn | None = None
    """An existing service role. Default: a new one with just what this Studio needs."""
    permissions_boundary: IamNameOrArn | None = None
    """The managed policy, by name or ARN, that bounds every new role. Default: none."""
    role_path: IamPath | None = None
    """The IAM path of new roles. Default: /."""
    policy_path: IamPath | None = None
    """The IAM path of new policies. Default: /."""
