"""The ids and ARNs of what EMR keeps."""

import secrets
import string
from typing import Any

from .emulator.request import account, region

_ID_LENGTH = 25
_KINDS = {"es-": "studio", "e-": "editor", "j-": "cluster"}
# AWS's service authorization data: these name no resource to IAM, even with a Studio or a Workspace in the request.
_WITHOUT_RESOURCE = (
    "CreateEditor",
    "CreateStudio",
    "LinkRepository",
    "ListStudioSessionMappings",
    "ListStudios",
    "UnlinkRepository",
)


def is_studio_id(value: object) -> bool:
    """Whether this is the id of a Studio, of one that exists or not."""
    return _kind_of(value) == "studio"


def new_id(prefix: str) -> str:
    """An id as EMR draws them."""
    return prefix + "".join(secrets.choice(string.ascii_uppercase + string.digits) for _ in range(_ID_LENGTH))


def studio_arn(studio_id: str) -> str:
    """The ARN of a Studio."""
    return _arn("studio", studio_id)


def arn_in_request(operation: str, request: dict[str, Any]) -> str | None:
    """What IAM takes a request to be about: the Workspace, the Studio, what it tags, or `*` for all.

    Nothing for the other calls of clusters.
    """
    if operation in _WITHOUT_RESOURCE:
        return "*"
    for name in ("EditorId", "StudioId", "ResourceId"):
        if kind := _kind_of(request.get(name)):
            return _arn(kind, request[name])
    return None


def _kind_of(value: object) -> str | None:
    return _KINDS.get(value[: value.find("-") + 1]) if isinstance(value, str) else None


def _arn(kind: str, name: str) -> str:
    # ministack knows one partition.
    return f"arn:aws:elasticmapreduce:{region()}:{account()}:{kind}/{name}"
