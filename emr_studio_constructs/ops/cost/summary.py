"""What a stack costs: the items of its resources, those alike as one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from emr_studio_constructs.ops.assembly import Stack

from .item import Item, Kind
from .pricing import price
from .resources import resources_in


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A stack and what it costs."""

    stack: str
    """How `cdk deploy` knows it."""
    region: str | None
    """None where the app does not name it."""
    items: tuple[Item, ...]

    def of(self, kind: Kind) -> list[Item]:
        """The items of a kind, the dearest first."""
        return sorted((item for item in self.items if item.kind is kind), key=lambda item: -item.monthly)

    @property
    def monthly(self) -> float:
        """USD a month, of what is fixed and known."""
        return sum(item.monthly for item in self.items)


def summarize(stack: Stack) -> Summary:
    """Reads a stack with its nested stacks."""
    items = (item for resource in resources_in(stack.file) for item in price(resource))
    return Summary(stack=stack.id, region=stack.region, items=tuple(_gathered(items)))


def _gathered(items: Iterable[Item]) -> Iterable[Item]:
    quantities: Counter[Item] = Counter()
    for item in items:
        quantities[replace(item, quantity=1)] += item.quantity
    return (replace(item, quantity=quantity) for item, quantity in quantities.items())
