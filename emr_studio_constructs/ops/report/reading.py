"""Reads the Studios of an assembly for review, each with all that the templates of the app tell of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from emr_studio_constructs.cfn import SynthesizedStack, TemplateError, resources
from emr_studio_constructs.cfn.resource_types import NESTED_STACK
from emr_studio_constructs.ops.assembly import (
    MANIFEST,
    Json,
    Stack,
    chosen_stacks,
    nested_template,
    read_json,
    stacks_of,
)
from emr_studio_constructs.ops.errors import OpsError
from emr_studio_constructs.review.records import Record, records_in
from emr_studio_constructs.review.studio import ReviewedStudio, studios_of

from .section import Section, section_of


def sections_in(path: Path, stack: str | None) -> list[Section]:
    """What there is to say of the Studios of an assembly.

    Args:
        path: A cloud assembly, a template in it, or any other template.
        stack: One stack, by its id or name. Default: all of them.

    Raises:
        OpsError: There is no such assembly or stack, or no Studio in it, or CloudFormation or IAM would not take it.
    """
    directory = path if path.is_dir() else path.parent
    if path.is_file() and not (directory / MANIFEST).exists():
        every = chosen = [_alone(path)]
        records: Sequence[Record] = ()
    else:
        chosen, every, records = chosen_stacks(path, stack), stacks_of(directory), records_in(directory)
    found = [(each, of) for each in _studios(every) for of in chosen if _is_in(each, of)]
    if not found:
        names = ", ".join(each.id for each in chosen)
        raise OpsError(f"{path} has no AWS::EMR::Studio in {names}: name the cdk.out of an app with a Studio")
    return [_section(each, of, records) for each, of in found]


def _alone(file: Path) -> Stack:
    """The stack of a template that is in no assembly: nothing tells its account and Region."""
    name = file.name.partition(".")[0]
    stack = Stack(id=name, name=name, account=None, region=None, file=file)
    try:
        _ = stack.template
    except OpsError as error:
        raise OpsError(f"{file} is no template in JSON: `cdk synth` writes such ones, into cdk.out") from error
    return stack


def _studios(stacks: Sequence[Stack]) -> list[ReviewedStudio]:
    try:
        return studios_of(map(_synthesized, stacks))
    except TemplateError as error:
        raise OpsError(f"templates cannot be read: {error}") from error


def _section(studio: ReviewedStudio, stack: Stack, records: Sequence[Record]) -> Section:
    try:
        return section_of(studio, stack, records)
    except TemplateError as error:
        raise OpsError(f"Studio {studio.logical_id} of {studio.stack} cannot be reviewed: {error}") from error


def _is_in(studio: ReviewedStudio, stack: Stack) -> bool:
    """Whether a Studio is of a stack, or of one that is nested in it; stacks of other places may have its name."""
    place = studio.found.environment
    where = (stack.account or place.account, stack.region or place.region)
    return (place.outermost_stack, place.account, place.region) == (stack.name, *where)


def _synthesized(stack: Stack) -> SynthesizedStack:
    nested = _nested(stack.template, stack.file.parent)
    return SynthesizedStack(
        name=stack.name, template=stack.template, account=stack.account, region=stack.region, nested=nested
    )


def _nested(template: Json, directory: Path) -> Mapping[str, SynthesizedStack]:
    """The nested stacks whose templates are in the assembly, by logical id."""
    found = {}
    for logical_id, resource in resources(template, NESTED_STACK).items():
        if file := nested_template(resource.get("Properties", {}).get("TemplateURL"), directory):
            inner = read_json(file)
            found[logical_id] = SynthesizedStack(name=logical_id, template=inner, nested=_nested(inner, directory))
    return found
