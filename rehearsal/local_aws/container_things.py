"""What EMR on EKS keeps: virtual clusters and their endpoints, those that are gone too."""

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from .chosen_ids import chosen_id
from .emulator.request import account, account_and_region_store, region
from .errors import AwsError

Json = dict[str, Any]

VIRTUAL_CLUSTERS = account_and_region_store()
"""By id."""
ENDPOINTS = account_and_region_store()
"""By id, whichever virtual cluster they are in."""


def new(path: str, request: Json, state: str) -> Json:
    """Something new with what is asked for, and an ARN that begins with this path."""
    made_id = chosen_id(request.get("tags", {})) or secrets.token_hex(12)
    settings = {name: value for name, value in request.items() if name != "clientToken"}
    more = {"id": made_id, "arn": arn_of(f"{path}{made_id}"), "state": state, "createdAt": now()}
    return {"tags": {}, **settings, **more}


def virtual_cluster(name: str) -> Json:
    """A virtual cluster by its id.

    Raises:
        AwsError: There was never one.
    """
    found: Json | None = VIRTUAL_CLUSTERS.get(name)
    if found is None:
        raise AwsError("ResourceNotFoundException", f"Virtual cluster {name} does not exist.")
    return found


def endpoint(parent: str, name: str) -> Json:
    """An endpoint by the id of its virtual cluster and its own.

    Raises:
        AwsError: There was never one.
    """
    found: Json | None = ENDPOINTS.get(name)
    if found is None or found["virtualClusterId"] != parent:
        raise AwsError("ResourceNotFoundException", f"Managed endpoint {name} does not exist.")
    return found


def by_arn(arn: str) -> Json:
    """What has this ARN."""
    name = last(arn)
    return ENDPOINTS[name] if name in ENDPOINTS else virtual_cluster(name)


def endpoints_of(parent: str) -> list[Json]:
    """The endpoints of a virtual cluster."""
    return [each for each in ENDPOINTS.values() if each["virtualClusterId"] == parent]


def in_states(found: Iterable[Json], request: Json) -> list[Json]:
    """Those in the states that are asked for, by default in any."""
    states = request.get("states")
    return [each for each in found if not states or each["state"] in states]


def invalid(message: str) -> AwsError:
    """The error for what the caller did wrong."""
    return AwsError("ValidationException", message)


def last(id_or_arn: str) -> str:
    """The id of what is named by id or ARN."""
    return id_or_arn.rpartition("/")[2]


def arn_of(path: str) -> str:
    """The ARN that ends in this path."""
    # ministack knows one partition.
    return f"arn:aws:emr-containers:{region()}:{account()}:{path}"


def now() -> str:
    """The time as the API writes it."""
    return datetime.now(UTC).isoformat()
