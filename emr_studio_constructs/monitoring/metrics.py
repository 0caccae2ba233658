"""What is measured of a Studio, by metrics that AWS publishes by itself: EMR Studio has none of its own.

EventBridge counts the calls that each rule matched, as `TriggeredRules` of AWS/Events, within minutes and at best
effort. S3 measures each bucket once a day, old versions and unfinished uploads among it.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html
"""

from collections.abc import Mapping, Sequence

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_events as events

from emr_studio_constructs._border import member, whole_minutes
from emr_studio_constructs.choices import StudioMetric
from emr_studio_constructs.interfaces import IEmrStudio

from .events import StudioEvent

_DAY = 24 * 60
_FIVE_MINUTES = 5

# Those that notebooks are in, or move to.
_STORAGE_TYPES = (
    "StandardStorage",
    "StandardIAStorage",
    "IntelligentTieringFAStorage",
    "IntelligentTieringIAStorage",
    "IntelligentTieringAIAStorage",
    "GlacierInstantRetrievalStorage",
)


WORDS: Mapping[StudioMetric, str] = {
    StudioMetric.SIGN_INS: "Sign-ins",
    StudioMetric.REFUSED_CALLS: "Refused calls",
    StudioMetric.MAPPING_CHANGES: "Mapping changes",
    StudioMetric.MAPPED_BY_HAND: "Mapped by hand",
    StudioMetric.WORKSPACE_ACTIONS: "Workspace actions",
    StudioMetric.STUDIO_CHANGES: "Studio changes",
    StudioMetric.BUCKET_SIZE: "Bytes in the bucket",
    StudioMetric.BUCKET_OBJECTS: "Objects in the bucket",
}
"""How each is labelled."""

_CALLS = {
    StudioMetric.SIGN_INS: (StudioEvent.SIGN_IN,),
    StudioMetric.REFUSED_CALLS: (StudioEvent.REFUSED,),
    StudioMetric.MAPPING_CHANGES: (
        StudioEvent.MAPPING_CREATED,
        StudioEvent.MAPPING_UPDATED,
        StudioEvent.MAPPING_DELETED,
    ),
    StudioMetric.MAPPED_BY_HAND: (StudioEvent.MAPPED_BY_HAND,),
    StudioMetric.WORKSPACE_ACTIONS: (StudioEvent.WORKSPACE_ACTION,),
    StudioMetric.STUDIO_CHANGES: (StudioEvent.STUDIO_UPDATED, StudioEvent.STUDIO_DELETED),
}


class StudioMetrics:
    """The metrics of one Studio."""

    def __init__(self, studio: IEmrStudio, rules: Mapping[StudioEvent, events.Rule]) -> None:
        """Takes the Studio and the rules that count its calls."""
        self._studio = studio
        self._rule_names = {event: rule.rule_name for event, rule in rules.items()}

    def metric(
        self, metric: StudioMetric, period: Duration | None = None, *, argument: str = "metric"
    ) -> cloudwatch.IMetric:
        """What `StudioMonitoring.metric` says; `argument` is what a message calls the metric."""
        metric = member(argument, metric, StudioMetric)
        minutes = period_minutes(metric, period)
        measure = self._calls if metric in _CALLS else self._bucket
        return measure(argument, metric, WORDS[metric], period or Duration.minutes(minutes))

    def count(self, event: StudioEvent, label: str, period: Duration) -> cloudwatch.Metric:
        """How many calls the rule of an event matched."""
        return cloudwatch.Metric(
            namespace="AWS/Events",
            metric_name="TriggeredRules",
            dimensions_map={"RuleName": self._rule_names[event]},
            statistic="Sum",
            period=period,
            label=label,
        )

    @property
    def of_calls(self) -> Sequence[StudioMetric]:
        """The metrics that count calls, those that there are rules for."""
        return [metric for metric, counted in _CALLS.items() if all(map(self.has, counted))]

    def has(self, event: StudioEvent) -> bool:
        """Whether there is a rule for an event."""
        return event in self._rule_names

    def _calls(self, argument: str, metric: StudioMetric, label: str, period: Duration) -> cloudwatch.IMetric:
        counted = _CALLS[metric]
        if not all(map(self.has, counted)):
            why = (
                "without workspace_actions=True: pass it"
                if metric is StudioMetric.WORKSPACE_ACTIONS
                else f"with auth={type(self._studio.auth).__name__}(...), which has no mappings: leave it out"
            )
            message = f"{argument} must not be {metric} {why}"
            raise ValueError(message)
        if len(counted) == 1:
            return self.count(counted[0], label, period)
        return _total({event.name.lower(): self.count(event, event.name, period) for event in counted}, label, period)

    def _bucket(self, argument: str, metric: StudioMetric, label: str, period: Duration) -> cloudwatch.IMetric:
        bucket = self._studio.bucket
        if bucket is None:
            message = (
                f"{argument} must not be {metric} for a Studio that was imported without its bucket: "
                "import it with EmrStudio.from_studio_attributes(..., bucket=...)"
            )
            raise ValueError(message)
        name = bucket.bucket_name

        def stored(storage_type: str, metric_name: str, label: str) -> cloudwatch.Metric:
            return cloudwatch.Metric(
                namespace="AWS/S3",
                metric_name=metric_name,
                dimensions_map={"BucketName": name, "StorageType": storage_type},
                statistic="Average",
                period=period,
                label=label,
            )

        if metric is StudioMetric.BUCKET_OBJECTS:
            return stored("AllStorageTypes", "NumberOfObjects", label)
        sizes = {f"size{i}": stored(each, "BucketSizeBytes", each) for i, each in enumerate(_STORAGE_TYPES)}
        return _total(sizes, label, period)


def period_minutes(metric: StudioMetric, period: Duration | None) -> float:
    """How long a metric is measured at a time; raises a `ValueError` for what `StudioAlarm` says of `period`."""
    measured_daily = metric not in _CALLS
    if period is None:
        return _DAY if measured_daily else _FIVE_MINUTES
    is_time = isinstance(period, Duration)
    if is_time and period.is_unresolved():  # the CDK takes no token either
        message = "period must be known at synth, got a token: write the minutes out"
        raise ValueError(message)
    minutes = whole_minutes("period", period, _DAY)
    if measured_daily and minutes != _DAY:
        message = f"period must be 1 day for {metric}, which S3 measures once a day, got {minutes:g} minutes"
        raise ValueError(message)
    return minutes


def _total(parts: Mapping[str, cloudwatch.IMetric], label: str, period: Duration) -> cloudwatch.IMetric:
    """The sum of metrics. That it passes over those without data, as most are most of the time, is our reading."""
    return cloudwatch.MathExpression(
        expression=f"SUM([{', '.join(parts)}])", using_metrics=parts, label=label, period=period
    )
