"""The calls behind the doors. None leaves a Studio other than it was, whoever is let in."""

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from .visit import Visit

Json = dict[str, Any]
Call = Callable[[Visit], object]

_EMR_TAG = "for-use-with-amazon-emr-managed-policies"


def on_a_workspace(action: str) -> Call:
    """Calls an action on a Workspace that somebody else made."""
    return lambda visit: visit.emr(action, EditorId=visit.workspace_of_another())


def on_a_cluster(action: str) -> Call:
    """Calls an action on a cluster that somebody else made."""
    return lambda visit: visit.emr(action, ClusterId=visit.cluster_of_another)


def on_the_studio(action: str) -> Call:
    """Calls an action on the Studio, with nothing else in the request."""
    return lambda visit: visit.emr(action, StudioId=visit.studio["StudioId"])


def share_their_own(visit: Visit) -> object:
    """Creates a Workspace and shares it."""
    return visit.emr("PutWorkspaceAccess", EditorId=visit.new_workspace())


def see_a_cluster(visit: Visit) -> object:
    """Describes a cluster."""
    return visit.client("emr").describe_cluster(ClusterId=visit.cluster_of_another)


def open_a_cluster_ui(visit: Visit) -> object:
    """Asks for the address of a UI."""
    return visit.client("emr").get_on_cluster_app_ui_presigned_url(ClusterId=visit.cluster_of_another)


def attach_with_a_runtime_role(visit: Visit) -> object:
    """Asks for a runtime role's keys on a cluster."""
    return _runtime_role_keys(visit, visit.cluster_roles.runtime)


def attach_with_another_runtime_role(visit: Visit) -> object:
    """Asks for the keys of a role that no Studio has."""
    return _runtime_role_keys(visit, "another-role")


def create_a_cluster(visit: Visit) -> object:
    """Runs a cluster that ends at once."""
    return visit.client("emr").run_job_flow(**visit.cluster_roles.request("their-own"))


def store_git_credentials(visit: Visit) -> object:
    """Creates a secret as a Studio does."""
    return _create_secret(visit, {_EMR_TAG: "true"})


def store_a_secret(visit: Visit) -> object:
    """Creates a secret of that name without the tag."""
    return _create_secret(visit, {})


def read_a_notebook(visit: Visit) -> object:
    """Reads from the place where the Studio saves notebooks."""
    bucket, _, prefix = visit.studio["DefaultS3Location"].removeprefix("s3://").partition("/")
    return visit.client("s3").get_object(Bucket=bucket, Key=f"{prefix.rstrip('/')}/notebook.ipynb".lstrip("/"))


def decrypt(visit: Visit) -> object:
    """Decrypts what was encrypted by the Studio's key."""
    key = visit.studio["EncryptionKeyArn"]
    sealed = visit.root("kms").encrypt(KeyId=key, Plaintext=b"a notebook")["CiphertextBlob"]
    return visit.client("kms").decrypt(KeyId=key, CiphertextBlob=sealed)


def pass_another_role(visit: Visit) -> object:
    """Creates a Workspace with a role that no Studio has."""
    return visit.new_workspace(f"arn:aws:iam::{visit.account}:role/another-role")


def attach_a_policy(visit: Visit) -> object:
    """Attaches a policy, which does not exist, to the role that people or Workspaces work with."""
    role = str(visit.studio.get("UserRole") or visit.studio["ServiceRole"]).rpartition("/")[2]
    return visit.client("iam").attach_role_policy(RoleName=role, PolicyArn=_no_such_policy(visit))


def change_their_tier(visit: Visit) -> object:
    """Updates their own mapping, in vain."""
    return visit.emr_in_vain("UpdateStudioSessionMapping", **_mapping(visit))


def map_themselves(visit: Visit) -> object:
    """Creates a mapping of their own, in vain."""
    return visit.emr_in_vain("CreateStudioSessionMapping", **_mapping(visit))


def delete_the_studio(visit: Visit) -> object:
    """Deletes the Studio, in vain."""
    return visit.emr_in_vain("DeleteStudio", StudioId=visit.studio["StudioId"])


def _runtime_role_keys(visit: Visit, role: str) -> object:
    arn = role if role.startswith("arn:") else f"arn:aws:iam::{visit.account}:role/{role}"
    return visit.client("emr").get_cluster_session_credentials(ClusterId=visit.cluster_of_another, ExecutionRoleArn=arn)


def _create_secret(visit: Visit, tags: Mapping[str, str]) -> object:
    """Creates a secret, and has it removed again."""
    made = visit.client("secretsmanager").create_secret(
        Name=f"emr-studio-rehearsal-{secrets.token_hex(4)}",
        SecretString="a token",
        Tags=[{"Key": key, "Value": value} for key, value in tags.items()],
    )
    visit.root("secretsmanager").delete_secret(SecretId=made["ARN"], ForceDeleteWithoutRecovery=True)
    return made


def _mapping(visit: Visit) -> Json:
    return {
        "StudioId": visit.studio["StudioId"],
        "IdentityType": "USER",
        "IdentityName": visit.who.person,
        "SessionPolicyArn": _no_such_policy(visit),
    }


def _no_such_policy(visit: Visit) -> str:
    return f"arn:aws:iam::{visit.account}:policy/no-such-policy"
