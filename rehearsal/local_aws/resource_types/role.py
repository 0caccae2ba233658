"""AWS::IAM::Role: what ministack's own handler leaves out."""

from typing import Any

from rehearsal.local_aws.client import client

Json = dict[str, Any]


def apply_permissions_boundary(role: str, properties: Json) -> Json:
    """Bounds the role as the template says; without a boundary it has none."""
    iam = client("iam")
    if boundary := properties.get("PermissionsBoundary"):
        iam.put_role_permissions_boundary(RoleName=role, PermissionsBoundary=boundary)
    elif "PermissionsBoundary" in iam.get_role(RoleName=role)["Role"]:
        iam.delete_role_permissions_boundary(RoleName=role)
    return {}
