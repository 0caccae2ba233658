"""Which templates of an app take something from which others.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from .physical import Value
from .resolver import Resolver
from .stacks import put_out


class Links:
    """What some templates import from each other; those that are nested in one stack always do."""

    def __init__(self, templates: Sequence[Resolver]) -> None:
        """Looks through the templates once."""
        self._templates = templates
        self._imports: Mapping[Resolver, set[Resolver]] = defaultdict(set)
        self._importers: Mapping[Resolver, set[Resolver]] = defaultdict(set)
        for one, other in _imports(templates):
            self._imports[one].add(other)
            self._importers[other].add(one)

    def of(self, found: Resolver) -> tuple[Resolver, ...]:
        """The templates that import from one, and all that it and they import from, over any number of others.

        Those are left out that merely import from the same one, such as a VPC that they share.
        """
        with_importers = _reached({found}, self._importers)
        related = _reached(with_importers, self._imports)
        return tuple(each for each in self._templates if each in related and each is not found)


def _imports(templates: Sequence[Resolver]) -> Iterator[tuple[Resolver, Resolver]]:
    exporters = {name: each for each in templates for name, _ in put_out(each)}
    of_stack: dict[str, list[Resolver]] = defaultdict(list)
    for each in templates:
        of_stack[each.environment.outermost_stack].append(each)
        yield from ((each, exporters[name]) for name in _imported(each, each.template) if name in exporters)
    for parts in of_stack.values():
        yield from ((one, other) for one in parts for other in parts)


def _imported(found: Resolver, value: Value) -> Iterator[str]:
    match value:
        case {"Fn::ImportValue": name}:
            yield found.resolve(name)
        case {"Fn::GetStackOutput": {"StackName": stack, "OutputName": output}}:
            yield f"{stack}.{output}"
        case dict():
            for each in value.values():
                yield from _imported(found, each)
        case list():
            for each in value:
                yield from _imported(found, each)


def _reached(start: set[Resolver], links: Mapping[Resolver, set[Resolver]]) -> set[Resolver]:
    reached, new = set(start), set(start)
    while new:
        new = {other for one in new for other in links[one]} - reached
        reached |= new
    return reached
