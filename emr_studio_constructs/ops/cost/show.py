"""How an answer looks: what is fixed line by line, all else in short; or JSON for programs."""

from collections.abc import Sequence
from dataclasses import asdict

from rich.table import Table
from rich.text import Text

from emr_studio_constructs.ops.options import Output
from emr_studio_constructs.ops.screen import out, write_json

from . import prices
from .item import Item, Kind
from .summary import Summary


def show(summaries: Sequence[Summary], output: Output) -> None:
    """Shows what each stack costs, and all together.

    As JSON: `prices` with `region`, `date`, `currency` and `hours_a_month`; `stacks`, a list with `stack`, `region`,
    `monthly` and `items`, each with all fields of `Item` and `monthly`; `monthly` of all stacks; `unknown`: how many
    resources, or parts of them, are in none of these numbers.
    """
    if output is Output.JSON:
        write_json(_as_json(summaries))
        return
    for each in summaries:
        _show_stack(each)
    if len(summaries) > 1:
        out().print(Text(_total("all stacks", summaries), "bold"))
    out().print(Text(source(summaries), "dim"))


def _as_json(summaries: Sequence[Summary]) -> dict[str, object]:
    return {
        "prices": {
            "region": prices.REGION,
            "date": prices.DATE,
            "currency": prices.CURRENCY,
            "hours_a_month": prices.HOURS_A_MONTH,
        },
        "stacks": [
            {
                "stack": each.stack,
                "region": each.region,
                "monthly": round(each.monthly, 2),
                "items": [{**asdict(item), "monthly": round(item.monthly, 2)} for item in each.items],
            }
            for each in summaries
        ],
        "monthly": round(sum(each.monthly for each in summaries), 2),
        "unknown": _unknown(summaries),
    }


def _show_stack(summary: Summary) -> None:
    out().print(Text.assemble((summary.stack, "bold"), f"  {summary.region or 'Region not named'}"))
    rows = Table.grid(padding=(0, 2))
    for _column in ("sign", "quantity"):
        rows.add_column(no_wrap=True, justify="right")
    rows.add_column(overflow="fold")
    rows.add_column(no_wrap=True, justify="right")
    rows.add_column(overflow="fold")
    for item in summary.of(Kind.FIXED):
        rows.add_row("", str(item.quantity), item.what, f"{item.monthly:,.2f}", Text(note(item), "dim"))
    for item in summary.of(Kind.UNKNOWN):
        rows.add_row(Text("?", "magenta"), str(item.quantity), item.what, "unknown", Text(note(item), "dim"))
    for item in summary.of(Kind.BY_USE):
        rows.add_row("", str(item.quantity), item.what, "by use", Text(note(item), "dim"))
    if free := sum(item.quantity for item in summary.of(Kind.FREE)):
        rows.add_row("", str(free), "others", "free")
    out().print(rows)
    out().print(Text(_total(summary.stack, [summary]), "bold"))


def note(item: Item) -> str:
    """What else there is to know of an item, and on which condition it is there."""
    return "; ".join(filter(None, (item.note, f"if {item.condition}" if item.condition else "")))


def _total(name: str, summaries: Sequence[Summary]) -> str:
    monthly = sum(each.monthly for each in summaries)
    unknown = _unknown(summaries)
    return f"{name}: {monthly:,.2f} {prices.CURRENCY} a month" + (f", and {unknown} unknown" if unknown else "")


def _unknown(summaries: Sequence[Summary]) -> int:
    return sum(item.quantity for each in summaries for item in each.of(Kind.UNKNOWN))


def source(summaries: Sequence[Summary]) -> str:
    """Which prices these are, and what they leave out."""
    elsewhere = any(each.region != prices.REGION for each in summaries)
    also = "; other Regions have others" if elsewhere else ""
    return (
        f"list prices of {prices.REGION}, gathered in {prices.DATE}{also}; a month of {prices.HOURS_A_MONTH} hours, "
        "before traffic, use and discounts"
    )
