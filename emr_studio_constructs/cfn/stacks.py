"""Resolves the templates of several stacks together: what they import from each other, and those nested in them.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-nested-stacks.html
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace

from .physical import Environment, Value
from .resolver import Resolver
from .resource_types import NESTED_STACK
from .template import Template, resources

_PARTITIONS = {"cn-": "aws-cn", "us-gov-": "aws-us-gov", "eusc-": "aws-eusc"}


@dataclass(frozen=True, kw_only=True)
class SynthesizedStack:
    """A stack as it is synthesized, with those that are nested in it.

    Args:
        name: Its name.
        template: Its template.
        account: Default: not known; one is made up then.
        region: Default: not known; one is made up then.
        nested: The nested stacks whose templates are known, by logical id.
    """

    name: str
    template: Template
    account: str | None = None
    region: str | None = None
    nested: Mapping[str, "SynthesizedStack"] = field(default_factory=dict)


def resolve_stacks(stacks: Iterable[SynthesizedStack]) -> list[Resolver]:
    """Resolvers of all stacks and of those nested in them, each of which knows what the others put out.

    Resources whose condition does not hold are left out. What none of the stacks exports is made up.
    """
    found: list[Resolver] = []
    imports = _Deferred(lambda: dict(each for one in found for each in put_out(one)))
    for stack in stacks:
        region = stack.region or Environment.region
        place = Environment(
            account=stack.account or Environment.account,
            region=region,
            partition=next((_PARTITIONS[start] for start in _PARTITIONS if region.startswith(start)), "aws"),
            stack=stack.name,
        )
        found += _with_nested(stack, place, imports, parameters={})
    return found


def _with_nested(
    stack: SynthesizedStack, place: Environment, imports: Mapping[str, Value], *, parameters: Mapping[str, Value]
) -> Iterator[Resolver]:
    nested: dict[str, Resolver] = {}
    found = Resolver(stack.template, **asdict(place), parameters=parameters, imports=imports, nested=nested)
    found.template = _only_what_is_made(found)
    yield found
    for logical_id in resources(found.template, NESTED_STACK):
        if inner := stack.nested.get(logical_id):
            inside = replace(place, stack=f"{place.stack}/{inner.name}")
            own, *deeper = _with_nested(inner, inside, imports, parameters=_given(found, logical_id))
            nested[logical_id] = own
            yield from (own, *deeper)


def _only_what_is_made(found: Resolver) -> Template:
    made = {
        name: resource
        for name, resource in found.template.get("Resources", {}).items()
        if "Condition" not in resource or found.condition(resource["Condition"])
    }
    return {**found.template, "Resources": made}


def _given(outer: Resolver, logical_id: str) -> Mapping[str, Value]:
    """The parameters that a nested stack is given."""
    given = outer.template["Resources"][logical_id].get("Properties", {}).get("Parameters", {})
    return _Deferred(lambda: {name: (outer, value) for name, value in given.items()})


def put_out(found: Resolver) -> Iterator[tuple[str, tuple[Resolver, Value]]]:
    """What others find by the name of an export, or by the names of the stack and its output."""
    for name, output in found.template.get("Outputs", {}).items():
        yield f"{found.environment.stack}.{name}", (found, output["Value"])
        if "Export" in output:
            yield found.resolve(output["Export"]["Name"]), (found, output["Value"])


class _Deferred(Mapping[str, Value]):
    """Values that are resolved when they are asked for: stacks refer to each other in any order."""

    def __init__(self, written: Callable[[], Mapping[str, tuple[Resolver, Value]]]) -> None:
        self._written = written

    def __getitem__(self, name: str) -> Value:
        resolver, value = self._written()[name]
        return resolver.resolve(value)

    def __iter__(self) -> Iterator[str]:
        return iter(self._written())

    def __len__(self) -> int:
        return len(self._written())
