"""The actions of EMR that can be called."""

from functools import cache

from botocore import session

# AWS lists them for IAM, and publishes no model of them.
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticmapreduce.html
_WITHOUT_MODEL = (
    "AttachEditor",
    "CreateEditor",
    "CreateRepository",
    "CreateStudioPresignedUrl",
    "DeleteEditor",
    "DeleteRepository",
    "DeleteWorkspaceAccess",
    "DescribeEditor",
    "DescribeRepository",
    "DetachEditor",
    "LinkRepository",
    "ListEditors",
    "ListRepositories",
    "ListWorkspaceAccessIdentities",
    "OpenEditorInConsole",
    "PutWorkspaceAccess",
    "StartEditor",
    "StopEditor",
    "UnlinkRepository",
    "UpdateEditor",
    "UpdateRepository",
)


def emr_action(name: str) -> str | None:
    """An action as EMR spells it, whatever the case of `name`; nothing where EMR has no such action."""
    return _by_lower_case().get(name.lower())


@cache
def _by_lower_case() -> dict[str, str]:
    modelled = session.get_session().get_service_model("emr").operation_names
    return {action.lower(): action for action in (*modelled, *_WITHOUT_MODEL)}
