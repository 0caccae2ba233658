"""A deployed stack, as far as mappings rest on it: its outputs, its template, its resources' ids."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml
from botocore.exceptions import ClientError

from emr_studio_constructs.ops.aws import Aws, code_of
from emr_studio_constructs.ops.errors import OpsError

Json = dict[str, Any]


@dataclass(frozen=True)
class DeployedStack:
    """A stack that no deploy is changing at the moment."""

    aws: Aws
    name: str
    id: str
    """How `cdk deploy` knows it."""
    outputs: dict[str, str]

    @cached_property
    def template(self) -> Json:
        """The template of its last deploy."""
        body = self.aws.client("cloudformation").get_template(StackName=self.name)["TemplateBody"]
        # boto3 reads JSON itself.
        return dict(yaml.safe_load(body) if isinstance(body, str) else body)

    @cached_property
    def physical_ids(self) -> dict[str, str]:
        """What its resources are called, by logical id."""
        pages = self.aws.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=self.name)
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


def deployed_stack(aws: Aws, name: str, *, stack_id: str) -> DeployedStack:
    """The stack of a name, which `cdk deploy` knows by `stack_id`.

    Raises:
        OpsError: It is not deployed, or being changed.
    """
    try:
        [found] = aws.client("cloudformation").describe_stacks(StackName=name)["Stacks"]
    except ClientError as error:
        # So CloudFormation says that there is no such stack.
        if code_of(error) != "ValidationError":
            raise
        raise OpsError(f"stack {name} is not deployed in {aws.region}: run `cdk deploy {stack_id}` first") from error
    if found["StackStatus"].endswith("_IN_PROGRESS"):
        raise OpsError(f"stack {name} is {found['StackStatus']}: try again when that is done")
    outputs = {output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", ())}
    return DeployedStack(aws, name, stack_id, outputs)
