"""EMR Serverless as the local AWS answers it: applications that are made, started, stopped; nothing runs on them.

https://docs.aws.amazon.com/emr-serverless/latest/APIReference/Welcome.html
"""

import secrets
import time
from collections.abc import Callable, Mapping
from typing import Any

from . import shapes
from .chosen_ids import chosen_id
from .client import client
from .emulator.iam import trusts
from .emulator.request import account, account_and_region_store, region
from .emulator.rest_services import add_rest_service
from .errors import AwsError
from .passing import check_caller, check_passing

Json = dict[str, Any]

SERVERLESS = "emr-serverless.amazonaws.com"
"""EMR Serverless, as runtime roles are passed to it and trust it."""

_SERVICE = "emr-serverless"
_AT_REST = ("CREATED", "STOPPED")
_SUMMARY = ("name", "arn", "releaseLabel", "type", "state", "createdAt", "updatedAt", "architecture")
_applications = account_and_region_store()


def register() -> None:
    """Answers the service."""
    answer = shapes.answering(_SERVICE, _OPERATIONS)
    add_rest_service(shapes.model_of(_SERVICE), answer=answer, arn_of=_arn_in_request)


def create(request: Json) -> Json:
    """CreateApplication."""
    application_id = chosen_id(request.get("tags", {})) or f"00{secrets.token_hex(7)}"
    settings = {name: value for name, value in request.items() if name != "clientToken"}
    application = {
        **settings,
        "applicationId": application_id,
        "arn": _arn(application_id),
        "state": "CREATED",
        "tags": request.get("tags", {}),
        "createdAt": time.time(),
        "updatedAt": time.time(),
    }
    _applications[application_id] = application
    return {name: application[name] for name in ("applicationId", "name", "arn") if name in application}


def get(request: Json) -> Json:
    """GetApplication."""
    return {"application": find(request)}


def update(request: Json) -> Json:
    """UpdateApplication.

    Source: https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_UpdateApplication.html
    """
    application = find(request)
    _check_at_rest(application)
    application.update({name: value for name, value in request.items() if name != "clientToken"})
    application["updatedAt"] = time.time()
    return {"application": application}


def delete(request: Json) -> Json:
    """DeleteApplication.

    Source: https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_DeleteApplication.html
    """
    application = find(request)
    _check_at_rest(application)
    del _applications[application["applicationId"]]
    return {}


def start(request: Json) -> Json:
    """StartApplication: started at once."""
    find(request)["state"] = "STARTED"
    return {}


def stop(request: Json) -> Json:
    """StopApplication: stopped at once."""
    find(request)["state"] = "STOPPED"
    return {}


def list_all(request: Json) -> Json:
    """ListApplications, in one page."""
    states = request.get("states")
    found = [each for each in _applications.values() if not states or each["state"] in states]
    return {
        "applications": [
            {"id": each["applicationId"], **{name: each[name] for name in _SUMMARY if name in each}} for each in found
        ]
    }


def tag(request: Json) -> Json:
    """TagResource."""
    find(request)["tags"].update(request["tags"])
    return {}


def untag(request: Json) -> Json:
    """UntagResource."""
    tags = find(request)["tags"]
    for key in request["tagKeys"]:
        tags.pop(key, None)
    return {}


_OPERATIONS: Mapping[str, Callable[[Json], Json]] = {
    "CreateApplication": create,
    "DeleteApplication": delete,
    "GetApplication": get,
    "ListApplications": list_all,
    "StartApplication": start,
    "StopApplication": stop,
    "TagResource": tag,
    "UntagResource": untag,
    "UpdateApplication": update,
}


def find(request: Json) -> Json:
    """The application that a request names by its id or ARN.

    Raises:
        AwsError: There is none.
    """
    name = request.get("applicationId") or str(request.get("resourceArn", "")).rpartition("/")[2]
    application: Json | None = _applications.get(name)
    if application is None:
        raise AwsError("ResourceNotFoundException", f"Application {name} does not exist", 404)
    return application


def attach(application_arn: str, runtime_role_arn: str) -> None:
    """A Workspace is attached to an application, which starts.

    Source: https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/interactive-workloads.html
    Our reading: whoever attaches is asked for `AccessInteractiveEndpoints` and `PassRole` at once, and EMR Serverless
    takes the role on with the application as `aws:SourceArn`.
    """
    check_caller(f"{_SERVICE}:AccessInteractiveEndpoints", application_arn, {})
    check_passing(runtime_role_arn, SERVERLESS)
    application = find({"resourceArn": application_arn})
    if not application.get("interactiveConfiguration", {}).get("studioEnabled"):
        raise AwsError("ValidationException", f"Application {application_arn} is not enabled for EMR Studio.")
    role = client("iam").get_role(RoleName=runtime_role_arn.rpartition("/")[2])["Role"]
    context = {"aws:SourceAccount": account(), "aws:SourceArn": application_arn}
    if not trusts(role["AssumeRolePolicyDocument"], SERVERLESS, "sts:AssumeRole", context):
        raise AwsError("ValidationException", f"EMR Serverless is not authorized to assume role {runtime_role_arn}.")
    application["state"] = "STARTED"


def _check_at_rest(application: Json) -> None:
    if application["state"] not in _AT_REST:
        message = (
            f"Application {application['applicationId']} must be in one of the following statuses "
            f"[{', '.join(_AT_REST)}]. Current status: {application['state']}"
        )
        raise AwsError("ValidationException", message)


def _arn_in_request(request: Json) -> str:
    if "resourceArn" in request:
        return str(request["resourceArn"])
    return _arn(request["applicationId"]) if "applicationId" in request else "*"


def _arn(application_id: str) -> str:
    # ministack knows one partition.
    return f"arn:aws:{_SERVICE}:{region()}:{account()}:/applications/{application_id}"
