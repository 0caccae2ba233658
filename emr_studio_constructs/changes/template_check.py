"""Says whether a template can be compared: whether its resources are known before a deploy."""

from .model import Template


def checked(template: Template) -> Template:
    """A template of which the resources are known.

    Raises:
        ValueError: It is none, or only a deploy knows its resources.
    """
    resources = template.get("Resources")
    if not isinstance(resources, dict):
        raise ValueError("a template is an object with Resources, which is an object")
    for name, resource in resources.items():
        if name.startswith("Fn::"):
            raise ValueError(f"Resources has {name}: only the deploy knows which resources that makes")
        if not isinstance(resource, dict) or "Type" not in resource:
            raise ValueError(f"Resources has {name}, which is no resource: it has no Type")
    return template
