"""EMR as the local AWS answers it: IAM first, then the faults that were asked for, AWS's model, the Studio's rules."""

from collections.abc import Callable, Mapping
from typing import Any

from rehearsal import faults

from . import arns, clusters, mappings, settings, shapes, studios, workspaces
from .emulator.clusters import tell_iam_about_clusters
from .emulator.emr_api import answer_emr, name_emr_resources
from .errors import AwsError

Json = dict[str, Any]
_Operation = Callable[[Json], Json]


def _delete_studio(request: Json) -> Json:
    """DeleteStudio: the mappings go with it."""
    answer = studios.delete(request)
    mappings.drop_all_of(request["StudioId"])
    return answer


_OPERATIONS: Mapping[str, _Operation] = {
    "CreateStudio": studios.create,
    "DescribeStudio": studios.describe,
    "UpdateStudio": studios.update,
    "DeleteStudio": _delete_studio,
    "ListStudios": studios.list_all,
    "CreateStudioSessionMapping": mappings.create,
    "GetStudioSessionMapping": mappings.get,
    "UpdateStudioSessionMapping": mappings.update,
    "DeleteStudioSessionMapping": mappings.delete,
    "ListStudioSessionMappings": mappings.list_all,
}
# Of all that EMR keeps: ministack answers them for its clusters.
_TAG_OPERATIONS: Mapping[str, _Operation] = {"AddTags": studios.add_tags, "RemoveTags": studios.remove_tags}


def register() -> None:
    """Takes the Studio calls over."""
    answer_emr(_operation_for, before=_before, after=_after)
    name_emr_resources(arns.arn_in_request, _tags_of)
    tell_iam_about_clusters()


def _operation_for(name: str, request: Json) -> _Operation | None:
    """What answers a call; nothing where it is about something else than a Studio."""
    if name in _TAG_OPERATIONS and arns.is_studio_id(request.get("ResourceId")):
        return _TAG_OPERATIONS[name]
    return _OPERATIONS.get(name) or workspaces.OPERATIONS.get(name)


def _before(name: str, request: Json) -> None:
    _fail(name, after=False)
    if name == "RunJobFlow":
        clusters.check_new_cluster(request)
    # AWS publishes no model of what is done with Workspaces.
    if _operation_for(name, request) and name not in workspaces.OPERATIONS:
        shapes.validate(name, request)


def _after(name: str) -> None:
    _fail(name, after=True)


def _fail(name: str, *, after: bool) -> None:
    """Answers the error that was asked for, if one was."""
    if fault := faults.take(settings.directory(), name, after=after):
        raise AwsError(fault["error"], fault["message"], fault.get("status", 400))


def _tags_of(arn: str) -> Mapping[str, str]:
    studio = studios.of_arn(arn)
    return {tag["Key"]: tag.get("Value", "") for tag in studio["Tags"]} if studio else workspaces.tags_of(arn)
