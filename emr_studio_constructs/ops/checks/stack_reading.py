"""A deployed stack: its state, resources and template.

https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStackResources.html
"""

from emr_studio_constructs.cfn.resource_types import STUDIO
from emr_studio_constructs.ops.deployed import template_of
from emr_studio_constructs.ops.reader import Json, Reader

from .subject import Subject


def stack_of(read: Reader, subject: Subject) -> Json | None:
    """The stack that a config deploys, or that a Studio is a resource of, if it is there."""
    name = subject.stack_name or _stack_name_of(read, subject.studio_id)
    found = read.find("cloudformation", "describe_stacks", StackName=name) if name else None
    return dict(found["Stacks"][0]) if found else None


def studio_of(read: Reader, subject: Subject) -> str | None:
    """The Studio that is there: the one asked about, or that of the stack."""
    if subject.studio_id:
        return subject.studio_id
    outputs = outputs_of(stack_of(read, subject))
    return outputs.get("StudioId") or next(iter(physical_ids_of(read, subject, STUDIO)), None)


def outputs_of(stack: Json | None) -> dict[str, str]:
    """The outputs of a stack, by name."""
    return {output["OutputKey"]: output["OutputValue"] for output in (stack or {}).get("Outputs", [])}


def resources_of(read: Reader, subject: Subject) -> list[Json]:
    """The resources of the stack, each with type and ids."""
    if (stack := stack_of(read, subject)) is None:
        return []
    return read.items("cloudformation", "list_stack_resources", "StackResourceSummaries", StackName=stack["StackName"])


def physical_ids_of(read: Reader, subject: Subject, resource_type: str) -> list[str]:
    """The ids of the stack's resources of a type."""
    return [
        resource["PhysicalResourceId"]
        for resource in resources_of(read, subject)
        if resource["ResourceType"] == resource_type and "PhysicalResourceId" in resource
    ]


def template_resources_of(read: Reader, subject: Subject) -> dict[str, Json]:
    """The resources of the deployed template, transforms done, by logical id.

    Raises:
        OpsError: The template cannot be read.
    """
    if (stack := stack_of(read, subject)) is None:
        return {}
    request = {"StackName": stack["StackName"], "TemplateStage": "Processed"}
    answer = read.get("cloudformation", "get_template", **request)
    return dict(template_of(stack["StackName"], answer["TemplateBody"])["Resources"])


def _stack_name_of(read: Reader, studio_id: str | None) -> str | None:
    if studio_id is None:
        return None
    found = read.find("cloudformation", "describe_stack_resources", PhysicalResourceId=studio_id)
    resources = found["StackResources"] if found else []
    return next((str(resource["StackName"]) for resource in resources), None)
