"""How an answer looks: what is lost first and in full, what is harmless as a number; or JSON for programs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rich.table import Table
from rich.text import Text

from emr_studio_constructs.changes import Action, Change, Loss
from emr_studio_constructs.ops.options import Output
from emr_studio_constructs.ops.screen import out, write_json

from .comparison import Comparison

_STOPPED = ("\N{BALLOT X}", "bold red")
_ALLOWED = ("!", "yellow")
_HARMLESS = {
    Action.ADD: ("+", "green"),
    Action.DELETE: ("-", "dim"),
    Action.KEEP: ("-", "dim"),
}
_IN_PLACE = ("~", "dim")


def show(comparisons: Sequence[Comparison], allowed: frozenset[Loss], output: Output, *, verbose: bool) -> None:
    """Shows the changes of each stack.

    As JSON: `stacks`, a list with `stack`, `is_new`, `is_unread` and `changes`, each with all fields of `Change` and
    `stops`: whether it is a loss that is not allowed, or fails. `stops` of it all: whether the command ends with 2.
    """
    if output is Output.JSON:
        stops = any(each.stops(allowed) for each in comparisons)
        write_json({"stacks": [_as_json(each, allowed) for each in comparisons], "stops": stops})
        return
    for each in comparisons:
        _show_stack(each, allowed, verbose=verbose)


def _as_json(comparison: Comparison, allowed: frozenset[Loss]) -> dict[str, object]:
    changes = [{**asdict(change), "stops": change.stops(allowed)} for change in comparison.changes]
    return {**asdict(comparison), "changes": changes}


def _show_stack(comparison: Comparison, allowed: frozenset[Loss], *, verbose: bool) -> None:
    out().print(Text(comparison.stack, "bold"))
    if comparison.is_unread:
        out().print(Text("?  its template, deployed or new, cannot be read: nothing is known of it", "magenta"))
        return
    rows = Table.grid(padding=(0, 2))
    for _column in ("sign", "action"):
        rows.add_column(no_wrap=True)
    rows.add_column(overflow="fold")
    for change in sorted(comparison.changes, key=lambda change: not change.stops(allowed)):
        if verbose or _is_told(change):
            rows.add_row(Text(*_sign(change, allowed)), _words(change.action), _about(change, allowed))
    if rows.row_count:
        out().print(rows)
    out().print(_summary(comparison, allowed, verbose=verbose))


def _is_told(change: Change) -> bool:
    """Whether there is something to say of it; what only follows something else, without a loss of its own, has not."""
    if change.loss is not None or change.action is Action.FAIL:
        return True
    return bool(change.costs) and change.action in (Action.UPDATE, Action.DELETE, Action.KEEP)


def _sign(change: Change, allowed: frozenset[Loss]) -> tuple[str, str]:
    if change.stops(allowed):
        return _STOPPED
    return _ALLOWED if change.loss else _HARMLESS.get(change.action, _IN_PLACE)


def _words(action: Action) -> str:
    return action.lower().replace("_", " ")


def _about(change: Change, allowed: frozenset[Loss]) -> Text:
    """What is changed, why, what that costs, and how to go on."""
    text = Text.assemble((change.path or change.logical_id, "bold"), f"  {change.type}")
    if change.moved_to:
        text.append(f"\n{change.logical_id} -> {change.moved_to}")
    elif change.properties:
        text.append(f"\n{', '.join(change.properties)}")
    for cause in change.causes:
        text.append(f"\nwhy: {cause}", "dim")
    for cost in change.costs:
        text.append(f"\ncosts: {cost}")
    if change.action is Action.FAIL:
        text.append("\nthe deploy fails, whatever is allowed", "dim")
    elif change.stops(allowed):
        text.append(f"\n--allow {change.loss} lets it pass", "dim")
    return text


def _summary(comparison: Comparison, allowed: frozenset[Loss], *, verbose: bool) -> str:
    return "; ".join(_counts(comparison, allowed, verbose=verbose)) or "no changes"


def _counts(comparison: Comparison, allowed: frozenset[Loss], *, verbose: bool) -> Iterator[str]:
    counts = Counter("fails" if each.action is Action.FAIL else each.loss for each in comparison.changes)
    if comparison.is_new:
        yield "not deployed, or never with success: nothing to lose"
    if failing := counts.pop("fails", 0):
        yield f"{failing} fail{'s' * (failing == 1)}"
    harmless = counts.pop(None, 0)
    for loss, count in counts.items():
        yield f"{count} with {loss}{', allowed' * (loss in allowed)}"
    if harmless:
        hidden = not verbose and not all(map(_is_told, comparison.changes))
        yield f"{harmless} without loss{', shown by --verbose' * hidden}"
