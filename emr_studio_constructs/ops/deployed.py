"""Deployed stacks, as far as commands rest on them: outputs, template, ids of resources, exports."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from botocore.exceptions import ClientError

from emr_studio_constructs.changes.template_text import read_template
from emr_studio_constructs.ops.aws import Aws, Client, code_of
from emr_studio_constructs.ops.errors import OpsError

Json = dict[str, Any]

# A deploy was prepared, or the first one failed: nothing of its template is there.
_NEVER_DEPLOYED = ("REVIEW_IN_PROGRESS", "ROLLBACK_COMPLETE")


@dataclass(frozen=True)
class DeployedStacks:
    """The stacks of an account and Region."""

    aws: Aws

    @cached_property
    def exports(self) -> dict[str, str]:
        """What they export, by name."""
        pages = self.aws.client("cloudformation").get_paginator("list_exports").paginate()
        return {found["Name"]: found["Value"] for page in pages for found in page["Exports"]}

    def find(self, name: str, *, stack_id: str) -> "DeployedStack | None":
        """The stack of a name, which `cdk deploy` knows by `stack_id`, if it is deployed.

        Raises:
            OpsError: It is being changed.
        """
        try:
            [found] = self.aws.client("cloudformation").describe_stacks(StackName=name)["Stacks"]
        except ClientError as error:
            # So CloudFormation says that there is no such stack.
            if code_of(error) != "ValidationError":
                raise
            return None
        if found["StackStatus"] in _NEVER_DEPLOYED:
            return None
        if found["StackStatus"].endswith("_IN_PROGRESS"):
            raise OpsError(f"stack {name} is {found['StackStatus']}: try again when that is done")
        outputs = {output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", ())}
        return DeployedStack(self, name, stack_id, outputs, found["StackStatus"])

    def get(self, name: str, *, stack_id: str) -> "DeployedStack":
        """The same of a stack without which there is nothing to compare.

        Raises:
            OpsError: It is not deployed, or being changed.
        """
        if (found := self.find(name, stack_id=stack_id)) is None:
            raise OpsError(f"stack {name} is not deployed in {self.aws.region}: run `cdk deploy {stack_id}` first")
        return found


@dataclass(frozen=True)
class DeployedStack:
    """A stack that no deploy is changing at the moment."""

    all: DeployedStacks
    """Those among which it is."""
    name: str
    id: str
    """How `cdk deploy` knows it."""
    outputs: dict[str, str]
    status: str

    @cached_property
    def template(self) -> Json:
        """The template of its last deploy, as it was before transforms.

        Raises:
            OpsError: It cannot be read.
        """
        answer = self._client.get_template(StackName=self.name, TemplateStage="Original")
        return template_of(self.name, answer["TemplateBody"])

    @cached_property
    def physical_ids(self) -> dict[str, str]:
        """What its resources are called, by logical id."""
        pages = self._client.get_paginator("list_stack_resources").paginate(StackName=self.name)
        return {
            row["LogicalResourceId"]: row["PhysicalResourceId"]
            for page in pages
            for row in page["StackResourceSummaries"]
            if "PhysicalResourceId" in row
        }

    @property
    def studio_id(self) -> str:
        """The Studio of a config's stack."""
        return self._output("StudioId")

    @property
    def session_policies(self) -> dict[str, str]:
        """The policy ARN of each tier of a config's stack that has one."""
        return dict(json.loads(self._output("SessionPolicies")))

    def _output(self, name: str) -> str:
        if name not in self.outputs:
            raise OpsError(f"stack {self.name} has no output {name}: run `cdk deploy {self.id}` first")
        return self.outputs[name]

    @property
    def _client(self) -> Client:
        return self.all.aws.client("cloudformation")


def template_of(stack_name: str, body: str | Json) -> Json:
    """The template of a deployed stack, of what boto3 has of it: text where it is YAML.

    Raises:
        OpsError: CloudFormation read it, and this does not, such as a key that is there twice.
    """
    try:
        return read_template(body)
    except ValueError as error:
        raise OpsError(f"stack {stack_name}: its template cannot be read: {error}: deploy it mended first") from error
