"""Reads a template that somebody wrote down: JSON, or YAML with its short forms.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
"""

import json
from pathlib import Path

from .model import Template

WRITE_ONE = (
    "write a template by `aws cloudformation get-template --template-stage Original --query TemplateBody "
    "--stack-name NAME > FILE`"
)
"""How to come by the file of a deployed template."""


def template_in(file: Path) -> Template:
    """The template in a file.

    Raises:
        ValueError: There is no such file, or no template in it.
    """
    try:
        template = read_template(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"{file}: {(error.strerror or str(error)).lower()}") from error
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from error
    if "Resources" not in template:
        raise ValueError(f"{file}: it has no Resources")
    return template


def read_template(body: str | Template) -> Template:
    """A template, with functions in full: `!Ref Key` is `{"Ref": "Key"}`.

    Args:
        body: Its text; or what boto3 makes of one in JSON.

    Raises:
        ValueError: It is neither JSON nor YAML, or not an object.
    """
    content = _of_text(body) if isinstance(body, str) else body
    if isinstance(content, str):
        # So the AWS CLI writes one in YAML: as a text in JSON.
        content = _of_yaml(content)
    if not isinstance(content, dict):
        raise ValueError("a template is an object with Resources")
    return dict(content)


def _of_text(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return _of_yaml(text)


def _of_yaml(text: str) -> object:
    # They take half a second to import, and hardly a template needs them.
    from cfnlint.decode.cfn_yaml import loads  # noqa: PLC0415
    from yaml import YAMLError  # noqa: PLC0415

    try:
        # As CloudFormation has it, a date (`Version: 2012-10-17`) is text.
        return json.loads(json.dumps(loads(text), default=str))
    except YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from error
