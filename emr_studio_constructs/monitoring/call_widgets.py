"""What happens to a Studio, as numbers and graphs: the calls that its rules count, and the alarms on them."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch

from .events import StudioEvent
from .metrics import StudioMetrics
from .widgets import WIDTH, Row, graph

_GRAPHS: Mapping[str, Mapping[StudioEvent, str]] = {
    "Sign-ins (an hour)": {StudioEvent.SIGN_IN: "sign-ins"},
    "Refused calls (an hour)": {StudioEvent.REFUSED: "refused"},
    "Workspace actions in all Studios here (an hour)": {StudioEvent.WORKSPACE_ACTION: "actions"},
    "Mapping changes (an hour)": {
        StudioEvent.MAPPING_CREATED: "created",
        StudioEvent.MAPPING_UPDATED: "updated",
        StudioEvent.MAPPING_DELETED: "deleted",
    },
    "Mapped by hand (an hour)": {StudioEvent.MAPPED_BY_HAND: "by hand"},
    "Studio changes (an hour)": {
        StudioEvent.STUDIO_UPDATED: "updated",
        StudioEvent.STUDIO_DELETED: "deleted",
        StudioEvent.STUDIO_CREATED: "any Studio created here",
    },
}
_URGENT = {StudioEvent.REFUSED, StudioEvent.MAPPED_BY_HAND}
_RED = "#d62728"
_MOST_IN_A_ROW = 3
_ALARMS_WIDTH = 8
_TOTALS_HEIGHT = 4


def total_row(metrics: StudioMetrics, alarms: Sequence[cloudwatch.IAlarm]) -> Row:
    """The alarms, if there are any, beside the number of calls of each kind."""
    totals = cloudwatch.SingleValueWidget(
        title="In the time shown",
        metrics=[metrics.metric(metric) for metric in metrics.of_calls],
        set_period_to_time_range=True,
        width=WIDTH - _ALARMS_WIDTH if alarms else WIDTH,
        height=_TOTALS_HEIGHT,
    )
    if not alarms:
        return (totals,)
    states = cloudwatch.AlarmStatusWidget(
        title="Alarms", alarms=list(alarms), width=_ALARMS_WIDTH, height=_TOTALS_HEIGHT
    )
    return (states, totals)


def call_rows(metrics: StudioMetrics, hour: Duration) -> Iterator[Row]:
    """A graph for each kind of call, as many in one row as in the other."""
    shown = [(words, labels) for words, labels in _GRAPHS.items() if all(map(metrics.has, labels))]
    in_a_row = ceil(len(shown) / ceil(len(shown) / _MOST_IN_A_ROW))
    for start in range(0, len(shown), in_a_row):
        row = shown[start : start + in_a_row]
        yield tuple(
            graph(
                words,
                [_with_zeros(metrics.count(event, label, hour), event, label, hour) for event, label in labels.items()],
                width=WIDTH // len(row),
                stacked=True,
            )
            for words, labels in row
        )


def _with_zeros(
    count: cloudwatch.Metric, event: StudioEvent, label: str, period: Duration
) -> cloudwatch.MathExpression:
    """EventBridge tells nothing where it counts nothing, and a line between two counts would tell what was not."""
    name = event.name.lower()
    return cloudwatch.MathExpression(
        expression=f"FILL({name}, 0)",
        using_metrics={name: count},
        label=label,
        period=period,
        color=_RED if event in _URGENT else None,
    )
