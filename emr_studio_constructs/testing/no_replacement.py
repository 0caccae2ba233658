"""Asserts that a change of a template costs people nothing."""

from collections.abc import Iterable, Iterator

from emr_studio_constructs.changes import Change, Loss, Template, compare
from emr_studio_constructs.changes.nested import template_urls

from .template import TemplateLike, template_of


def assert_no_replacement(
    before: TemplateLike, after: TemplateLike, *, allow: Iterable[Loss | str] = (), region: str | None = None
) -> None:
    """Asserts that a deploy neither fails nor costs people what they have: Studio, notebooks, keys, roles, compute.

    ```python
    def test_the_next_deploy_replaces_nothing():
        assert_no_replacement("tests/deployed/Analytics.json", Template.from_stack(stack))
    ```

    Templates of nested stacks are not read: one that is another than before fails, whatever is in it, and is for
    `emr-studio guard`.

    Args:
        before: The template that is deployed, or the path of a file with it, such as a committed one.
        after: The one that is deployed next, or the path of a file, or what `Template.from_stack` gives.
        allow: What may be lost, such as `"REPLACEMENT"`. Default: nothing.
        region: Where, as far as it is known. Default: not known.

    Raises:
        AssertionError: People would lose what is not allowed, or the deploy would fail: what, why and at what cost;
            or a nested stack has another template.
        ValueError: `allow` names no loss, or a template is none.
    """
    allowed = frozenset(map(_loss, allow))
    old, new = template_of(before), template_of(after)
    stopping = [change for change in compare(old, new, region=region) if change.stops(allowed)]
    lines = [*map(_lines, stopping), *_unread(old, new)]
    if needed := sorted({change.loss for change in stopping if change.loss} - allowed):
        lines.append(f"allow={[str(each) for each in needed]} lets losses pass")
    if lines:
        raise AssertionError("\n".join(lines))


def _loss(name: str) -> Loss:
    if name not in list(Loss):
        raise ValueError(f"allow must be of {', '.join(Loss)}, got {name!r}")
    return Loss(name)


def _unread(old: Template, new: Template) -> Iterator[str]:
    """The nested stacks that stay, and have another template."""
    had, has = template_urls(old), template_urls(new)
    for logical_id, url in has.items():
        if url != had.get(logical_id, url):
            yield f"nested stack {logical_id} has another template, which is not read here: ask `emr-studio guard`"


def _lines(change: Change) -> str:
    target = f" to {change.moved_to}" if change.moved_to else ""
    lines = [f"{change.action} {change.type} {change.path or change.logical_id}{target}"]
    lines += [f"  because {cause}" for cause in change.causes]
    lines += [f"  {cost}" for cost in change.costs]
    return "\n".join(lines)
