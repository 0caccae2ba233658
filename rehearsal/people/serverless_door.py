"""The door to EMR Serverless: an application with a runtime role that lets somebody in."""

import json
from itertools import product

from botocore.exceptions import ClientError

from .visit import Visit

_TRUSTED = "emr-serverless.amazonaws.com"


def attach_to_serverless(visit: Visit) -> object:
    """Attaches to one application with one runtime role, of all there are; then stops it, as it was before.

    Raises:
        ClientError: No pair lets them; where there is none, there is nothing to be let into.
    """
    workspace = visit.workspace_of_another()
    for application, role in product(_applications(visit), _runtime_roles(visit)):
        try:
            answer = visit.emr("AttachEditor", EditorId=workspace, ApplicationArn=application, ExecutionRoleArn=role)
        except ClientError as error:
            refused = error
        else:
            visit.root("emr-serverless").stop_application(applicationId=application.rpartition("/")[2])
            return answer
    raise refused


def _applications(visit: Visit) -> list[str]:
    found = visit.root("emr-serverless").list_applications()["applications"]
    none = f"arn:aws:emr-serverless:{visit.region}:{visit.account}:/applications/00none"
    return [each["arn"] for each in found] or [none]


def _runtime_roles(visit: Visit) -> list[str]:
    pages = visit.root("iam").get_paginator("list_roles").paginate()
    roles = [role for page in pages for role in page["Roles"]]
    found = [role["Arn"] for role in roles if _TRUSTED in json.dumps(role["AssumeRolePolicyDocument"])]
    return found or [f"arn:aws:iam::{visit.account}:role/no-such-role"]
