"""The stack of a resource, which ministack's CloudFormation finds by the stack's name alone.

https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResources.html
"""

from typing import Any

from ministack.services.cloudformation import _stacks, handlers


def find_stacks_by_resource() -> None:
    """Lets DescribeStackResources take a physical id in place of a stack's name."""
    theirs = handlers._ACTION_HANDLERS["DescribeStackResources"]

    def describe(parameters: Any) -> Any:
        physical_id = handlers._p(parameters, "PhysicalResourceId")
        if handlers._p(parameters, "StackName") or not physical_id:
            return theirs(parameters)
        for name, stack in _stacks.items():
            if any(each.get("PhysicalResourceId") == physical_id for each in stack.get("_resources", {}).values()):
                return theirs({**parameters, "StackName": name})
        return handlers._error("ValidationError", f"Stack for {physical_id} does not exist")

    handlers._ACTION_HANDLERS["DescribeStackResources"] = describe
