"""The stack of a custom resource, which this only reads: what else it holds, and what it takes back.

https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackEvents.html
"""

from collections.abc import Iterable
from datetime import datetime

from .answer import Event
from .clients import client_of_a_new_role

_BEGINNINGS = {"CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS"}


def other_resource(event: Event, physical_ids: Iterable[str]) -> str | None:
    """The logical id of another resource of the stack that has one of these physical ids, and stays.

    A resource that was replaced is another one than its successor of the same logical id.
    """
    asked = (event["LogicalResourceId"], event.get("PhysicalResourceId"))
    wanted = {_spelled_alike(each) for each in physical_ids}
    pages = client_of_a_new_role("cloudformation").get_paginator("list_stack_resources")
    for page in pages.paginate(StackName=event["StackId"]):
        for each in page["StackResourceSummaries"]:
            logical_id, physical_id = each["LogicalResourceId"], each.get("PhysicalResourceId", "")
            stays = not each["ResourceStatus"].startswith("DELETE_")
            if stays and _spelled_alike(physical_id) in wanted and (logical_id, physical_id) != asked:
                return str(logical_id)
    return None


def was_there_before_rollback(event: Event, made: datetime) -> bool:
    """Whether the stack rolls back, and what it rolls back began after something was made."""
    client, stack = client_of_a_new_role("cloudformation"), event["StackId"]
    [found] = client.describe_stacks(StackName=stack)["Stacks"]
    if "ROLLBACK" not in found["StackStatus"]:
        return False
    # The newest come first. When a rollback began is no help: what it takes back was made before.
    for page in client.get_paginator("describe_stack_events").paginate(StackName=stack):
        for each in page["StackEvents"]:
            if each.get("PhysicalResourceId") == stack and each["ResourceStatus"] in _BEGINNINGS:
                return bool(made < each["Timestamp"])
    return True  # CloudFormation forgets events after 90 days


def _spelled_alike(physical_id: str) -> str:
    """Names and ids are the same in every case, and AWS's types separate their parts in one way or the other."""
    return physical_id.replace(":", "|").casefold()
