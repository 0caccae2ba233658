"""Finds where the templates of nested stacks are.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html
"""

from emr_studio_constructs.cfn.resource_types import NESTED_STACK

from .functions import Value
from .model import Template
from .template_check import checked


def template_urls(template: Template) -> dict[str, Value]:
    """The `TemplateURL` of each nested stack, as the template has it, by logical id.

    The CDK uploads a template to a URL with its hash: the same URL is the same template.

    Raises:
        ValueError: The template is none, or only a deploy knows its resources.
    """
    resources = checked(template)["Resources"].items()
    nested = {name: found.get("Properties") for name, found in resources if found["Type"] == NESTED_STACK}
    return {name: (properties or {}).get("TemplateURL") for name, properties in nested.items()}
