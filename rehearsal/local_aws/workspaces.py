"""Workspaces and Git repositories, as far as IAM has to do with them, and the way into a Studio.

AWS publishes their IAM actions, and no operations: what requests and answers look like is our reading.
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticmapreduce.html
"""

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from . import rules, serverless, studios
from .arns import new_id
from .client import client
from .emulator.request import account_and_region_store, caller_user_id
from .errors import invalid_request
from .pages import page_of
from .passing import EMR, check_passing

Json = dict[str, Any]

_CREATOR = "creatorUserId"
_INTERFACE = "NetworkInterfaceId"
_workspaces = account_and_region_store()


def create(request: Json) -> Json:
    """CreateEditor: in a Studio, with a service role to pass; the one who makes it is on its tag."""
    studio = studios.find(request["StudioId"])
    check_passing(request["ServiceRole"], EMR)
    editor_id = new_id("e-")
    _workspaces[editor_id] = {
        "EditorId": editor_id,
        "Name": request["Name"],
        "StudioId": studio["StudioId"],
        "Tags": {_CREATOR: caller_user_id()},
    }
    return {"EditorId": editor_id}


def list_all(request: Json) -> Json:
    """ListEditors: those of all Studios."""
    return page_of("Editors", list(_workspaces.values()), request)


def describe(request: Json) -> Json:
    """DescribeEditor."""
    return {"Editor": _find(request)}


def delete(request: Json) -> Json:
    """DeleteEditor."""
    stop(request)
    del _workspaces[_find(request)["EditorId"]]
    return {}


def use(request: Json) -> Json:
    """What is done with a Workspace: nothing that a Studio's permissions have to do with."""
    _find(request)
    return {}


def attach(request: Json) -> Json:
    """AttachEditor: to an application of EMR Serverless, if one is named; nothing else looks at the others here."""
    _find(request)
    if application := request.get("ApplicationArn"):
        serverless.attach(application, request["ExecutionRoleArn"])
    return {}


def start(request: Json) -> Json:
    """StartEditor: the Studio's service role has to get a network interface for it, which it has until it is stopped.

    Our reading: it is in the first of the Studio's subnets, with the Workspace group.
    """
    workspace = _find(request)
    studio = studios.find(workspace["StudioId"])
    rules.check_started_workspace(studio)
    if _INTERFACE not in workspace:
        made = client("ec2").create_network_interface(
            SubnetId=studio["SubnetIds"][0],
            Groups=[studio["WorkspaceSecurityGroupId"]],
            Description=f"Workspace {workspace['EditorId']}",
        )
        workspace[_INTERFACE] = made["NetworkInterface"][_INTERFACE]
    return {}


def stop(request: Json) -> Json:
    """StopEditor."""
    if interface := _find(request).pop(_INTERFACE, None):
        client("ec2").delete_network_interface(NetworkInterfaceId=interface)
    return {}


def use_repository(_request: Json) -> Json:
    """What is done with a Git repository."""
    return {}


def open_studio(request: Json) -> Json:
    """CreateStudioPresignedUrl."""
    return {"PresignedURL": f"{studios.find(request['StudioId'])['Url']}/?token={secrets.token_urlsafe()}"}


OPERATIONS: Mapping[str, Callable[[Json], Json]] = {
    "AttachEditor": attach,
    "CreateEditor": create,
    "CreateRepository": use_repository,
    "CreateStudioPresignedUrl": open_studio,
    "DeleteEditor": delete,
    "DeleteRepository": use_repository,
    "DeleteWorkspaceAccess": use,
    "DescribeEditor": describe,
    "DescribeRepository": use_repository,
    "DetachEditor": use,
    "LinkRepository": use,
    "ListEditors": list_all,
    "ListRepositories": use_repository,
    "ListWorkspaceAccessIdentities": use,
    "OpenEditorInConsole": use,
    "PutWorkspaceAccess": use,
    "StartEditor": start,
    "StopEditor": stop,
    "UnlinkRepository": use,
    "UpdateEditor": use,
}


def tags_of(arn: str) -> Mapping[str, str]:
    """The tags of a Workspace."""
    found: Json = _workspaces.get(arn.rpartition("/")[2]) or {"Tags": {}}
    tags: Mapping[str, str] = found["Tags"]
    return tags


def _find(request: Json) -> Json:
    found: Json | None = _workspaces.get(request.get("EditorId", ""))
    if found is None:
        raise invalid_request("Workspace does not exist.")
    return found
