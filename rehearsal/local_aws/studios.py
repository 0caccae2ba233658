"""The Studio calls of the EMR API: create, describe, update, delete, list.

https://docs.aws.amazon.com/emr/latest/APIReference/API_CreateStudio.html
"""

import time
from typing import Any

from . import rules, shapes
from .arns import new_id, studio_arn
from .emulator.request import account_and_region_store, region
from .errors import invalid_request
from .pages import page_of

Json = dict[str, Any]

_studios = account_and_region_store()


def create(request: Json) -> Json:
    """CreateStudio."""
    rules.check_new_studio(request, others=len(_studios))
    studio_id = new_id("es-")
    url = f"https://{studio_id}.emrstudio-prod.{region()}.amazonaws.com"
    _studios[studio_id] = {
        **request,
        "StudioId": studio_id,
        "StudioArn": studio_arn(studio_id),
        "Url": url,
        "CreationTime": time.time(),
        "Tags": request.get("Tags", []),
    }
    return {"StudioId": studio_id, "Url": url}


def describe(request: Json) -> Json:
    """DescribeStudio."""
    return {"Studio": find(request["StudioId"])}


def update(request: Json) -> Json:
    """UpdateStudio."""
    studio = find(request["StudioId"])
    changes = {name: value for name, value in request.items() if name != "StudioId"}
    rules.check_changed_studio(studio, changes)
    _studios[request["StudioId"]] = {**studio, **changes}
    return {}


def delete(request: Json) -> Json:
    """DeleteStudio: Workspaces and notebooks stay."""
    del _studios[find(request["StudioId"])["StudioId"]]
    return {}


def list_all(request: Json) -> Json:
    """ListStudios."""
    members = shapes.members_of("StudioSummary")
    summaries = [{name: studio[name] for name in members if name in studio} for studio in _studios.values()]
    return page_of("Studios", summaries, request)


def add_tags(request: Json) -> Json:
    """AddTags, to a Studio."""
    studio = find(request["ResourceId"])
    new = {tag["Key"]: tag for tag in request["Tags"]}
    studio["Tags"] = [tag for tag in studio["Tags"] if tag["Key"] not in new] + list(new.values())
    return {}


def remove_tags(request: Json) -> Json:
    """RemoveTags, from a Studio."""
    studio = find(request["ResourceId"])
    studio["Tags"] = [tag for tag in studio["Tags"] if tag["Key"] not in request["TagKeys"]]
    return {}


def find(studio_id: str) -> Json:
    """A Studio of the account and Region.

    Raises:
        AwsError: There is none of this id.
    """
    studio: Json | None = _studios.get(studio_id)
    if studio is None:
        raise invalid_request("Studio does not exist.")
    return studio


def of_arn(arn: str) -> Json | None:
    """The Studio that an ARN names, if there is one."""
    found: Json | None = _studios.get(arn.rpartition("/")[2])
    return found
