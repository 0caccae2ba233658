"""A stack that is in no state to be compared."""

import pytest

from emr_studio_constructs.ops.deployed import DeployedStacks
from emr_studio_constructs.ops.errors import OpsError
from emr_studio_constructs.ops.guard.side import side_of_stack
from ops.mappings.stubs import stubbed


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("UPDATE_ROLLBACK_FAILED", "so that its template does not tell what is there: look at its events"),
        ("UPDATE_FAILED", "so that its template does not tell what is there: look at its events"),
        ("UPDATE_IN_PROGRESS", "try again when that is done"),
    ],
)
def test_a_stack_between_two_templates_is_named(status: str, said: str) -> None:
    with stubbed("cloudformation") as (aws, stubs):
        stack = {"StackName": "Analytics", "StackStatus": status, "CreationTime": "2026-11-22"}
        stubs["cloudformation"].add_response("describe_stacks", {"Stacks": [stack]}, {"StackName": "Analytics"})

        with pytest.raises(OpsError, match=f"stack Analytics is {status}.* {said}"):
            side_of_stack(DeployedStacks(aws).get("Analytics", stack_id="Analytics"))


def test_a_deployed_template_that_cannot_be_read_is_named() -> None:
    with stubbed("cloudformation") as (aws, stubs):
        stack = {"StackName": "Analytics", "StackStatus": "UPDATE_COMPLETE", "CreationTime": "2026-11-22"}
        stubs["cloudformation"].add_response("describe_stacks", {"Stacks": [stack]}, {"StackName": "Analytics"})
        twice = "Resources:\n  Topic: {Type: AWS::SNS::Topic}\n  Topic: {Type: AWS::SNS::Topic}"
        stubs["cloudformation"].add_response("get_template", {"TemplateBody": twice})

        with pytest.raises(
            OpsError, match=r"^stack Analytics: its template cannot be read: .+: deploy it mended first$"
        ):
            side_of_stack(DeployedStacks(aws).get("Analytics", stack_id="Analytics"))
