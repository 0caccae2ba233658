"""Templates, in whichever form a test has them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from emr_studio_constructs.changes import Template
from emr_studio_constructs.changes.template_text import WRITE_ONE, template_in


class HasJson(Protocol):
    """What has a template, such as `aws_cdk.assertions.Template`."""

    def to_json(self) -> Mapping[str, Any]:
        """The template."""


TemplateLike = Mapping[str, Any] | str | Path | HasJson
"""A template, the path of a file with one in JSON or YAML, or what has one."""

TemplatesLike = TemplateLike | Mapping[str, TemplateLike]
"""A template, or those of several stacks by name."""


def template_of(template: TemplateLike) -> Template:
    """The template itself.

    Raises:
        ValueError: It is the path of no file, or of one without a template.
    """
    if isinstance(template, (str, Path)):
        try:
            return template_in(Path(template))
        except ValueError as error:
            raise ValueError(f"{error}: {WRITE_ONE}") from error
    return dict(template if isinstance(template, Mapping) else template.to_json())


def templates_of(templates: TemplatesLike) -> dict[str, Template]:
    """The templates by the names of their stacks; one that is given alone has none.

    Raises:
        ValueError: As of `template_of`.
    """
    if isinstance(templates, Mapping) and "Resources" not in templates:
        return {name: template_of(each) for name, each in templates.items()}
    return {"": template_of(templates)}
